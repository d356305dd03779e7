import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bestCheckpointSeconds, checkpointShare, goodput, transferSeconds } from "./checkpoints.ts";
import { expectedInterruptions, meanHoursBetweenInterruptions } from "./failures.ts";
import { spareNodes } from "./spares.ts";

const writeSeconds = fc.double({ min: 0.1, max: 3600, noNaN: true });
const restartSeconds = fc.double({ min: 0, max: 7200, noNaN: true });
const meanHours = fc.double({ min: 0.25, max: 10_000, noNaN: true });

describe("meanHoursBetweenInterruptions", () => {
  test("twice the nodes fail twice as often", () => {
    const nodes = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(nodes, fc.double({ min: 0.01, max: 100, noNaN: true }), (count, rate) => {
        const mean = (factor: number): number =>
          meanHoursBetweenInterruptions.of({ nodes: count * factor, interruptionsPer1000NodeDays: rate });
        expect(mean(2)).toBeCloseTo(mean(1) / 2, 9);
        const hours = 24_000 / count;
        const expected = expectedInterruptions.of({ hours, meanHoursBetweenInterruptions: mean(1) });
        expect(expected).toBeCloseTo(rate, 9);
      }),
    );
  });
});

describe("bestCheckpointSeconds", () => {
  // Figures 3 to 5 of Daly's paper: dumps of 5 minutes.
  test.each([
    [24, 117],
    [6, 57],
    [0.25, 9.1],
  ])("Daly's published best interval for a mean of %s h is %s min", (hours, minutes) => {
    const best = bestCheckpointSeconds.of({ writeSeconds: 300, meanHoursBetweenInterruptions: hours });
    expect(Number((best / 60).toPrecision(minutes === 117 ? 3 : 2))).toBe(minutes);
  });

  test("no other interval is better by more than half a percent, while writing takes less than failing", () => {
    fc.assert(
      fc.property(
        writeSeconds,
        restartSeconds,
        meanHours,
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (write, restart, mean, factor) => {
          fc.pre(write < mean * 1800);
          const at = (intervalSeconds: number): number =>
            goodput.of({
              intervalSeconds,
              writeSeconds: write,
              restartSeconds: restart,
              meanHoursBetweenInterruptions: mean,
            });
          const best = bestCheckpointSeconds.of({ writeSeconds: write, meanHoursBetweenInterruptions: mean });
          expect(at(best * factor)).toBeLessThanOrEqual(at(best) * 1.005);
        },
      ),
    );
  });
});

describe("goodput", () => {
  const shares = (inputs: Parameters<typeof goodput.of>[0]): number => goodput.of(inputs);

  test("is a share, and falls with slower writes, longer restarts and more failures", () => {
    fc.assert(
      fc.property(writeSeconds, restartSeconds, meanHours, writeSeconds, (write, restart, mean, interval) => {
        const inputs = {
          intervalSeconds: interval,
          writeSeconds: write,
          restartSeconds: restart,
          meanHoursBetweenInterruptions: mean,
        };
        const share = shares(inputs);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThan(1);
        expect(shares({ ...inputs, writeSeconds: write * 2 })).toBeLessThanOrEqual(share);
        expect(shares({ ...inputs, restartSeconds: restart + 60 })).toBeLessThanOrEqual(share);
        expect(shares({ ...inputs, meanHoursBetweenInterruptions: mean * 2 })).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  test("without failures only the writing of checkpoints costs time", () => {
    const rare = { intervalSeconds: 900, writeSeconds: 100, restartSeconds: 600 };
    expect(shares({ ...rare, meanHoursBetweenInterruptions: 1e9 })).toBeCloseTo(
      1 - checkpointShare.of(rare),
      6,
    );
  });

  test("is what a simulation of random failures gives", () => {
    const inputs = { intervalSeconds: 1800, writeSeconds: 120, restartSeconds: 600 };
    const mean = 4 * 3600;
    const simulated = simulate({ ...inputs, meanSeconds: mean, segments: 40_000 });
    expect(simulated / shares({ ...inputs, meanHoursBetweenInterruptions: 4 })).toBeCloseTo(1, 2);
  });
});

/** Runs a job segment by segment; a segment starts anew after each failure, and so does the restart itself. */
function simulate(run: {
  intervalSeconds: number;
  writeSeconds: number;
  restartSeconds: number;
  meanSeconds: number;
  segments: number;
}): number {
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const untilFailure = (): number => -run.meanSeconds * Math.log(random());
  let clock = 0;
  for (let done = 0; done < run.segments; done += 1) {
    let restarting = 0;
    for (;;) {
      const needed = restarting + run.intervalSeconds + run.writeSeconds;
      const failsAfter = untilFailure();
      clock += Math.min(needed, failsAfter);
      if (failsAfter >= needed) break;
      restarting = run.restartSeconds;
    }
  }
  return (run.segments * run.intervalSeconds) / clock;
}

describe("transferSeconds", () => {
  test("the slower of storage and network decides", () => {
    const bytes = 1e12;
    expect(transferSeconds.of({ bytes, storageBytesPerSecond: 1e10, networkBytesPerSecond: 1e11 })).toBe(100);
    expect(transferSeconds.of({ bytes, storageBytesPerSecond: 1e11, networkBytesPerSecond: 1e10 })).toBe(100);
  });
});

describe("spareNodes", () => {
  const spares = (nodes: number, repairHours: number, probability: number): number =>
    spareNodes.of({ nodes, failuresPer1000NodeDays: 6.5, repairHours, probability });

  test("are the least that keep the promise, by Poisson's own sum", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.double({ min: 1, max: 168, noNaN: true }),
        fc.double({ min: 0.5, max: 0.9999, noNaN: true }),
        (nodes, repairHours, probability) => {
          const mean = (nodes * 6.5 * repairHours) / 24_000;
          const count = spares(nodes, repairHours, probability);
          expect(cumulative(mean, count)).toBeGreaterThanOrEqual(probability - 1e-9);
          if (count > 0) expect(cumulative(mean, count - 1)).toBeLessThan(probability + 1e-9);
        },
      ),
    );
  });

  test("end for a mean at which e^-mean is no number any more", () => {
    expect(spares(200_000, 48, 0.99)).toBeGreaterThan(2_600);
    expect(spares(200_000, 48, 0.99)).toBeLessThan(2_800);
  });
});

/** Sum of the terms, each as its own product, for means that a double can hold. */
function cumulative(mean: number, count: number): number {
  let term = Math.exp(-mean);
  let sum = term;
  for (let each = 1; each <= count; each += 1) {
    term *= mean / each;
    sum += term;
  }
  return sum;
}
