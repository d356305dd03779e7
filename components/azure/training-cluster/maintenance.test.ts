import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type MaintenanceWindow,
  maintenanceProblems,
  releaseSchedule,
  resolveMaintenance,
  upgradeSchedule,
  type WeekDay,
} from "./maintenance.ts";

test("by default eight hours from Sunday 02:00 UTC, every four weeks", () => {
  expect(upgradeSchedule(resolveMaintenance())).toEqual({
    maintenanceWindow: {
      schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 4 } },
      durationHours: 8,
      startTime: "02:00",
      utcOffset: "+00:00",
    },
  });
});

test("AKS's weekly releases have the same hours", () => {
  expect(releaseSchedule(resolveMaintenance())).toEqual({
    timeInWeek: [{ day: "Sunday", hourSlots: [2, 3, 4, 5, 6, 7, 8, 9] }],
  });
});

test("a window past midnight goes on the next day, Saturday's on Sunday", () => {
  const window = resolveMaintenance({ dayOfWeek: "Saturday", startHourUtc: 22, durationHours: 4 });
  expect(releaseSchedule(window)).toEqual({
    timeInWeek: [
      { day: "Saturday", hourSlots: [22, 23] },
      { day: "Sunday", hourSlots: [0, 1] },
    ],
  });
});

test("every hour of a window is in the weekly hours, once", () => {
  const windows = fc.record({
    startHourUtc: fc.integer({ min: 0, max: 23 }),
    durationHours: fc.integer({ min: 4, max: 24 }),
  });
  fc.assert(
    fc.property(windows, (window) => {
      const { timeInWeek } = releaseSchedule(resolveMaintenance(window));
      const hours = (timeInWeek as { hourSlots: number[] }[]).flatMap(({ hourSlots }, day) =>
        hourSlots.map((hour) => hour + 24 * day),
      );
      expect(hours).toEqual(
        Array.from({ length: window.durationHours }, (_, hour) => window.startHourUtc + hour),
      );
    }),
  );
});

describe("refused", () => {
  test.each<[MaintenanceWindow, string, string, string]>([
    [{ startHourUtc: 24 }, "startHourUtc", "must be a whole number from 0 to 23", "write 23"],
    [{ startHourUtc: 1.5 }, "startHourUtc", "must be a whole number from 0 to 23", "write 0"],
    [{ durationHours: 3 }, "durationHours", "must be a whole number from 4 to 24", "write 4"],
    [{ intervalWeeks: 0 }, "intervalWeeks", "must be a whole number from 1 to 4", "write 1"],
    [
      { dayOfWeek: "sunday" as WeekDay },
      "dayOfWeek",
      "must be a day of the week: Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday",
      "write Sunday",
    ],
  ])("%j", (window, property, message, fix) => {
    const value = Object.values(window)[0];
    expect(maintenanceProblems(resolveMaintenance(window), "maintenance")).toEqual([
      { path: `maintenance.${property}`, value, message, fix },
    ]);
  });

  test("the default is not", () => {
    expect(maintenanceProblems(resolveMaintenance(), "maintenance")).toEqual([]);
  });
});
