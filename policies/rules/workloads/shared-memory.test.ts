import { describe, expect, test } from "vitest";
import { UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { patchOf, podOf, podWith } from "../../testing/workloads.ts";
import { sharedMemory } from "./shared-memory.ts";

const MUST = 'must mount an emptyDir of medium "Memory" with a sizeLimit at /dev/shm';
const resources = { limits: { "nvidia.com/gpu": 8 } };
const shm = { name: "shm", mountPath: "/dev/shm" };
const memory = { name: "shm", emptyDir: { medium: "Memory", sizeLimit: "64Gi" } };

describe("shared memory", () => {
  const judged = (volumes: Value, volumeMounts: Value) =>
    answersOf(sharedMemory, podOf({ volumes, containers: [{ resources, volumeMounts }] }));

  test.each<[string, Value, Value, string]>([
    ["of a stated size", [memory], [shm], 'passed: PATH has "64Gi" of memory at /dev/shm'],
    ["none", [memory], [], `failed: PATH has nothing at /dev/shm; ${MUST}`],
    [
      "on disk",
      [{ name: "shm", emptyDir: {} }],
      [shm],
      `failed: PATH has a volume at /dev/shm that is not memory; ${MUST}`,
    ],
    ["of no volume", [], [shm], `failed: PATH has a volume at /dev/shm that is not memory; ${MUST}`],
    [
      "without a limit",
      [{ name: "shm", emptyDir: { medium: "Memory" } }],
      [shm],
      `failed: PATH has memory without a sizeLimit at /dev/shm; ${MUST}`,
    ],
    ["unknown mounts", [memory], UNKNOWN, `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`],
    [
      "an unknown size",
      [{ name: "shm", emptyDir: { medium: "Memory", sizeLimit: UNKNOWN } }],
      [shm],
      `notEvaluated: PATH the volume at /dev/shm is unknown until the cloud answers; ${MUST}`,
    ],
  ])("%s", (_, volumes, mounts, expected) => {
    expect(judged(volumes, mounts)).toEqual([expected.replace("PATH", "spec.containers[0].volumeMounts")]);
  });

  test("is asked of containers with GPUs that stand whole in the graph", () => {
    expect(answersOf(sharedMemory, podWith({ resources: { limits: { cpu: 1 } } }))).toEqual([]);
    expect(answersOf(sharedMemory, patchOf({ resources }))).toEqual([]);
    expect(answersOf(sharedMemory, podWith({ resources: UNKNOWN }))).toEqual([
      `notEvaluated: spec.containers[0].volumeMounts what it asks for is unknown until the cloud answers; ${MUST}`,
    ]);
  });
});

describe("huge pages", () => {
  const PATH = "spec.containers[0].resources.limits.hugepages-2Mi";
  const must = "must be the same as the request";

  test.each<[string, Value, string]>([
    [
      "alike",
      { limits: { "hugepages-2Mi": "5Gi" }, requests: { "hugepages-2Mi": "5120Mi" } },
      `passed: ${PATH} is "5Gi"`,
    ],
    ["limit only", { limits: { "hugepages-2Mi": "5Gi" } }, `passed: ${PATH} is "5Gi"`],
    [
      "different",
      { limits: { "hugepages-2Mi": "5Gi" }, requests: { "hugepages-2Mi": "1Gi" } },
      `failed: ${PATH} is "5Gi", and the request "1Gi"; ${must}`,
    ],
    ["request only", { requests: { "hugepages-2Mi": "5Gi" } }, `failed: ${PATH} is not set; ${must}`],
    [
      "unknown",
      { limits: { "hugepages-2Mi": UNKNOWN } },
      `notEvaluated: ${PATH} is unknown until the cloud answers; ${must}`,
    ],
  ])("%s", (_, found, expected) => {
    expect(answersOf(sharedMemory, podWith({ resources: found }))).toEqual([expected]);
  });
});
