import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers/promises";
import { waitOnClock } from "./wait-on-clock.ts";

/**
 * Preloaded into a program (`--import virtual-waits.ts?clock=URL`): what waits with `setTimeout` of `node:timers/promises`, as
 * error hooks do, waits on the virtual clock of the simulated Azure. Timers with callbacks stay real: the SDK's own are such.
 */

const clock = new URL(import.meta.url).searchParams.get("clock");
if (clock === null) throw new Error("virtual-waits.ts needs ?clock=URL");

const real = timers.setTimeout;

async function virtualTimeout<T>(
  milliseconds?: number,
  value?: T,
  options: Parameters<typeof real>[2] = {},
): Promise<T | undefined> {
  const { signal } = options;
  try {
    signal?.throwIfAborted();
    await waitOnClock(clock ?? "", { seconds: (milliseconds ?? 1) / 1000, signal });
  } catch (error) {
    // Node.js rejects in its own words.
    if (signal?.aborted) return real(0, value, { signal });
    throw error;
  }
  return value;
}

Object.assign(timers, { setTimeout: virtualTimeout });
// Or `import { setTimeout } from "node:timers/promises"` would still be the real one.
syncBuiltinESMExports();
