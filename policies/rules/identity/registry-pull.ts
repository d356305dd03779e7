import { roles } from "../../../catalog/azure/roles.ts";
import { type Graph, type Resource, referencesOf, valueAt } from "../../../lib/graph/graph.ts";
import { failed, notEvaluated, opaque, passed } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { declaredOf, linkOf, named } from "../../links.ts";
import { whole } from "../../parts.ts";
import {
  MANAGED_CLUSTER,
  REGISTRY,
  ROLE_ASSIGNMENT,
  USER_ASSIGNED_IDENTITY,
  unversioned,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { roleOf } from "./privileged-roles.ts";

/** Roles that read images and do nothing else. */
const PULLING: readonly string[] = [
  roles.AcrPull,
  // Container Registry Repository Reader: AcrPull for registries that decide by repository.
  "b93aa761-3e63-49ed-ac28-beffa264f7ac",
];
/** Roles of resource groups and above with which one also writes images. */
const WRITING: readonly string[] = [
  roles.AcrPush,
  roles.Owner,
  roles.Contributor,
  // Container Registry Repository Writer, and Container Registry Repository Contributor.
  "2a1e307c-b015-4ebd-883e-5b7698a07328",
  "2efddaa5-3f1f-4df3-97df-af3f13818f4c",
];

const MUST = "must be AcrPull: every pod of a node can act as its kubelet";

const registries = whole(REGISTRY);
const admin = equals("adminUserEnabled", false, {
  value: false,
  source: "https://learn.microsoft.com/azure/container-registry/container-registry-authentication",
});

/** Whoever changes an image changes what every node runs. */
export const registryPull: Rule = {
  id: "I11",
  name: "nodes-only-pull",
  title: "A registry has no administrator's password, and nodes only read from it.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV_AZURE_137"],
    cisAks: ["5.1.2", "5.1.3"],
    nist80053: ["AC-6", "IA-5", "SI-7"],
  },
  remediation:
    "Leave adminUserEnabled of the Registry off, and give the identity of the kubelet the role AcrPull on it and no other.",
  evidence: "https://learn.microsoft.com/azure/container-registry/container-registry-roles",
  scope: "graph",
  types: [REGISTRY, ROLE_ASSIGNMENT],
  check: (resource, graph) =>
    unversioned(resource.type) === ROLE_ASSIGNMENT
      ? judgeAssignment(resource, graph)
      : registries.partsOf(resource).map((part) => judge(admin, part, graph)),
};

function judgeAssignment(assignment: Resource, graph: Graph): Answer[] {
  const path = "roleDefinitionId";
  const { roleDefinitionId } = assignment.inputs;
  const role = roleOf(roleDefinitionId);
  const ofRegistry = isOfRegistry(assignment, graph);
  if (!ofRegistry && !(role !== undefined && WRITING.includes(role))) return [];
  const kubelet = kubeletOf(assignment, graph);
  if (kubelet === "none") return [];
  if (role !== undefined && PULLING.includes(role)) return [passed(path, "only reads images")];
  if (kubelet === "unknown")
    return [notEvaluated(path, "may be for a kubelet, for the source of principalId is not known", MUST)];
  const reason = opaque(roleDefinitionId);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST)];
  return [failed(path, `lets ${named(kubelet)}, the identity of a kubelet, do more than read images`, MUST)];
}

function isOfRegistry(assignment: Resource, graph: Graph): boolean {
  const link = linkOf(graph, assignment, "scope", [REGISTRY]);
  if (link.kind === "elsewhere") return /\/Microsoft\.ContainerRegistry\/registries\//i.test(link.id);
  return link.kind === "declared";
}

/** The kubelet's identity that an assignment is for, if it is. */
function kubeletOf(assignment: Resource, graph: Graph): Resource | "none" | "unknown" {
  if (assignment.propertyDependencies === undefined) {
    return opaque(valueAt(assignment.inputs, "principalId")) === undefined ? "none" : "unknown";
  }
  const identities = kubeletsOf(graph);
  return referencesOf(graph, assignment, "principalId").find((found) => identities.has(found)) ?? "none";
}

const kubelets = new WeakMap<Graph, ReadonlySet<Resource>>();

/** The identities of the kubelets of a stack. */
function kubeletsOf(graph: Graph): ReadonlySet<Resource> {
  const known = kubelets.get(graph);
  if (known !== undefined) return known;
  const found = declaredOf(graph, MANAGED_CLUSTER).flatMap((cluster) => {
    const path = "identityProfile.kubeletidentity.resourceId";
    const link = linkOf(graph, cluster, path, [USER_ASSIGNED_IDENTITY]);
    return link.kind === "declared" ? [link.resource] : [];
  });
  const identities = new Set(found);
  kubelets.set(graph, identities);
  return identities;
}
