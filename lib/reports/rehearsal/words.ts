import type { MarkKind, Operation } from "../../analysis/rehearsal/operations.ts";
import type { Step } from "../../analysis/rehearsal/rehearsal.ts";
import { grouped, plural } from "../words.ts";

/** A time in words: `45 s`, `22 min 35 s`, `1 h 12 min`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  if (minutes > 0) return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
  return `${rest} s`;
}

/** How long an operation took, and how much of that it waited: `30 min, 20 min of it waiting`. */
export function took({ beganAt, endedAt, waitedSeconds }: Took): string {
  const whole = duration(endedAt - beganAt);
  return waitedSeconds === 0 ? whole : `${whole}, ${duration(waitedSeconds)} of it waiting`;
}

type Took = Pick<Operation, "beganAt" | "endedAt" | "waitedSeconds">;

/** What Pulumi did, in the order of its summary: `178 create`, `176 same, 2 update`. */
export function changes(step: Pick<Step, "changes">): string {
  const done = Object.entries(step.changes).filter(([, count]) => count > 0);
  return done.map(([op, count]) => `${grouped(count)} ${op}`).join(", ") || "nothing";
}

/** What an answer of Azure that cost time is called. */
export const MARK_NAMES: Readonly<Record<MarkKind, string>> = {
  throttled: "throttled",
  busy: "Azure was busy",
  refused: "refused",
};

/** `3 × throttled, 1 × Azure was busy`; empty where nothing cost time. */
export function marksText(marks: readonly { readonly kind: MarkKind }[]): string {
  const counts = Map.groupBy(marks, ({ kind }) => kind);
  return [...counts].map(([kind, own]) => `${own.length} × ${MARK_NAMES[kind]}`).join(", ");
}

/** How a step ended, in words. */
export function outcome({ outcome: how, failures }: Pick<Step, "outcome" | "failures">): string {
  if (how === "failed") return "failed";
  return failures.length === 0 ? "done" : `done, but ${plural(failures.length, "lock")} held`;
}

/** Virtual time over the least possible; empty where there is no such bound. */
export function overCriticalPath({ criticalPath, seconds }: Pick<Step, "criticalPath" | "seconds">): string {
  if (criticalPath === null || criticalPath.seconds === 0) return "";
  return `${(seconds / criticalPath.seconds).toFixed(2)} ×`;
}

/** The word that must stand wherever a result does. */
export const SIMULATED = "simulated Azure";
