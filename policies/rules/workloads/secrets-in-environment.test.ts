import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { podWith } from "../../testing/workloads.ts";
import { secretsInEnvironment } from "./secrets-in-environment.ts";

const MUST = "must hold no secret: mount it as a file";

test.each<[string, Value, string]>([
  ["settings", [{ name: "NCCL_DEBUG", value: "WARN" }], "passed: holds none"],
  [
    "a field of the pod",
    [{ name: "TOKEN", valueFrom: { fieldRef: { fieldPath: "spec.nodeName" } } }],
    "passed: holds none",
  ],
  [
    "a Secret's key",
    [{ name: "A", valueFrom: { secretKeyRef: { name: "s" } } }],
    `failed: holds "A"; ${MUST}`,
  ],
  ["a secret of Pulumi", [{ name: "A", value: SECRET }], `failed: holds "A"; ${MUST}`],
  [
    "text under a telling name",
    [{ name: "WANDB_API_KEY", value: "abc" }],
    `failed: holds "WANDB_API_KEY"; ${MUST}`,
  ],
  ["nothing under a telling name", [{ name: "WANDB_API_KEY", value: "" }], "passed: holds none"],
  [
    "an unknown entry",
    [{ name: "A", value: "b" }, UNKNOWN],
    `notEvaluated: is unknown until the cloud answers; ${MUST}`,
  ],
  ["a secret beside an unknown entry", [{ name: "A", value: SECRET }, UNKNOWN], `failed: holds "A"; ${MUST}`],
  ["an unknown list", UNKNOWN, `notEvaluated: is unknown until the cloud answers; ${MUST}`],
])("env: %s", (_, env, expected) => {
  expect(answersOf(secretsInEnvironment, podWith({ env }))).toEqual([
    expected.replace(": ", ": spec.containers[0].env "),
  ]);
});

test("envFrom", () => {
  const judged = (envFrom: Value) => answersOf(secretsInEnvironment, podWith({ envFrom }));
  expect(judged([{ configMapRef: { name: "c" } }])).toEqual([
    "passed: spec.containers[0].envFrom holds none",
  ]);
  expect(judged([{ secretRef: { name: "s" } }])).toEqual([
    `failed: spec.containers[0].envFrom holds "s"; ${MUST}`,
  ]);
});

test("the value is never shown", () => {
  const [line] = answersOf(secretsInEnvironment, podWith({ env: [{ name: "HF_TOKEN", value: "hf_abc" }] }));
  expect(line).toContain("HF_TOKEN");
  expect(line).not.toContain("hf_abc");
});
