import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { podOf } from "../../testing/workloads.ts";
import { hostNamespaces } from "./host-namespaces.ts";

test.each(["hostPID", "hostIPC", "hostNetwork"])("%s", (name) => {
  const judged = (value?: Value) =>
    answersOf(hostNamespaces, podOf(value === undefined ? {} : { [name]: value })).find((line) =>
      line.includes(` spec.${name} `),
    );
  expect(judged()).toMatch(/^passed: .* is not set, which Kubernetes takes as false/);
  expect(judged(false)).toBe(`passed: spec.${name} is false`);
  expect(judged(true)).toBe(`failed: spec.${name} is true; must be false`);
  expect(judged(UNKNOWN)).toBe(
    `notEvaluated: spec.${name} is unknown until the cloud answers; must be false`,
  );
  expect(judged(SECRET)).toBe(`notEvaluated: spec.${name} is a secret and was not looked at; must be false`);
});

test("nothing else is looked at", () => {
  expect(answersOf(hostNamespaces, podOf({}))).toHaveLength(3);
});
