import type * as containerservice from "@pulumi/azure-native/containerservice/index.js";
import type { Problem } from "../../../lib/planning/problem.ts";

const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"] as const;

/** A day of the week, as Azure spells it. */
export type WeekDay = (typeof days)[number];

/** When Azure may change the control plane and take nodes out. */
export interface MaintenanceWindow {
  /** Day on which the window opens, UTC. @default "Sunday" */
  readonly dayOfWeek?: WeekDay;
  /** Hour at which it opens, 0 to 23, UTC. @default 2 */
  readonly startHourUtc?: number;
  /** Length, 4 to 24 hours. @default 8 */
  readonly durationHours?: number;
  /** Weeks from one window to the next, 1 to 4. @default 4, because each window may interrupt jobs */
  readonly intervalWeeks?: number;
}

/** Bounds that AKS sets: https://learn.microsoft.com/azure/aks/planned-maintenance (2026-08). */
const bounds = { startHourUtc: [0, 23], durationHours: [4, 24], intervalWeeks: [1, 4] } as const;

/** Fills in the defaults. */
export function resolveMaintenance(window: MaintenanceWindow = {}): Required<MaintenanceWindow> {
  return { dayOfWeek: "Sunday", startHourUtc: 2, durationHours: 8, intervalWeeks: 4, ...window };
}

/** Why Azure does not take this window. */
export function maintenanceProblems(window: Required<MaintenanceWindow>, path: string): Problem[] {
  const problems: Problem[] = [];
  if (!days.includes(window.dayOfWeek)) {
    const message = `must be a day of the week: ${days.join(", ")}`;
    problems.push({ path: `${path}.dayOfWeek`, value: window.dayOfWeek, message, fix: "write Sunday" });
  }
  for (const property of ["startHourUtc", "durationHours", "intervalWeeks"] as const) {
    const value = window[property];
    const [least, most] = bounds[property];
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    const message = `must be a whole number from ${least} to ${most}`;
    problems.push({
      path: `${path}.${property}`,
      value,
      message,
      fix: `write ${value > most ? most : least}`,
    });
  }
  return problems;
}

/** What a maintenance configuration says besides its name and cluster. */
type Schedule = Pick<containerservice.MaintenanceConfigurationArgs, "maintenanceWindow" | "timeInWeek">;

/** The window as the schedules of Kubernetes and node image upgrades want it. */
export function upgradeSchedule(window: Required<MaintenanceWindow>): Schedule {
  return {
    maintenanceWindow: {
      schedule: { weekly: { dayOfWeek: window.dayOfWeek, intervalWeeks: window.intervalWeeks } },
      durationHours: window.durationHours,
      startTime: `${String(window.startHourUtc).padStart(2, "0")}:00`,
      utcOffset: "+00:00",
    },
  };
}

/**
 * The window as the weekly schedule of AKS's own releases (configuration `default`) wants it: hours of days. These
 * releases come every week and leave nodes alone, so the interval does not apply.
 */
export function releaseSchedule({
  dayOfWeek,
  startHourUtc,
  durationHours,
}: Required<MaintenanceWindow>): Schedule {
  const hours = Array.from({ length: durationHours }, (_, passed) => startHourUtc + passed);
  const next = days[(days.indexOf(dayOfWeek) + 1) % days.length] ?? "Sunday";
  const today = hours.filter((hour) => hour < 24);
  const tomorrow = hours.filter((hour) => hour >= 24).map((hour) => hour - 24);
  return {
    timeInWeek: [
      { day: dayOfWeek, hourSlots: today },
      ...(tomorrow.length === 0 ? [] : [{ day: next, hourSlots: tomorrow }]),
    ],
  };
}
