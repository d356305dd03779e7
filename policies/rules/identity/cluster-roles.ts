import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, entriesOf, failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { textOf } from "../../demand.ts";
import { namespaceOf } from "../../namespaces.ts";
import { CLUSTER_ROLE, CLUSTER_ROLE_BINDING, ROLE, ROLE_BINDING } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const BINDINGS: readonly string[] = [ROLE_BINDING, CLUSTER_ROLE_BINDING];

const MUST = "must name what it allows, and nothing with which one takes more";

/** A right with which one takes every other. */
interface Danger {
  readonly called: string;
  /** Resources that it is about; left out: all. */
  readonly resources?: readonly string[];
  /** Verbs that make it dangerous; left out: all. */
  readonly verbs?: readonly string[];
  /** Whether parts of Kubernetes itself need it. */
  readonly systemNeeds: boolean;
}

const WRITING = ["create", "update", "patch", "delete", "deletecollection"];

/** https://kubernetes.io/docs/concepts/security/rbac-good-practices/ (2026-08) */
const DANGERS: readonly Danger[] = [
  { called: "every verb", verbs: ["*"], systemNeeds: false },
  { called: "every resource", resources: ["*"], systemNeeds: false },
  {
    called: "rights of others (bind, escalate, impersonate)",
    verbs: ["bind", "escalate", "impersonate"],
    systemNeeds: false,
  },
  { called: "nodes/proxy, which runs commands in every pod", resources: ["nodes/proxy"], systemNeeds: true },
  {
    called: "commands in pods of others (pods/exec, pods/attach)",
    resources: ["pods/exec", "pods/attach"],
    systemNeeds: true,
  },
  {
    called: "what the API server asks before it accepts anything (webhook configurations)",
    resources: ["validatingwebhookconfigurations", "mutatingwebhookconfigurations"],
    verbs: WRITING,
    systemNeeds: true,
  },
  {
    called: "approval of certificates",
    resources: ["certificatesigningrequests/approval", "signers"],
    verbs: [...WRITING, "approve", "sign"],
    systemNeeds: true,
  },
];

/** Roles of Kubernetes are additive: one careless rule is enough. */
export const clusterRoles: Rule = {
  id: "I17",
  name: "cluster-roles-minimal",
  title: "Roles of a cluster name what they allow, and lead to no other rights.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: [
      "CKV_K8S_49",
      "CKV_K8S_155",
      "CKV_K8S_156",
      "CKV_K8S_157",
      "CKV_K8S_158",
      "CKV2_K8S_2",
      "CKV2_K8S_3",
    ],
    cisAks: ["4.1.1", "4.1.3", "4.1.7", "4.1.9", "4.1.10", "4.1.11"],
    nist80053: ["AC-3", "AC-6"],
  },
  remediation:
    "List verbs and resources in rules of the Role or ClusterRole, without wildcards, and bind another role than cluster-admin.",
  evidence: "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  scope: "graph",
  types: [ROLE, CLUSTER_ROLE, ...BINDINGS],
  check: (resource, graph) =>
    BINDINGS.includes(resource.type) ? [judgeBinding(resource)] : judgeRole(resource, graph),
};

function judgeBinding({ inputs }: Resource): Answer {
  const path = "roleRef.name";
  const role = valueAt(inputs, path);
  const must = "must be a role with fewer rights than cluster-admin";
  const reason = opaque(role);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  if (isAbsent(role)) return failed(path, "is not set", must);
  return decided(role !== "cluster-admin", path, `is ${textOf(role)}`, must);
}

function judgeRole(role: Resource, graph: Graph): Answer[] {
  const reason = opaque(role.inputs.rules);
  if (reason !== undefined) return [notEvaluated("rules", reason, MUST)];
  const system = isOfSystem(role, graph);
  return entriesOf(role.inputs.rules).map(([index, rule]) => judgeRule(rule, `rules[${index}]`, system));
}

function judgeRule(rule: Value, path: string, system: boolean): Answer {
  const verbs = valuesAt(rule, "verbs");
  const resources = [...valuesAt(rule, "resources"), ...valuesAt(rule, "nonResourceURLs")];
  const danger = DANGERS.find(
    (candidate) =>
      !(system && candidate.systemNeeds) &&
      includesOne(verbs, candidate.verbs) &&
      includesOne(resources, candidate.resources),
  );
  if (danger !== undefined) return failed(path, `allows ${danger.called}`, MUST);
  const reason = [...verbs, ...resources].map(opaque).find((found) => found !== undefined);
  return reason === undefined
    ? passed(path, "names what it allows")
    : notEvaluated(path, `names something that ${reason}`, MUST);
}

function valuesAt(rule: Value, key: string): readonly Value[] {
  const value = valueAt(rule, key);
  return opaque(value) === undefined ? listOf(value) : [value ?? null];
}

function includesOne(values: readonly Value[], wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || values.some((value) => typeof value === "string" && wanted.includes(value));
}

/** Kubernetes keeps names that begin with `system:` to itself. */
function isOfSystem(role: Resource, graph: Graph): boolean {
  const name = valueAt(role.inputs, "metadata.name");
  if (typeof name === "string" && name.startsWith("system:")) return true;
  return role.type === ROLE && namespaceOf(role, graph) === "kube-system";
}
