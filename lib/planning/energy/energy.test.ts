import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { acceleratorOf } from "../../../catalog/accelerators.ts";
import { carbonOf } from "../../../catalog/carbon.ts";
import { serverPowerOf } from "../../../catalog/server-power.ts";
import {
  buildingEnergyMwh,
  carbonTonnes,
  nodeKilowatts,
  POWER_ASSUMPTIONS,
  serverEnergyMwh,
} from "./energy.ts";
import { staggeredStart } from "./staggered-start.ts";

describe("128 nodes of 8 H100 in eastus for 720 hours", () => {
  const tdpWatts = acceleratorOf("H100 SXM5")?.tdpWatts ?? Number.NaN;
  const { pue = Number.NaN, averageGramsPerKwh: gramsPerKwh = Number.NaN } =
    carbonOf("azure", "eastus") ?? {};

  const serverMaxWatts = serverPowerOf("H100 SXM5", 8)?.maxWatts ?? Number.NaN;
  const energyOf = (hostShare: number): number => {
    const power = { gpusPerNode: 8, tdpWatts, gpuUtilisation: 0.8, serverMaxWatts, hostShare };
    const servers = serverEnergyMwh.of({ nodes: 128, nodeKilowatts: nodeKilowatts.of(power), hours: 720 });
    return buildingEnergyMwh.of({ serverEnergyMwh: servers, pue });
  };

  test("470.6 MWh by the GPUs alone, and 186 t of CO2e", () => {
    // The worked check cuts 470.68 and 186.51.
    expect(energyOf(0)).toBeCloseTo(470.68, 2);
    expect(carbonTonnes.of({ energyMwh: energyOf(0), gramsPerKwh })).toBeCloseTo(186.51, 2);
  });

  test("the servers around the GPUs add three quarters more", () => {
    expect(POWER_ASSUMPTIONS).toEqual({ gpuUtilisation: 0.8, hostShare: 0.75 });
    expect(energyOf(POWER_ASSUMPTIONS.hostShare)).toBeCloseTo(833.14, 2);
  });
});

describe("staggeredStart", () => {
  const kilowatts = fc.double({ min: 1, max: 20, noNaN: true });

  test("never draws more than the cap, and starts every node that the cap can carry", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.double({ min: 1, max: 8000, noNaN: true }),
        kilowatts,
        fc.double({ min: 1, max: 3, noNaN: true }),
        (nodes, capKilowatts, runningKilowatts, factor) => {
          const startingKilowatts = runningKilowatts * factor;
          const request = { nodes, capKilowatts, runningKilowatts, startingKilowatts, waveMinutes: 10 };
          const { waves, left, minutes, peakKilowatts } = staggeredStart(request);
          let started = 0;
          for (const wave of waves) {
            const draw = started * runningKilowatts + wave.nodes * startingKilowatts;
            expect(draw).toBeLessThanOrEqual(capKilowatts * (1 + 1e-12));
            expect(wave.kilowatts).toBeCloseTo(draw, 6);
            expect(wave.nodes).toBeGreaterThan(0);
            started += wave.nodes;
          }
          expect(started + left).toBe(nodes);
          expect(minutes).toBe(waves.length * 10);
          expect(peakKilowatts).toBeLessThanOrEqual(capKilowatts * (1 + 1e-12));
          // What is left could not start even alone beside all the others.
          if (left > 0) expect(started * runningKilowatts + startingKilowatts).toBeGreaterThan(capKilowatts);
        },
      ),
    );
  });

  test("a cap with room for all starts them at once; a tight one takes waves that shrink", () => {
    const hall = { nodes: 10, runningKilowatts: 8, startingKilowatts: 10, waveMinutes: 5 };
    expect(staggeredStart({ ...hall, capKilowatts: 100 })).toEqual({
      waves: [{ nodes: 10, kilowatts: 100 }],
      left: 0,
      minutes: 5,
      peakKilowatts: 100,
    });
    expect(staggeredStart({ ...hall, capKilowatts: 82 })).toMatchObject({
      waves: [{ nodes: 8 }, { nodes: 1 }, { nodes: 1 }],
      left: 0,
      minutes: 15,
    });
    expect(staggeredStart({ ...hall, capKilowatts: 81 }).left).toBe(1);
  });
});
