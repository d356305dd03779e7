import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { PATCH, patchOf, podOf, podWith } from "../../testing/workloads.ts";
import { unprivileged } from "./unprivileged.ts";

const PRIVILEGED = "spec.containers[0].securityContext.privileged";
const ESCALATION = "spec.containers[0].securityContext.allowPrivilegeEscalation";
const BY_DEFAULT =
  "is not set, which Kubernetes takes as false (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/)";

test.each<[string, Properties, string[]]>([
  [
    "clean",
    { securityContext: { privileged: false, allowPrivilegeEscalation: false } },
    [`passed: ${PRIVILEGED} is false`, `passed: ${ESCALATION} is false`],
  ],
  [
    "violating",
    { securityContext: { privileged: true, allowPrivilegeEscalation: true } },
    [`failed: ${PRIVILEGED} is true; must be false`, `failed: ${ESCALATION} is true; must be false`],
  ],
  [
    "not set: Kubernetes allows the escalation",
    {},
    [`passed: ${PRIVILEGED} ${BY_DEFAULT}`, `failed: ${ESCALATION} is not set; must be false`],
  ],
  [
    "unknown and secret",
    { securityContext: { privileged: UNKNOWN, allowPrivilegeEscalation: SECRET } },
    [
      `notEvaluated: ${PRIVILEGED} is unknown until the cloud answers; must be false`,
      `notEvaluated: ${ESCALATION} is a secret and was not looked at; must be false`,
    ],
  ],
])("%s", (_, container, expected) => {
  expect(answersOf(unprivileged, podWith(container))).toEqual(expected);
});

test("a patch is asked only for what it says", () => {
  const path = `${PATCH}containers[0].securityContext`;
  expect(answersOf(unprivileged, patchOf({ name: "node" }))).toEqual([
    `passed: ${path}.privileged ${BY_DEFAULT}`,
  ]);
  expect(answersOf(unprivileged, patchOf({ securityContext: { allowPrivilegeEscalation: true } }))).toContain(
    `failed: ${path}.allowPrivilegeEscalation is true; must be false`,
  );
});

test("a pod of which nothing is known does not pass", () => {
  expect(answersOf(unprivileged, podOf(UNKNOWN)).every((line) => line.startsWith("notEvaluated: "))).toBe(
    true,
  );
});
