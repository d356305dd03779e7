import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { capabilityOf } from "./capability.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "./testing/nd-h100.ts";

describe("capabilityOf", () => {
  test("counts GPUs and sums their dense peaks", () => {
    expect(capabilityOf(ndH100())).toMatchObject({
      nodes: 256,
      gpus: [{ model: "H100 SXM5", count: 2048 }],
      // 2,048 x 989.5 TFLOP/s: dense, half of what vendors print with sparsity.
      peakPflops: { bf16: "2026.496", tf32: "1012.736", fp8: "4052.992", fp64TensorCore: "137.216" },
      sparsePflops: { tf32: "2025.472", bf16: "4052.992", fp16: "4052.992", fp8: "8105.984" },
      fabric: [{ vmSize: "Standard_ND96isr_H100_v5", nodes: 256, gbpsPerNode: 3200 }],
      atLeast: false,
      unknown: [],
    });
  });

  test("a format that a GPU lacks adds nothing for it, and stays out where no GPU has it", () => {
    const v100 = pool("v100", 1, { vmSize: "Standard_ND40rs_v2" });
    const graph = sketch(...ndH100Sketches(), v100);
    expect(capabilityOf(graph).peakPflops.bf16).toBe("2026.496");
    expect(capabilityOf(graph).gpus).toContainEqual({ model: "V100 SXM2 32 GB", count: 8 });
    const alone = sketch(...ndH100Sketches().filter(({ name }) => !/^h\d$/.test(name)), v100);
    expect(capabilityOf(alone).peakPflops).not.toHaveProperty("bf16");
    expect(capabilityOf(alone).peakPflops).not.toHaveProperty("fp8");
    expect(capabilityOf(alone).sparsePflops).toEqual({});
  });

  test.each([
    ["count", { count: UNKNOWN }, "its number of nodes is not known"],
    ["possible count", { count: -3 }, "its number of nodes is not known"],
    [
      "possible range",
      { enableAutoScaling: true, minCount: 5, maxCount: 2 },
      "its number of nodes is not known",
    ],
    ["size", { vmSize: UNKNOWN }, "its VM size is not known"],
    ["row", { vmSize: "Standard_ND999_v9" }, "the catalogue has no row for Standard_ND999_v9"],
  ])("a pool without a known %s is listed, and the rest is a lower bound", (_, inputs, reason) => {
    const capability = capabilityOf(ndH100({ h1: inputs }));
    expect(capability).toMatchObject({ nodes: 170, atLeast: true, gpus: [{ count: 1360 }] });
    expect(capability.unknown.map(({ pool, reason }) => [pool, reason])).toEqual([["h1", reason]]);
  });

  test("grows with the nodes", () => {
    const nodes = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(nodes, nodes, (a, b) => {
        const peak = (count: number): number =>
          Number(capabilityOf(ndH100({ h1: { count } })).peakPflops.bf16);
        expect(peak(Math.max(a, b))).toBeGreaterThanOrEqual(peak(Math.min(a, b)));
      }),
    );
  });
});
