import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { textOf } from "../../demand.ts";
import { namespaceOf } from "../../namespaces.ts";
import { perGraph } from "../../per-graph.ts";
import { CLUSTER_WIDE, type Pod, pods } from "../../pods.ts";
import { CLUSTER_ROLE_BINDING, ROLE_BINDING } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { unlessNeeded } from "./infrastructure.ts";

const MUST_NAMESPACE = 'must not be "default"';
const MUST_ACCOUNT = "must be a service account of the workload's own";
const MUST_AUTOMOUNT = "must be false, unless a RoleBinding gives the service account something to do";

/** What shares the default namespace or its account shares all rights with everything else that forgot to choose. */
export const serviceAccounts: Rule = {
  id: "W12",
  name: "own-service-account",
  title:
    "Workloads stand in namespaces of their own, under accounts of their own, and get a token for the API server only where it can do something.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: {
    checkov: ["CKV_K8S_21", "CKV_K8S_38", "CKV_K8S_41", "CKV_K8S_42"],
    cisAks: ["4.1.5", "4.1.6", "4.6.3"],
    nist80053: ["AC-6", "IA-5"],
    nist800223: ["computing"],
  },
  remediation:
    "Write metadata.namespace, and in the pod serviceAccountName and automountServiceAccountToken: false.",
  evidence: "https://kubernetes.io/docs/concepts/security/service-accounts/",
  scope: "graph",
  types: pods.types,
  check: (resource, graph) => [
    ...judgeNamespace(resource, graph),
    ...pods
      .partsOf(resource)
      .flatMap((pod) => [...judgeAccount(pod), ...judgeAutomount(pod, graph)])
      .map((answer) => unlessNeeded(answer, "default service account", resource, graph)),
  ],
};

function judgeNamespace(resource: Resource, graph: Graph): Answer[] {
  if (CLUSTER_WIDE.has(resource.type)) return [];
  const path = "metadata.namespace";
  const namespace = valueAt(resource.inputs, path);
  const reason = opaque(namespace);
  if (reason !== undefined) return [judgeUnknownNamespace(resource, graph, reason)];
  const found = isAbsent(namespace) ? "is not set" : `is ${textOf(namespace)}`;
  return [decided(!isAbsent(namespace) && namespace !== "default", path, found, MUST_NAMESPACE)];
}

/** A namespace that this stack makes is not the default one, whatever Pulumi will call it. */
function judgeUnknownNamespace(resource: Resource, graph: Graph, reason: string): Answer {
  const path = "metadata.namespace";
  const made = namespaceOf(resource, graph);
  return made === undefined
    ? notEvaluated(path, reason, MUST_NAMESPACE)
    : decided(made !== "default", path, `comes from Namespace ${made} of this stack`, MUST_NAMESPACE);
}

function judgeAccount(pod: Pod): Answer[] {
  const path = `${pod.prefix}serviceAccountName`;
  const account = valueAt(pod.value, "serviceAccountName");
  const reason = opaque(account);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST_ACCOUNT)];
  if (isAbsent(account)) return pod.partial ? [] : [failed(path, "is not set", MUST_ACCOUNT)];
  return [decided(account !== "default" && account !== "", path, `is ${textOf(account)}`, MUST_ACCOUNT)];
}

function judgeAutomount(pod: Pod, graph: Graph): Answer[] {
  const path = `${pod.prefix}automountServiceAccountToken`;
  const automount = valueAt(pod.value, "automountServiceAccountToken");
  const reason = opaque(automount);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST_AUTOMOUNT)];
  if (automount === false) return [passed(path, "is false")];
  if (isAbsent(automount) && pod.partial) return [];
  const found = isAbsent(automount)
    ? "is not set, which Kubernetes takes as true"
    : `is ${textOf(automount)}`;
  const account = valueAt(pod.value, "serviceAccountName");
  const namespace = namespaceOf(pod.resource, graph);
  const binding = bindings(graph).get(`${namespace}/${String(account)}`);
  if (binding !== undefined) {
    return [passed(path, `${found}, and ${binding.name} gives the service account something to do`)];
  }
  const unsure = namespace === undefined || opaque(account) !== undefined || bindsUnknown(graph);
  return [
    unsure
      ? notEvaluated(path, `${found}, and what its service account may do is unknown`, MUST_AUTOMOUNT)
      : failed(path, found, MUST_AUTOMOUNT),
  ];
}

const allBindings = (graph: Graph) =>
  [ROLE_BINDING, CLUSTER_ROLE_BINDING].flatMap((type) => ofUnversioned(graph, type));

/** By namespace and service account, the binding that gives it a role. */
const bindings = perGraph(
  (graph) =>
    new Map(
      allBindings(graph).flatMap((binding) =>
        listOf(binding.inputs.subjects)
          .filter((subject) => valueAt(subject, "kind") === "ServiceAccount")
          .map((subject) => {
            const namespace = valueAt(subject, "namespace") ?? namespaceOf(binding, graph);
            return [`${String(namespace)}/${String(valueAt(subject, "name"))}`, binding] as const;
          }),
      ),
    ),
);

/** Whether a binding gives a role to somebody who is not known. */
const bindsUnknown = perGraph((graph) =>
  allBindings(graph).some(({ inputs }) => {
    const subjects = listOf(inputs.subjects);
    const names = subjects.flatMap((subject) => [valueAt(subject, "name"), valueAt(subject, "namespace")]);
    return [inputs.subjects, ...subjects, ...names].some((value) => opaque(value) !== undefined);
  }),
);
