import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { goodput } from "./checkpoints.ts";
import { drawRun, type RunRates } from "./run-draw.ts";

const rates: RunRates = {
  trainingHours: 250,
  intervalSeconds: 5000,
  writeSeconds: 76,
  restartSeconds: 676,
  meanHoursBetweenInterruptions: 46,
};

describe("drawRun", () => {
  test("draws the same run from the same seed, another from another", () => {
    expect(drawRun(rates, "a")).toEqual(drawRun(rates, "a"));
    expect(drawRun(rates, "a")).not.toEqual(drawRun(rates, "b"));
  });

  test("without interruptions takes the training and the writing of checkpoints", () => {
    const draw = drawRun({ ...rates, meanHoursBetweenInterruptions: 1e12 }, "a");
    expect(draw?.interruptions).toEqual([]);
    expect(draw?.hours).toBeCloseTo(250 + (Math.floor((250 * 3600) / 5000) * 76) / 3600, 9);
  });

  test("takes on average as long as goodput reckons", () => {
    const hours = Array.from(
      { length: 2000 },
      (_, seed) => drawRun(rates, String(seed))?.hours ?? Number.NaN,
    );
    const mean = hours.reduce((sum, each) => sum + each, 0) / hours.length;
    // Daly's formula also lets interruptions hit a restart, which is rare here.
    expect(mean / (rates.trainingHours / goodput.of(rates))).toBeCloseTo(1, 2);
  });

  test("never ends a run that cannot reach a checkpoint", () => {
    expect(drawRun({ ...rates, meanHoursBetweenInterruptions: 0.001 }, "a")).toBeUndefined();
  });

  test("time passes, and no interruption loses more than an interval", () => {
    fc.assert(
      fc.property(fc.string(), fc.double({ min: 5, max: 500, noNaN: true }), (seed, mean) => {
        const draw = drawRun({ ...rates, meanHoursBetweenInterruptions: mean }, seed);
        let last = 0;
        for (const { atHours, lostHours, backAtHours } of draw?.interruptions ?? []) {
          expect(atHours).toBeGreaterThanOrEqual(last);
          expect(lostHours).toBeLessThanOrEqual(rates.intervalSeconds / 3600);
          last = backAtHours;
        }
        expect(draw?.hours ?? Number.POSITIVE_INFINITY).toBeGreaterThan(Math.max(last, rates.trainingHours));
      }),
    );
  });
});
