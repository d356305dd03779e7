import { expect, test } from "vitest";
import { UNKNOWN } from "../../graph/graph.ts";
import { poweredOf } from "./power-cap.ts";

const hall = { capKilowatts: 100, startingKilowattsPerNode: 12, startMinutes: 15 };
const draw = { value: 10_000, unit: "W", source: "server" };

test("as many nodes run as start under the cap", () => {
  const { start, runningNodes } = poweredOf(12, draw, hall);
  // After nine nodes 10 kW are left, and a node that starts takes 12.
  expect(start).toMatchObject({ left: 3, startingKilowatts: 12, runningKilowatts: 10 });
  expect(runningNodes).toEqual({
    value: 9,
    unit: "nodes",
    source: "what the hall's cap of 100 kW lets start of the island's 12",
  });
});

test("without a cap all nodes run", () => {
  expect(poweredOf(12, draw, undefined)).toMatchObject({ start: null, runningNodes: { value: 12 } });
});

test("where the draw is not known, how many run is not known either", () => {
  const { start, runningNodes } = poweredOf(12, { ...draw, value: UNKNOWN }, hall);
  expect(start).toBeNull();
  expect(runningNodes).toMatchObject({
    value: UNKNOWN,
    source: "what a node draws under the hall's cap of 100 kW is not known",
  });
});
