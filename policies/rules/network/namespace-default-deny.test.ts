import { expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { NAMESPACE, NETWORK_POLICY } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { namespaceDefaultDeny } from "./namespace-default-deny.ts";

const BOTH = { policyTypes: ["Ingress", "Egress"] };
const DENY = { podSelector: {}, ...BOTH };
const policy = (spec: Properties, metadata: Properties = { namespace: "research" }, extras: Extras = {}) =>
  resource(NETWORK_POLICY, "policy", { metadata, spec }, extras);
const research = resource(NAMESPACE, "research", { metadata: { name: "research" } });
const named = resource(NAMESPACE, "named-by-pulumi");

const PATH = "metadata.name";
const MUST = "must have a NetworkPolicy for all of its pods that allows nothing in and nothing out";
const PASSED = `passed: ${PATH} NetworkPolicy policy denies what no other policy allows`;
const FAILED = `failed: ${PATH} has no policy that denies by default; ${MUST}`;
const UNSURE = `notEvaluated: ${PATH} whether NetworkPolicy policy denies by default there is unknown; ${MUST}`;

test.each<[string, Resource, Resource[], string]>([
  ["closed", research, [policy(DENY)], PASSED],
  [
    "closed, in other words",
    research,
    [policy({ ...DENY, podSelector: { matchLabels: {} }, ingress: [] })],
    PASSED,
  ],
  ["without a policy", research, [], FAILED],
  [
    "with a policy for incoming traffic only",
    research,
    [policy({ ...DENY, policyTypes: ["Ingress"] })],
    FAILED,
  ],
  ["with a policy without types", research, [policy({ podSelector: {} })], FAILED],
  [
    "with a policy for some pods",
    research,
    [policy({ podSelector: { matchLabels: { app: "x" } }, ...BOTH })],
    FAILED,
  ],
  ["with a policy without pods", research, [policy(BOTH)], FAILED],
  ["with a policy that allows everything", research, [policy({ ...DENY, egress: [{}] })], FAILED],
  ["with a policy in another namespace", research, [policy(DENY, { namespace: "other" })], FAILED],
  ["with a policy in the default namespace", research, [policy(DENY, {})], FAILED],
  ["with a policy that is unknown", research, [policy({ ...DENY, ingress: UNKNOWN })], UNSURE],
  ["with a policy somewhere", research, [policy(DENY, { namespace: UNKNOWN })], UNSURE],
  [
    "with a policy somewhere that would not do",
    research,
    [policy({ podSelector: {} }, { namespace: UNKNOWN })],
    FAILED,
  ],
  [
    "named by Pulumi, with a policy in it",
    named,
    [policy(DENY, { namespace: UNKNOWN }, { from: { metadata: [named] } })],
    PASSED,
  ],
])("a namespace %s", (_, namespace, others, expected) => {
  expect(answersOf([namespaceDefaultDeny], "N17", namespace, ...others)).toEqual([expected]);
});

test.each(["kube-system", "kube-node-lease", "gatekeeper-system", "aks-command"])(
  "%s is the system's",
  (name) => {
    const namespace = resource(NAMESPACE, "it", { metadata: { name } });
    expect(answersOf([namespaceDefaultDeny], "N17", namespace)).toEqual([
      `notApplicable: ${PATH} ${name} is of the system itself`,
    ]);
  },
);
