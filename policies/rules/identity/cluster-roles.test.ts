import { expect, test } from "vitest";
import { type Properties, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { CLUSTER_ROLE, ROLE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { clusterRoles } from "./cluster-roles.ts";

const MUST = "must name what it allows, and nothing with which one takes more";

function answer(type: string, rule: Value, metadata: Properties = { name: "it" }): string[] {
  return answersOf([clusterRoles], "I17", resource(type, "it", { metadata, rules: [rule] }));
}

test.each<[string, Properties, string | undefined]>([
  ["jobs", { resources: ["jobs"], verbs: ["get", "create"] }, undefined],
  ["every verb", { resources: ["jobs"], verbs: ["*"] }, "every verb"],
  ["every resource", { resources: ["*"], verbs: ["get"] }, "every resource"],
  ["every address", { nonResourceURLs: ["*"], verbs: ["get"] }, "every resource"],
  ["bind", { resources: ["roles"], verbs: ["bind"] }, "rights of others (bind, escalate, impersonate)"],
  [
    "escalate",
    { resources: ["roles"], verbs: ["get", "escalate"] },
    "rights of others (bind, escalate, impersonate)",
  ],
  [
    "impersonate",
    { resources: ["users"], verbs: ["impersonate"] },
    "rights of others (bind, escalate, impersonate)",
  ],
  [
    "nodes/proxy",
    { resources: ["nodes", "nodes/proxy"], verbs: ["get"] },
    "nodes/proxy, which runs commands in every pod",
  ],
  [
    "pods/exec",
    { resources: ["pods/exec"], verbs: ["create"] },
    "commands in pods of others (pods/exec, pods/attach)",
  ],
  [
    "webhooks written",
    { resources: ["mutatingwebhookconfigurations"], verbs: ["get", "patch"] },
    "what the API server asks before it accepts anything (webhook configurations)",
  ],
  ["webhooks read", { resources: ["mutatingwebhookconfigurations"], verbs: ["get"] }, undefined],
  [
    "certificates approved",
    { resources: ["certificatesigningrequests/approval"], verbs: ["update"] },
    "approval of certificates",
  ],
  ["signers", { resources: ["signers"], verbs: ["approve"] }, "approval of certificates"],
])("%s", (_, rule, danger) => {
  expect(answer(CLUSTER_ROLE, rule)).toEqual([
    danger === undefined
      ? "passed: rules[0] names what it allows"
      : `failed: rules[0] allows ${danger}; ${MUST}`,
  ]);
});

test("Kubernetes itself may run commands in pods, and may not take everything either", () => {
  const exec = { resources: ["pods/exec"], verbs: ["create"] };
  const everything = { resources: ["*"], verbs: ["*"] };
  const status = (type: string, rule: Value, metadata: Properties) =>
    answer(type, rule, metadata)[0]?.split(":")[0];
  expect(status(CLUSTER_ROLE, exec, { name: "system:debugger" })).toBe("passed");
  expect(status(ROLE, exec, { name: "debugger", namespace: "kube-system" })).toBe("passed");
  expect(status(ROLE, exec, { name: "debugger", namespace: "research" })).toBe("failed");
  expect(status(CLUSTER_ROLE, exec, { name: "debugger", namespace: "kube-system" })).toBe("failed");
  expect(status(CLUSTER_ROLE, everything, { name: "system:debugger" })).toBe("failed");
});

test("what is unknown may be dangerous, unless the rest is known to be", () => {
  expect(answer(ROLE, { resources: ["jobs"], verbs: UNKNOWN })).toEqual([
    `notEvaluated: rules[0] names something that is unknown until the cloud answers; ${MUST}`,
  ]);
  expect(answer(ROLE, { resources: [UNKNOWN], verbs: ["get"] })).toEqual([
    `notEvaluated: rules[0] names something that is unknown until the cloud answers; ${MUST}`,
  ]);
  expect(answer(ROLE, { resources: UNKNOWN, verbs: ["*"] })).toEqual([
    `failed: rules[0] allows every verb; ${MUST}`,
  ]);
  expect(answer(ROLE, UNKNOWN)).toEqual([
    `notEvaluated: rules[0] names something that is unknown until the cloud answers; ${MUST}`,
  ]);
  expect(answersOf([clusterRoles], "I17", resource(ROLE, "it", { rules: UNKNOWN }))).toEqual([
    `notEvaluated: rules is unknown until the cloud answers; ${MUST}`,
  ]);
});
