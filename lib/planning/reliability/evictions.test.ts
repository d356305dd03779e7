import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { breakEvenEvictions, goodputWithEvictions } from "./evictions.ts";

const jobs = fc.record({
  nodes: fc.integer({ min: 1, max: 2000 }),
  writeSeconds: fc.integer({ min: 1, max: 600 }),
  restartSeconds: fc.integer({ min: 0, max: 3600 }),
});

describe("evictions", () => {
  test("none, and all of the time is useful", () => {
    expect(goodputWithEvictions(0, { nodes: 256, writeSeconds: 60, restartSeconds: 600 })).toBe(1);
  });

  test("more of them leave less time that is useful", () => {
    const rate = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(jobs, rate, (job, evictions) => {
        const [few, many] = [goodputWithEvictions(evictions, job), goodputWithEvictions(evictions * 2, job)];
        expect(many).toBeLessThanOrEqual(few);
        expect(few).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("at the break-even exactly that share is useful", () => {
    fc.assert(
      fc.property(jobs, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (job, share) => {
        expect(goodputWithEvictions(breakEvenEvictions(share, job), job)).toBeCloseTo(share, 6);
      }),
    );
  });

  test("spot nodes that are not cheaper never pay", () => {
    const job = { nodes: 8, writeSeconds: 60, restartSeconds: 600 };
    expect([1, 1.2].map((share) => breakEvenEvictions(share, job))).toEqual([0, 0]);
  });
});
