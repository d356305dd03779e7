import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lustreSkus } from "../../catalog/azure/managed-lustre.ts";
import { type LustreRequest, planLustre } from "./lustre.ts";
import { InvalidInput, type Problem } from "./problem.ts";

function problemsOf(request: LustreRequest, path?: string): readonly Problem[] {
  try {
    planLustre(request, path);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

const sku = fc.constantFrom(...lustreSkus);

describe("file systems", () => {
  test.each([
    [{ sku: "250", capacityTiB: 128 }, "AMLFS-Durable-Premium-250", 128, 32_000, false],
    [{ sku: "AMLFS-Durable-Premium-40", capacityTiB: 48 }, "AMLFS-Durable-Premium-40", 48, 2_000, false],
    [{ sku: "500", throughputMBps: 2_001 }, "AMLFS-Durable-Premium-500", 8, 4_000, false],
    [{ sku: "125", capacityTiB: 4_096 }, "AMLFS-Durable-Premium-125", 4_096, 512_000, true],
    [{ sku: "250", capacityTiB: 16, throughputMBps: 4_000 }, "AMLFS-Durable-Premium-250", 16, 4_000, false],
  ])("%j", (request, name, capacityTiB, throughputMBps, needsAgreement) => {
    expect(planLustre(request)).toEqual({ sku: name, capacityTiB, throughputMBps, needsAgreement });
  });

  test("every multiple of the step is accepted", () => {
    fc.assert(
      fc.property(sku, fc.integer({ min: 1, max: 500 }), (row, steps) => {
        const capacityTiB = row.stepTiB * steps;
        const plan = planLustre({ sku: row.sku, capacityTiB });
        expect(plan).toMatchObject({
          capacityTiB,
          throughputMBps: steps * 2_000,
          needsAgreement: capacityTiB > row.maxTiB,
        });
      }),
    );
  });

  test("a throughput gets the smallest size that gives it", () => {
    fc.assert(
      fc.property(sku, fc.integer({ min: 1, max: 500_000 }), (row, throughputMBps) => {
        const plan = planLustre({ sku: row.sku, throughputMBps });
        expect(plan.throughputMBps).toBeGreaterThanOrEqual(throughputMBps);
        expect(plan.throughputMBps - throughputMBps).toBeLessThan(2_000);
        expect(plan.capacityTiB % row.stepTiB).toBe(0);
      }),
    );
  });

  test.each<[LustreRequest, Problem]>([
    [
      { sku: "1000", capacityTiB: 8 },
      {
        path: "sku",
        value: "1000",
        message: "must be a throughput class of Managed Lustre: 40, 125, 250, 500 MB/s for each TiB",
        fix: 'write "250"',
      },
    ],
    [
      { sku: "250", capacityTiB: 12 },
      {
        path: "capacityTiB",
        value: 12,
        message:
          "AMLFS-Durable-Premium-250 has 8 to 128 TiB in steps of 8, and up to 25,632 where Microsoft has agreed",
        fix: "write 8 (2,000 MB/s) or 16 (4,000 MB/s); no price was captured for any size",
      },
    ],
    [
      { sku: "40", capacityTiB: 50 },
      {
        path: "capacityTiB",
        value: 50,
        message:
          "AMLFS-Durable-Premium-40 has 48 to 768 TiB in steps of 48, and up to 25,632 where Microsoft has agreed",
        fix: "write 48 (2,000 MB/s) or 96 (4,000 MB/s); no price was captured for any size",
      },
    ],
    [
      { sku: "500", capacityTiB: -3 },
      {
        path: "capacityTiB",
        value: -3,
        message:
          "AMLFS-Durable-Premium-500 has 4 to 128 TiB in steps of 4, and up to 25,632 where Microsoft has agreed",
        fix: "write 4 (2,000 MB/s); no price was captured for any size",
      },
    ],
    [
      { sku: "125", capacityTiB: 1e9 },
      {
        path: "capacityTiB",
        value: 1e9,
        message:
          "AMLFS-Durable-Premium-125 has 16 to 128 TiB in steps of 16, and up to 25,632 where Microsoft has agreed",
        fix: "write 25,632 (3,204,000 MB/s); no price was captured for any size",
      },
    ],
    [
      { sku: "250" },
      {
        path: "capacityTiB",
        value: undefined,
        message: "missing: a size in TiB, or throughputMBps, is required",
        fix: "write 8",
      },
    ],
    [
      { sku: "250", throughputMBps: 1e9 },
      {
        path: "throughputMBps",
        value: 1e9,
        message:
          "must be more than 0 and at most 6,408,000 MB/s, which 25,632 TiB of AMLFS-Durable-Premium-250 give",
        fix: "write 6408000",
      },
    ],
    [
      { sku: "250", capacityTiB: 8, throughputMBps: 4_000 },
      {
        path: "capacityTiB",
        value: 8,
        message:
          "8 TiB of AMLFS-Durable-Premium-250 give 2,000 MB/s, less than the 4,000 MB/s that are asked for",
        fix: "write 16",
      },
    ],
  ])("refuses %j", (request, problem) => expect(problemsOf(request)).toEqual([problem]));

  test("reports both numbers, under the given path", () => {
    const paths = problemsOf({ sku: "250", capacityTiB: 1.5, throughputMBps: Number.NaN }, "scratch").map(
      ({ path }) => path,
    );
    expect(paths).toEqual(["scratch.throughputMBps", "scratch.capacityTiB"]);
  });
});
