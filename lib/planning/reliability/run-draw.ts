import { createHash } from "node:crypto";

/** What decides how a run goes. */
export interface RunRates {
  /** Training to be done, without any interruption. */
  readonly trainingHours: number;
  /** Training between two checkpoints. */
  readonly intervalSeconds: number;
  /** Time for which training waits while a checkpoint is written. */
  readonly writeSeconds: number;
  /** From an interruption until training goes on from the last checkpoint. */
  readonly restartSeconds: number;
  readonly meanHoursBetweenInterruptions: number;
}

/** An interruption of a drawn run. */
export interface DrawnInterruption {
  readonly atHours: number;
  /** Training that is done again, because no checkpoint had it yet. */
  readonly lostHours: number;
  /** When training goes on. */
  readonly backAtHours: number;
}

/** One run as it may go: not a forecast of when something fails. */
export interface RunDraw {
  /** From the start to the end. */
  readonly hours: number;
  /** From the start of one checkpoint's interval to that of the next, where nothing interrupts. */
  readonly checkpointEveryHours: number;
  readonly interruptions: readonly DrawnInterruption[];
}

/** A run that is interrupted more often is no picture any more. */
const MOST_INTERRUPTIONS = 200;

/**
 * Draws one run: interruptions come at random at the given rate, as `goodput` reckons with them.
 *
 * @param seed the same seed and rates draw the same run.
 * @returns `undefined` where there are too many interruptions to show, as where a run never ends.
 */
export function drawRun(rates: RunRates, seed: string): RunDraw | undefined {
  const [interval, write, restart] = [rates.intervalSeconds, rates.writeSeconds, rates.restartSeconds].map(
    (seconds) => seconds / 3600,
  ) as [number, number, number];
  const interruptions: DrawnInterruption[] = [];
  let [saved, now] = [0, 0];
  for (let draw = 0; draw <= MOST_INTERRUPTIONS; draw += 1) {
    const quiet = -Math.log1p(-uniform(seed, draw)) * rates.meanHoursBetweenInterruptions;
    const left = rates.trainingHours - saved;
    const untilEnd = left + Math.floor(left / interval) * write;
    if (quiet >= untilEnd)
      return { hours: now + untilEnd, checkpointEveryHours: interval + write, interruptions };
    // What came before the last checkpoint that was written is kept; an interruption may also hit a restart.
    const kept = Math.floor(quiet / (interval + write));
    const lostHours = Math.min(quiet - kept * (interval + write), interval);
    saved += kept * interval;
    interruptions.push({ atHours: now + quiet, lostHours, backAtHours: now + quiet + restart });
    now += quiet + restart;
  }
  return undefined;
}

/** A number from 0 to below 1. */
function uniform(seed: string, draw: number): number {
  return createHash("sha256").update(`${seed} ${draw}`).digest().readUInt32BE() / 2 ** 32;
}
