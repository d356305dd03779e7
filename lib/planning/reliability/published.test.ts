import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { failureRateOf } from "../../../catalog/failure-rates.ts";
import { expectedInterruptions, meanHoursBetweenInterruptions } from "./failures.ts";

/** Predictions from rates that were not taken from what they predict; docs/capability.md shows the errors. */

const mean = (cluster: string, gpus: number): number =>
  meanHoursBetweenInterruptions.of({
    nodes: gpus / 8,
    interruptionsPer1000NodeDays: failureRateOf(cluster)?.failuresPer1000NodeDays ?? Number.NaN,
  });

const page = readFileSync(new URL("../../../docs/capability.md", import.meta.url), "utf8");

const error = (predicted: number, measured: number): number => Math.round((predicted / measured - 1) * 100);

describe("Llama 3: 419 unexpected interruptions in 54 days on 16,384 GPUs", () => {
  test.each([
    ["RSC-1", 719, 72],
    ["RSC-2", 259, -38],
  ])("from the rate of %s: %s, off by %s percent", (cluster, predicted, percent) => {
    const meanHours = mean(cluster, 16_384);
    const failures = expectedInterruptions.of({ hours: 54 * 24, meanHoursBetweenInterruptions: meanHours });
    expect(Math.round(failures)).toBe(predicted);
    expect(error(failures, 419)).toBe(percent);
    expect(page).toContain(`| 419 | ${predicted} | ${percent > 0 ? "+" : ""}${percent} % | *predicted* |`);
  });
});

test("the rate of Llama 3 is that of its 419 interruptions in 54 days on 2,048 nodes", () => {
  const rate = (419 / 54 / 2_048) * 1_000;
  expect(failureRateOf("Llama 3 405B")?.failuresPer1000NodeDays).toBeCloseTo(rate, 2);
});

describe("RSC-1's own time to failure of jobs", () => {
  test("1,024 GPUs: 28.8 h, 3.6 times what its authors measured of such jobs", () => {
    expect(mean("RSC-1", 1024)).toBeCloseTo(28.85, 2);
    expect(error(mean("RSC-1", 1024), 7.9)).toBe(265);
    expect(page).toContain("| 7.9 h | 28.8 h | +265 % | *predicted* |");
  });
});
