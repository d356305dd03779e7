import { describe, expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { patchOf, podWith } from "../../testing/workloads.ts";
import { capabilities } from "./capabilities.ts";

function judged(property: "drop" | "add", found: ReturnType<typeof podWith>): string[] {
  const path = `containers[0].securityContext.capabilities.${property} `;
  return answersOf(capabilities, found)
    .filter((line) => line.includes(path))
    .map((line) => line.replace(/ \S*capabilities\.(drop|add)/, ""));
}

const having = (found: Properties, resources: Value = {}) =>
  podWith({ securityContext: { capabilities: found }, resources });

describe("drop", () => {
  test.each<[string, Properties, string]>([
    ["all", { drop: ["ALL"] }, 'passed: has "ALL"'],
    ["all, spelt otherwise", { drop: [UNKNOWN, "all"] }, 'passed: has "ALL"'],
    ["some", { drop: ["NET_RAW"] }, 'failed: has no "ALL"; must have "ALL"'],
    ["none", { drop: [] }, 'failed: has no "ALL"; must have "ALL"'],
    ["not set", {}, 'failed: is not set; must have "ALL"'],
    ["unknown", { drop: UNKNOWN }, 'notEvaluated: is unknown until the cloud answers; must have "ALL"'],
    [
      "unknown among others",
      { drop: ["NET_RAW", UNKNOWN] },
      'notEvaluated: is unknown until the cloud answers; must have "ALL"',
    ],
    ["secret", { drop: SECRET }, 'notEvaluated: is a secret and was not looked at; must have "ALL"'],
  ])("%s", (_, found, expected) => {
    expect(judged("drop", having(found))).toEqual([expected]);
  });
});

describe("add", () => {
  const must = "must have nothing but IPC_LOCK, and that only for RDMA";
  const lock = { add: ["IPC_LOCK"] };

  test.each<[string, Properties, Value, string]>([
    ["nothing", {}, {}, "passed: adds nothing"],
    ["an empty list", { add: [] }, {}, "passed: adds nothing"],
    [
      "another",
      { add: ["IPC_LOCK", "SYS_ADMIN"] },
      { limits: { "rdma/ib": 8 } },
      `failed: adds "SYS_ADMIN"; ${must}`,
    ],
    ["a text with a line break", { add: ["A\nB"] }, {}, `failed: adds "A\\nB"; ${must}`],
    ["IPC_LOCK for InfiniBand", lock, { limits: { "rdma/ib": 8 } }, "passed: adds IPC_LOCK for rdma/ib"],
    [
      "IPC_LOCK for EFA",
      lock,
      { limits: { "vpc.amazonaws.com/efa": "32" } },
      "passed: adds IPC_LOCK for vpc.amazonaws.com/efa",
    ],
    [
      "CAP_IPC_LOCK",
      { add: ["CAP_IPC_LOCK"] },
      { limits: { "rdma/ib": 8 } },
      "passed: adds IPC_LOCK for rdma/ib",
    ],
    ["IPC_LOCK for nothing", lock, {}, `failed: adds IPC_LOCK without a limit of an RDMA device; ${must}`],
    [
      "IPC_LOCK for GPUs",
      lock,
      { limits: { "nvidia.com/gpu": 8 } },
      `failed: adds IPC_LOCK without a limit of an RDMA device; ${must}`,
    ],
    [
      "IPC_LOCK for no device",
      lock,
      { limits: { "rdma/ib": 0 } },
      `failed: adds IPC_LOCK without a limit of an RDMA device; ${must}`,
    ],
    [
      "IPC_LOCK with a request only",
      lock,
      { requests: { "rdma/ib": 8 } },
      `failed: adds IPC_LOCK without a limit of an RDMA device; ${must}`,
    ],
    [
      "IPC_LOCK with unknown limits",
      lock,
      UNKNOWN,
      `notEvaluated: adds IPC_LOCK, and its limit is unknown until the cloud answers; ${must}`,
    ],
    [
      "IPC_LOCK with an unknown limit",
      lock,
      { limits: { "rdma/ib": UNKNOWN } },
      `notEvaluated: adds IPC_LOCK, and its limit is unknown until the cloud answers; ${must}`,
    ],
    ["unknown", { add: UNKNOWN }, {}, `notEvaluated: is unknown until the cloud answers; ${must}`],
    [
      "unknown among others",
      { add: ["IPC_LOCK", UNKNOWN] },
      {},
      `notEvaluated: is unknown until the cloud answers; ${must}`,
    ],
  ])("%s", (_, found, resources, expected) => {
    expect(judged("add", having(found, resources))).toEqual([expected]);
  });

  test("a patch does not say what its runtime asks for", () => {
    const patch = patchOf({ securityContext: { capabilities: lock } });
    expect(judged("add", patch)).toEqual([
      `notEvaluated: adds IPC_LOCK, and its runtime says what it asks for; ${must}`,
    ]);
    expect(judged("drop", patch)).toEqual([]);
  });
});
