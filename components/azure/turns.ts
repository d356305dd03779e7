import { setTimeout as sleep } from "node:timers/promises";

/** A wait that can be ended early. */
interface Waiter {
  /** Ends the wait; resolves when whoever waited has gone on. */
  wake(): Promise<void>;
}

/**
 * Queues of operations that wait until Azure has finished another one. Whoever finishes lets the longest waiting one of its
 * queue try, so that Azure is neither left idle until a wait has run out nor asked by all at once.
 */
export class Turns {
  readonly #queues = new Map<string, Waiter[]>();

  /**
   * Waits for the end of another operation.
   *
   * @param queue what is contended for.
   * @param longestSeconds when to go on although nobody said that an operation ended: it may be somebody else's.
   */
  async wait(queue: string, longestSeconds: number): Promise<void> {
    const controller = new AbortController();
    const waited = sleep(longestSeconds * 1000, undefined, { signal: controller.signal }).catch(() => {
      // Woken.
    });
    const waiter: Waiter = {
      wake: () => {
        controller.abort();
        return waited;
      },
    };
    this.#queues.set(queue, [...this.#waiting(queue), waiter]);
    await waited;
    this.#leave(queue, waiter);
  }

  /** Lets the longest waiting operation of a queue go on; resolves when it has. */
  async next(queue: string): Promise<void> {
    const [longest] = this.#waiting(queue);
    if (longest === undefined) return;
    this.#leave(queue, longest);
    await longest.wake();
  }

  #waiting(queue: string): readonly Waiter[] {
    return this.#queues.get(queue) ?? [];
  }

  #leave(queue: string, waiter: Waiter): void {
    this.#queues.set(
      queue,
      this.#waiting(queue).filter((other) => other !== waiter),
    );
  }
}
