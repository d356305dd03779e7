import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvalidInput } from "./problem.ts";
import { quotaNeeded, surgeOf } from "./quota.ts";

const H100 = "Standard_ND96isr_H100_v5";

describe("quota", () => {
  test("is summed by family, surge included", () => {
    const pools = [
      { vmSize: H100, count: 86, maxSurge: "0" },
      { vmSize: H100, count: 85, maxSurge: "10%" },
      { vmSize: "Standard_D16ds_v5", count: 3, maxSurge: 1 },
      { vmSize: "Standard_D4ds_v5", count: 2, maxSurge: "0" },
    ];
    expect(quotaNeeded(pools)).toEqual([
      {
        family: "standardDDSv5Family",
        vCpus: 72,
        sum: "(3 nodes + 1 surge) × 16 vCPUs + (2 nodes + 0 surge) × 4 vCPUs = 72",
      },
      {
        family: "standardNDSH100v5Family",
        vCpus: 17_280,
        sum: "(171 nodes + 9 surge) × 96 vCPUs = 17,280",
      },
    ]);
  });

  test("half of 64 nodes are 32 spare ones", () => expect(surgeOf(64, "50%")).toBe(32));

  test.each([
    [10, "0", 0],
    [10, 3, 3],
    [1, "1%", 1],
    [0, "33%", 0],
  ])("surge of %i nodes at %s", (count, maxSurge, nodes) => expect(surgeOf(count, maxSurge)).toBe(nodes));

  test.each(["", "-1", "1.5", "10 %", "all"])("a surge of %j is no surge that AKS knows", (maxSurge) =>
    expect(() => surgeOf(10, maxSurge)).toThrow(RangeError),
  );

  test("does not depend on how nodes are divided over pools", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        const of = (count: number) => ({ vmSize: H100, count, maxSurge: "0" });
        expect(quotaNeeded(counts.map(of))).toEqual(quotaNeeded([of(total)]));
      }),
    );
  });

  test("sizes that nobody knows are refused, all of them, and never counted as nothing", () => {
    const pools = ["Standard_ND96isr_H100_v6", H100, "Nonsense"].map((vmSize) => ({
      vmSize,
      count: 1,
      maxSurge: "0",
    }));
    expect(() => quotaNeeded(pools)).toThrow(
      new InvalidInput("quota", [
        {
          path: "pools[0].vmSize",
          value: "Standard_ND96isr_H100_v6",
          message: "this size is not in the catalogue, so its quota cannot be reckoned",
          fix: "write Standard_ND96isr_H100_v5",
        },
        {
          path: "pools[2].vmSize",
          value: "Nonsense",
          message: "this size is not in the catalogue, so its quota cannot be reckoned",
          fix: "leave the pool out of the sum",
        },
      ]),
    );
  });
});
