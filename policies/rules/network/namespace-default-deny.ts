import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import {
  entriesOf,
  failed,
  isAbsent,
  listOf,
  notApplicable,
  notEvaluated,
  opaque,
  passed,
} from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { named } from "../../links.ts";
import { namespaceId, namespaceOf } from "../../namespaces.ts";
import { NAMESPACE, NETWORK_POLICY } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

/** Namespaces of Kubernetes and AKS themselves, whose pods talk with everything. */
const SYSTEM = /^(?:kube-|gatekeeper-system$|aks-)/;

const PATH = "metadata.name";
const MUST = "must have a NetworkPolicy for all of its pods that allows nothing in and nothing out";

/** What is not allowed is denied: only a policy that selects every pod, in both directions, makes it so. */
export const namespaceDefaultDeny: Rule = {
  id: "N17",
  name: "namespaces-deny-by-default",
  title: "In every namespace that is not Kubernetes' own, pods talk only with what a policy allows.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV2_K8S_6"],
    cisAks: ["4.4.2"],
    cisEks: ["4.3.2"],
    nist80053: ["AC-4", "SC-7"],
    nist800223: ["computing"],
  },
  remediation:
    'Declare a NetworkPolicy in the namespace with spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] }, and one for each way that is needed.',
  evidence: "https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  scope: "graph",
  types: [NAMESPACE],
  check: (namespace, graph) => {
    const name = valueAt(namespace.inputs, PATH);
    if (typeof name === "string" && SYSTEM.test(name))
      return [notApplicable(PATH, `${name} is of the system itself`)];
    const { inside, perhaps } = policiesOf(namespace, graph);
    const denying = inside.find((policy) => deniesAll(policy) === "yes");
    if (denying !== undefined) return [passed(PATH, `${named(denying)} denies what no other policy allows`)];
    const maybe = [...inside.filter((policy) => deniesAll(policy) === "unknown"), ...perhaps][0];
    return maybe === undefined
      ? [failed(PATH, "has no policy that denies by default", MUST)]
      : [notEvaluated(PATH, `whether ${named(maybe)} denies by default there is unknown`, MUST)];
  },
};

function policiesOf(namespace: Resource, graph: Graph): { inside: Resource[]; perhaps: Resource[] } {
  const id = namespaceId(namespace);
  const policies = ofUnversioned(graph, NETWORK_POLICY).map((policy) => ({
    policy,
    where: namespaceOf(policy, graph),
  }));
  const there = (wanted: string | undefined) =>
    policies.filter(({ where }) => where === wanted).map(({ policy }) => policy);
  return { inside: there(id), perhaps: there(undefined).filter((policy) => deniesAll(policy) !== "no") };
}

/** Whether a policy selects every pod, is about both directions, and allows nothing. */
function deniesAll({ inputs }: Resource): "yes" | "no" | "unknown" {
  const spec = valueAt(inputs, "spec");
  const [selector, types, ingress, egress] = ["podSelector", "policyTypes", "ingress", "egress"].map((key) =>
    valueAt(spec, key),
  );
  const parts = [spec, selector, types, ingress, egress, ...listOf(types)];
  if (parts.some((part) => opaque(part) !== undefined)) return "unknown";
  const both = ["Ingress", "Egress"].every((direction) => listOf(types).includes(direction));
  const closed = [ingress, egress].every((rules) => isAbsent(rules) || listOf(rules).length === 0);
  return both && closed && selectsAll(selector) ? "yes" : "no";
}

function selectsAll(selector: Value | undefined): boolean {
  return !isAbsent(selector) && entriesOf(selector).every(([, part]) => entriesOf(part).length === 0);
}
