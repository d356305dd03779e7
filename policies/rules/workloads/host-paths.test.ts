import { describe, expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { PATCH, patchOf, podOf } from "../../testing/workloads.ts";
import { hostPaths } from "./host-paths.ts";

const MUST = "must be below /opt/microsoft, and mounted readOnly";
const PATH = "spec.volumes[0].hostPath.path";

const mounted = (path: Value, readOnly: Value | undefined = true) =>
  podOf({
    volumes: [{ name: "v", hostPath: { path } }],
    containers: [
      { volumeMounts: [{ name: "v", mountPath: "/m", ...(readOnly !== undefined && { readOnly }) }] },
    ],
  });

test.each<[string, Value, Value | undefined, string]>([
  ["listed", "/opt/microsoft", true, 'passed: PATH is "/opt/microsoft", mounted readOnly'],
  [
    "below",
    "/opt/microsoft/ndv5/topo.xml",
    true,
    'passed: PATH is "/opt/microsoft/ndv5/topo.xml", mounted readOnly',
  ],
  ["beside", "/opt/microsoft-other", true, `failed: PATH is "/opt/microsoft-other"; ${MUST}`],
  ["around it", "/opt/microsoft/../../etc", true, `failed: PATH is "/opt/microsoft/../../etc"; ${MUST}`],
  ["the node", "/", true, `failed: PATH is "/"; ${MUST}`],
  [
    "writable",
    "/opt/microsoft",
    false,
    `failed: PATH is "/opt/microsoft", and containers[0].volumeMounts[0].readOnly is not true; ${MUST}`,
  ],
  [
    "writable by an unknown",
    "/opt/microsoft",
    UNKNOWN,
    `notEvaluated: PATH is "/opt/microsoft", and containers[0].volumeMounts[0] is unknown until the cloud answers; ${MUST}`,
  ],
  ["unknown", UNKNOWN, true, `notEvaluated: PATH is unknown until the cloud answers; ${MUST}`],
  ["secret", SECRET, true, `notEvaluated: PATH is a secret and was not looked at; ${MUST}`],
])("%s", (_, path, readOnly, expected) => {
  expect(answersOf(hostPaths, mounted(path, readOnly))).toEqual([expected.replace("PATH", PATH)]);
});

describe("mounts that are not known", () => {
  const volumes = [{ name: "v", hostPath: { path: "/opt/microsoft" } }];

  test.each<[string, Value, string]>([
    ["containers", UNKNOWN, "containers[*].volumeMounts"],
    ["a list of mounts", [{ volumeMounts: UNKNOWN }], "containers[0].volumeMounts"],
    ["a mount", [{ volumeMounts: [UNKNOWN] }], "containers[0].volumeMounts[0]"],
  ])("%s", (_, containers, at) => {
    expect(answersOf(hostPaths, podOf({ volumes, containers }))).toEqual([
      `notEvaluated: ${PATH} is "/opt/microsoft", and ${at} is unknown until the cloud answers; ${MUST}`,
    ]);
  });

  test("those of a runtime", () => {
    expect(answersOf(hostPaths, patchOf({ name: "node" }, { volumes }))).toEqual([
      `notEvaluated: ${PATCH}volumes[0].hostPath.path is "/opt/microsoft", and its runtime says how it is mounted; ${MUST}`,
    ]);
  });
});

test("other volumes are not asked, unknown ones are", () => {
  const others = [
    { name: "a", emptyDir: {} },
    { name: "b", hostPath: null },
  ];
  expect(answersOf(hostPaths, podOf({ volumes: others }))).toEqual([]);
  expect(answersOf(hostPaths, podOf({ volumes: UNKNOWN }))).toEqual([
    `notEvaluated: spec.volumes is unknown until the cloud answers; ${MUST}`,
  ]);
});
