import { expect, test } from "vitest";
import { UNKNOWN, type Value } from "../lib/graph/graph.ts";
import { chartOf } from "./releases.ts";
import { HELM_RELEASE } from "./resource-types.ts";
import { resource } from "./testing/build-graph.ts";

const release = (chart: Value) => resource(HELM_RELEASE, "release", { chart });

test.each<[Value, string | undefined]>([
  ["gpu-operator", "gpu-operator"],
  ["nvidia/gpu-operator", "gpu-operator"],
  ["oci://registry.example/charts/gpu-operator", "gpu-operator"],
  [`oci://registry.example/charts/gpu-operator@sha256:${"0".repeat(64)}`, "gpu-operator"],
  ["./charts/gpu-operator-v26.3.3.tgz", "gpu-operator"],
  ["https://example.com/node-problem-detector-2.3.14.tgz", "node-problem-detector"],
  [UNKNOWN, undefined],
])("%o is chart %s", (chart, expected) => {
  expect(chartOf(release(chart))).toBe(expected);
});
