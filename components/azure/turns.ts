import timers from "node:timers/promises";

/** A wait that can be ended early. */
interface Waiter {
  /** Ends the wait; resolves when whoever waited has gone on. */
  wake(): Promise<void>;
}

/** What contends for one thing. */
interface Queue {
  /** Operations of ours that have begun and not ended, those that wait among them. */
  begun: number;
  /** The longest waiting first. */
  waiting: Waiter[];
}

/**
 * How long to wait at most while one of our own operations is at work: its end ends the wait. Asking meanwhile would use up what
 * Azure answers: AKS takes one write of pools a minute.
 */
const LONGEST_TURN_SECONDS = 3600;

/**
 * Queues of operations that wait until Azure has finished another one. Whoever ends lets the longest waiting one of its
 * queue try, so that Azure is neither left idle until a wait has run out nor asked by all at once.
 */
export class Turns {
  readonly #queues = new Map<string, Queue>();

  /** An operation begins. */
  begin(queue: string): void {
    this.#queue(queue).begun += 1;
  }

  /**
   * An operation that has begun waits for another one.
   *
   * @param queue what is contended for.
   * @param patienceSeconds when to go on where none of ours is at work: then it is somebody else's, whose end nobody tells.
   */
  async wait(queue: string, patienceSeconds: number): Promise<void> {
    const contended = this.#queue(queue);
    const oursAtWork = contended.begun - contended.waiting.length - 1 > 0;
    const seconds = oursAtWork ? LONGEST_TURN_SECONDS : patienceSeconds;
    const controller = new AbortController();
    const waited = timers.setTimeout(seconds * 1000, undefined, { signal: controller.signal }).catch(() => {
      // Woken.
    });
    const waiter: Waiter = {
      wake: () => {
        controller.abort();
        return waited;
      },
    };
    contended.waiting.push(waiter);
    await waited;
    leave(contended, waiter);
  }

  /** An operation ends, well or not: the longest waiting one goes on. Resolves when it has. */
  async end(queue: string): Promise<void> {
    const contended = this.#queue(queue);
    contended.begun -= 1;
    const [longest] = contended.waiting;
    if (longest === undefined) return;
    leave(contended, longest);
    await longest.wake();
  }

  #queue(name: string): Queue {
    const queue = this.#queues.get(name) ?? { begun: 0, waiting: [] };
    this.#queues.set(name, queue);
    return queue;
  }
}

function leave(queue: Queue, waiter: Waiter): void {
  queue.waiting = queue.waiting.filter((other) => other !== waiter);
}
