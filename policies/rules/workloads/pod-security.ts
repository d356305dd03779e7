import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { entriesOf, failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import { declaredOf } from "../../links.ts";
import { labelOf, labelPath, namespaceId } from "../../namespaces.ts";
import { chartOf, RELEASES } from "../../releases.ts";
import { ADMISSION_POLICY_BINDING, NAMESPACE } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { INFRASTRUCTURE_NAMESPACES } from "./infrastructure.ts";

const LEVEL = "pod-security.kubernetes.io/enforce";
const PATH = labelPath(LEVEL);
const MUST = 'must be "restricted" or "baseline"';

/** What a namespace is for, where that needs more than the standards give. */
const PURPOSE = "exaform.io/purpose";

/** Charts whose pods need the nodes, with who says so. */
const PRIVILEGED_CHARTS: ReadonlyMap<string, string> = new Map([
  ["gpu-operator", "https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/security.html"],
  [
    "network-operator",
    "https://docs.nvidia.com/networking/display/kubernetes2470/advanced-configurations.html",
  ],
]);

/**
 * The standards are enforced by the API server itself, for each namespace. `IPC_LOCK`, which RDMA needs, is in neither of the two levels
 * that close anything, so that a namespace for RDMA must be open and be closed again by an admission policy of one's own.
 */
export const podSecurity: Rule = {
  id: "W01",
  name: "pod-security-enforced",
  title: "Every namespace enforces a pod security standard; what needs more says why, and only there.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    cisAks: ["4.2.1", "4.2.2", "4.2.3", "4.2.4", "4.2.5"],
    nist80053: ["AC-6", "CM-7"],
    nist800223: ["computing"],
  },
  remediation: `Label the Namespace ${LEVEL}: restricted; one for RDMA ${LEVEL}: privileged and ${PURPOSE}: rdma, and bind a ValidatingAdmissionPolicy to it that allows no more than IPC_LOCK.`,
  evidence: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  scope: "graph",
  types: [NAMESPACE],
  check: (namespace, graph) => [judgeLevel(namespace, graph)],
};

function judgeLevel(namespace: Resource, graph: Graph): Answer {
  const level = labelOf(namespace, LEVEL);
  const reason = opaque(level);
  if (reason !== undefined) return notEvaluated(PATH, reason, MUST);
  if (isAbsent(level)) return failed(PATH, "is not set", MUST);
  if (level === "restricted" || level === "baseline") return passed(PATH, `is "${level}"`);
  return level === "privileged"
    ? judgePrivileged(namespace, graph)
    : failed(PATH, `is ${textOf(level)}`, MUST);
}

function judgePrivileged(namespace: Resource, graph: Graph): Answer {
  const id = namespaceId(namespace);
  const release = declaredOf(graph, ...RELEASES).find(
    (found) => valueAt(found.inputs, "namespace") === id && PRIVILEGED_CHARTS.has(chartOf(found) ?? ""),
  );
  if (release !== undefined) {
    const source = PRIVILEGED_CHARTS.get(chartOf(release) ?? "");
    return passed(PATH, `is "privileged", which chart ${chartOf(release)} needs (${source})`);
  }
  if (INFRASTRUCTURE_NAMESPACES.has(id))
    return passed(PATH, `is "privileged", which the cluster's own pods in ${id} need`);
  const purpose = labelOf(namespace, PURPOSE);
  if (purpose !== "rdma") {
    const reason = opaque(purpose);
    return reason === undefined
      ? failed(PATH, 'is "privileged", and nothing in it needs that', MUST)
      : notEvaluated(PATH, `is "privileged", and its label ${PURPOSE} ${reason}`, MUST);
  }
  return judgeBinding(namespace, graph);
}

function judgeBinding(namespace: Resource, graph: Graph): Answer {
  const must = "a ValidatingAdmissionPolicyBinding with Deny must select it";
  const bindings = ofUnversioned(graph, ADMISSION_POLICY_BINDING);
  const binding = bindings.find((found) => denies(found) && selects(found, namespace));
  if (binding !== undefined) return passed(PATH, `is "privileged" for RDMA, and ${binding.name} closes it`);
  return bindings.some(({ inputs }) => opaque(inputs.spec) !== undefined)
    ? notEvaluated(PATH, 'is "privileged" for RDMA, and what a binding selects is unknown', must)
    : failed(PATH, 'is "privileged" for RDMA', must);
}

function denies({ inputs }: Resource): boolean {
  return listOf(valueAt(inputs, "spec.validationActions")).includes("Deny");
}

/** Whether a binding names the namespace by one of its labels. One that selects everything says nothing about what it lets through here. */
function selects({ inputs }: Resource, namespace: Resource): boolean {
  const wanted = entriesOf(valueAt(inputs, "spec.matchResources.namespaceSelector.matchLabels"));
  return wanted.length > 0 && wanted.every(([label, value]) => labelOf(namespace, label) === value);
}
