/** An operation of the engine that will come. */
export interface PlannedOperation {
  /** URN of its resource. A URN stands once; of a replaced resource, its first operation. */
  readonly urn: string;
  /** URNs of the operations that must have ended before. One that is not planned counts as ended. */
  readonly after: readonly string[];
}

/** How the engine goes about a plan. */
export interface Pace {
  /** The most operations that the engine has under way. */
  readonly parallel: number;
  /** Whether the engine starts further operations after one failed. @default false */
  readonly continueOnError?: boolean;
}

/**
 * What an operation is doing. `calling` and `waiting` are the simulation's turn and hold nothing back; `working` is the engine's:
 * the clock stands until the operation calls again, waits or has settled.
 */
type Doing = "calling" | "waiting" | "working";

/** A call or a wait that is held. */
interface Held {
  readonly urn: string | undefined;
  /** Virtual seconds. */
  readonly until: number;
  readonly release: () => void;
}

const UNHURRIED: Pace = { parallel: Number.POSITIVE_INFINITY };

/**
 * The virtual clock. Nothing sleeps: time stands while the engine is at work, and jumps to the end of the next wait as
 * soon as every operation that can run has been called and each of them waits.
 *
 * Calls made at one virtual instant are released together and in the order of their URNs, so that which process was
 * faster decides nothing: the same plan in the same world takes the same virtual time.
 */
export class VirtualClock {
  #now: number;
  #plan = new Map<string, PlannedOperation>();
  #pace = UNHURRIED;
  readonly #doing = new Map<string, Doing>();
  readonly #settled = new Map<string, "done" | "failed">();
  readonly #calls = new Set<Held>();
  readonly #waits = new Set<Held>();

  /** @param now virtual seconds at which it begins. */
  constructor(now = 0) {
    this.#now = now;
  }

  /** Virtual seconds since the simulation began. */
  get now(): number {
    return this.#now;
  }

  /** Announces the operations of a run, and forgets the run before. Without a plan only calls hold the clock. */
  expect(plan: readonly PlannedOperation[], pace: Pace): void {
    this.#plan = new Map(plan.map((operation) => [operation.urn, operation]));
    this.#pace = pace;
    this.#doing.clear();
    this.#settled.clear();
    this.#turn();
  }

  /** Says that the engine has ended, or was killed: nothing holds the clock for it any more. */
  over(): void {
    this.expect([], UNHURRIED);
  }

  /** Says that the engine is through with an operation. */
  settled(urn: string, how: "done" | "failed"): void {
    this.#doing.delete(urn);
    this.#settled.set(urn, how);
    this.#turn();
  }

  /**
   * A call on behalf of an operation.
   *
   * @param answer answers it, at once, when it is this call's turn.
   * @param signal aborted when the caller hangs up.
   * @returns false where the caller hung up before its turn.
   */
  call(urn: string, answer: () => void, signal?: AbortSignal): Promise<boolean> {
    this.#doing.set(urn, "calling");
    return this.#hold(this.#calls, { urn, until: this.#now, answer }, signal);
  }

  /**
   * Waits in virtual time.
   *
   * @param urn the operation that waits. A program does not know it when its error hook waits: such a wait stands for any
   * one of the operations at work.
   * @returns false where the wait was cancelled.
   * @throws RangeError where `seconds` is no amount of time.
   */
  wait(seconds: number, urn?: string, signal?: AbortSignal): Promise<boolean> {
    if (!(seconds >= 0) || !Number.isFinite(seconds)) throw new RangeError(`a wait of ${seconds} seconds`);
    if (urn !== undefined) this.#doing.set(urn, "waiting");
    return this.#hold(this.#waits, { urn, until: this.#now + seconds, answer: () => {} }, signal);
  }

  /** What holds the clock: URNs of operations at work, and of planned ones that the engine has not begun yet. */
  holding(): { readonly working: readonly string[]; readonly uncalled: readonly string[] } {
    // Without a plan nobody says when an operation has settled.
    if (this.#plan.size === 0) return { working: [], uncalled: [] };
    const atWork = [...this.#doing].flatMap(([urn, doing]) => (doing === "working" ? [urn] : []));
    const inHooks = [...this.#waits].filter(({ urn }) => urn === undefined).length;
    return { working: atWork.length > inHooks ? atWork.toSorted() : [], uncalled: this.#uncalled() };
  }

  /** Operations that the engine can begin and has room for. */
  #uncalled(): string[] {
    if (this.#doing.size >= this.#pace.parallel) return [];
    const failed = [...this.#settled.values()].includes("failed");
    if (failed && this.#pace.continueOnError !== true) return [];
    return [...this.#plan.values()].filter((operation) => this.#runnable(operation)).map(({ urn }) => urn);
  }

  #runnable({ urn, after }: PlannedOperation): boolean {
    if (this.#doing.has(urn) || this.#settled.has(urn)) return false;
    return after.every((other) => !this.#plan.has(other) || this.#settled.get(other) === "done");
  }

  #hold(
    queue: Set<Held>,
    {
      urn,
      until,
      answer,
    }: { readonly urn: string | undefined; readonly until: number; readonly answer: () => void },
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const cancel = (): void => {
      if (!queue.delete(held)) return;
      this.#backToWork(urn);
      resolve(false);
      this.#turn();
    };
    const release = (): void => {
      queue.delete(held);
      signal?.removeEventListener("abort", cancel);
      this.#backToWork(urn);
      try {
        answer();
        resolve(true);
      } catch (error) {
        reject(error);
      }
    };
    const held: Held = { urn, until, release };
    queue.add(held);
    if (signal?.aborted) cancel();
    else signal?.addEventListener("abort", cancel, { once: true });
    this.#turn();
    return promise;
  }

  #backToWork(urn: string | undefined): void {
    if (urn !== undefined && this.#doing.has(urn)) this.#doing.set(urn, "working");
  }

  /** Lets go on what may: every call of this instant, and where there is none, time. */
  #turn(): void {
    while (!this.#isHeld() && this.#calls.size > 0) releaseInOrder(this.#calls);
    if (this.#isHeld() || this.#waits.size === 0) return;
    this.#now = Math.min(...[...this.#waits].map(({ until }) => until));
    releaseInOrder([...this.#waits].filter(({ until }) => until <= this.#now));
  }

  #isHeld(): boolean {
    const { working, uncalled } = this.holding();
    return working.length + uncalled.length > 0;
  }
}

/** Answers are given here and not in the callers' continuations, whose order is another. */
function releaseInOrder(held: Iterable<Held>): void {
  const byUrn = [...held].toSorted(({ urn: a = "" }, { urn: b = "" }) => (a < b ? -1 : a > b ? 1 : 0));
  for (const { release } of byUrn) release();
}
