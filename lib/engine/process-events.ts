import { AsyncResource } from "node:async_hooks";
import { currentStore } from "./sdk.ts";

/**
 * Two things that a run must know, Node.js tells the process only.
 *
 * An error inside `apply` reaches nobody who awaits it: the Pulumi SDK lets it become an unhandled rejection. And a program
 * that waits for something that never comes just lets the process end. Here both find the run that they belong to;
 * rejections of anything else go where they would have gone.
 */
export interface ProcessEvents {
  /** The run has a rejection that nobody handles. */
  readonly onRejection: (error: unknown) => void;
  /** Nothing is left that could make the run go on. Called in the run's own context. */
  readonly onStarved: () => void;
}

const runs = new Map<object, ProcessEvents>();
let others: NodeJS.UnhandledRejectionListener[] = [];

/**
 * Listens for the run that calls it, until it is told to stop.
 *
 * @returns stops listening.
 */
export function watchProcess({ onRejection, onStarved }: ProcessEvents): () => void {
  const store = currentStore();
  if (runs.size === 0) {
    others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", passRejection);
    process.on("beforeExit", passStarvation);
  }
  runs.set(store, { onRejection, onStarved: AsyncResource.bind(onStarved) });
  return () => {
    runs.delete(store);
    if (runs.size > 0) return;
    process.off("beforeExit", passStarvation);
    process.off("unhandledRejection", passRejection);
    for (const listener of others) process.on("unhandledRejection", listener);
  };
}

function passRejection(error: unknown, promise: Promise<unknown>): void {
  // Node.js calls this in the asynchronous context in which the promise was made.
  const run = runs.get(currentStore());
  if (run !== undefined) {
    run.onRejection(error);
    return;
  }
  // What Node.js does when nobody listens.
  if (others.length === 0) throw error;
  for (const listener of others) listener(error, promise);
}

function passStarvation(): void {
  for (const { onStarved } of runs.values()) onStarved();
}
