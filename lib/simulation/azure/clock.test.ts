import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PlannedOperation, VirtualClock } from "./clock.ts";

/** What an operation of the imitated engine does: its calls, the wait after each, and whether a hook waits instead. */
interface Script {
  readonly steps: readonly { readonly seconds: number; readonly hook: boolean }[];
  readonly after: readonly number[];
  readonly fails: boolean;
}

const urnOf = (index: number): string => `urn:${String(index).padStart(2, "0")}`;

const planOf = (scripts: readonly Script[]): PlannedOperation[] =>
  scripts.map(({ after }, index) => ({ urn: urnOf(index), after: after.map(urnOf) }));

function scriptsWith(fails: fc.Arbitrary<boolean>): fc.Arbitrary<Script[]> {
  const step = fc.record({ seconds: fc.nat({ max: 900 }), hook: fc.boolean() });
  const one = fc.record({
    steps: fc.array(step, { maxLength: 3 }),
    picks: fc.array(fc.nat(), { maxLength: 3 }),
    fails,
  });
  return fc.array(one, { minLength: 1, maxLength: 12 }).map((rows) =>
    rows.map(({ steps, picks, fails }, index) => ({
      steps,
      fails,
      after: index === 0 ? [] : [...new Set(picks.map((pick) => pick % index))],
    })),
  );
}

/** Turns of the event loop: how fast processes happen to be. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

interface Run {
  /** Virtual seconds at which each operation ended. */
  readonly ends: ReadonlyMap<string, number>;
  /** Times that were seen, in order. */
  readonly times: readonly number[];
  /** Operations that could have begun when time went on. */
  readonly passed: readonly string[];
}

/** An engine that runs scripts as Pulumi does, with as much real delay as `delays` say before everything it does. */
class Engine {
  readonly clock = new VirtualClock();
  readonly #ends = new Map<string, number>();
  readonly #times: number[] = [];
  readonly #passed: string[] = [];
  readonly #begun = new Set<number>();
  readonly #done = new Set<number>();
  #failed = false;
  #underWay = 0;
  #delay = 0;
  readonly #scripts: readonly Script[];
  readonly #parallel: number;
  readonly #delays: readonly number[];

  constructor(scripts: readonly Script[], parallel: number, delays: readonly number[]) {
    this.#scripts = scripts;
    this.#parallel = parallel;
    this.#delays = delays;
  }

  async run(): Promise<Run> {
    this.clock.expect(planOf(this.#scripts), { parallel: this.#parallel });
    await this.#schedule();
    return { ends: this.#ends, times: this.#times, passed: this.#passed };
  }

  async #schedule(): Promise<void> {
    const ready = this.#runnable().slice(0, this.#parallel - this.#underWay);
    for (const index of ready) this.#begun.add(index);
    this.#underWay += ready.length;
    await Promise.all(ready.map((index) => this.#operate(index)));
  }

  #runnable(): number[] {
    if (this.#failed) return [];
    return [...this.#scripts.keys()].filter(
      (index) =>
        !this.#begun.has(index) && this.#scripts[index]?.after.every((other) => this.#done.has(other)),
    );
  }

  async #operate(index: number): Promise<void> {
    const script = this.#scripts[index];
    const urn = urnOf(index);
    for (const { seconds, hook } of script?.steps ?? []) {
      await this.#call(urn);
      await this.#pause();
      const before = this.clock.now;
      await this.clock.wait(seconds, hook ? undefined : urn);
      this.#look(before);
    }
    await this.#call(urn);
    await this.#end(index, script?.fails === true);
  }

  async #call(urn: string): Promise<void> {
    await this.#pause();
    const before = this.clock.now;
    await this.clock.call(urn, () => this.#look(before));
  }

  /** The event log is read later than the engine goes on. */
  async #end(index: number, fails: boolean): Promise<void> {
    await this.#pause();
    this.#ends.set(urnOf(index), this.clock.now);
    if (fails) this.#failed = true;
    else this.#done.add(index);
    this.#underWay -= 1;
    const next = this.#schedule();
    await this.#pause();
    this.clock.settled(urnOf(index), fails ? "failed" : "done");
    await next;
  }

  #look(before: number): void {
    const { now } = this.clock;
    this.#times.push(now);
    const room = this.#underWay < this.#parallel;
    if (now > before && room) this.#passed.push(...this.#runnable().map(urnOf));
  }

  #pause(): Promise<void> {
    const count = this.#delays[this.#delay % Math.max(1, this.#delays.length)] ?? 0;
    this.#delay += 1;
    return turns(count);
  }
}

/** The run, or "stuck" where the loop has nothing left to do but the run has not ended. */
async function runOrStuck(engine: Engine): Promise<Run | "stuck"> {
  const stuck = (async () => {
    await turns(5_000);
    return "stuck" as const;
  })();
  return Promise.race([engine.run(), stuck]);
}

const delays = fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 20 });
const parallel = fc.integer({ min: 1, max: 16 });

describe("any plan on any machine", () => {
  test("comes to its end, and time neither goes back nor passes what could have begun", async () => {
    await fc.assert(
      fc.asyncProperty(scriptsWith(fc.boolean()), parallel, delays, async (scripts, slots, slow) => {
        const run = await runOrStuck(new Engine(scripts, slots, slow));
        if (run === "stuck") throw new Error("no operation goes on");
        expect(run.times).toEqual(run.times.toSorted((a, b) => a - b));
        expect(run.passed).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("takes the same virtual time however slow its processes are: the longest chain of waits", async () => {
    await fc.assert(
      fc.asyncProperty(scriptsWith(fc.constant(false)), delays, async (scripts, slow) => {
        const run = await runOrStuck(new Engine(scripts, 100, slow));
        if (run === "stuck") throw new Error("no operation goes on");
        const ends: number[] = [];
        for (const { after, steps } of scripts) {
          const begin = Math.max(0, ...after.map((index) => ends[index] ?? Number.NaN));
          ends.push(begin + steps.reduce((sum, { seconds }) => sum + seconds, 0));
        }
        expect(scripts.map((_, index) => run.ends.get(urnOf(index)))).toEqual(ends);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a plan", () => {
  const plan: PlannedOperation[] = [
    { urn: "a", after: [] },
    { urn: "b", after: [] },
    { urn: "c", after: ["a"] },
  ];

  const answer = (): void => {};

  async function hasEnded(promise: Promise<unknown>): Promise<boolean> {
    let ended = false;
    void promise.then(() => {
      ended = true;
    });
    await turns(3);
    return ended;
  }

  test("calls of one instant are answered in the order of their URNs, not of their arrival", async () => {
    const clock = new VirtualClock();
    clock.expect(plan, { parallel: 10 });
    const order: string[] = [];
    const call = (urn: string): Promise<boolean> => clock.call(urn, () => order.push(urn));
    const b = call("b");
    expect(await hasEnded(b)).toBe(false);
    await Promise.all([b, call("a")]);
    expect(order).toEqual(["a", "b"]);
  });

  test("an operation whose answer was delivered holds time until it has settled", async () => {
    const clock = new VirtualClock();
    clock.expect(plan, { parallel: 2 });
    await Promise.all([clock.call("a", answer), clock.call("b", answer)]);
    const wait = clock.wait(60, "a");
    expect(await hasEnded(wait)).toBe(false);
    expect(clock.holding()).toEqual({ working: ["b"], uncalled: [] });
    clock.settled("b", "failed");
    expect(await wait).toBe(true);
    expect(clock.now).toBe(60);
  });

  test("the wait of a hook stands for one operation at work, not for two", async () => {
    const clock = new VirtualClock();
    clock.expect(plan.slice(0, 2), { parallel: 2 });
    await Promise.all([clock.call("a", answer), clock.call("b", answer)]);
    const hook = clock.wait(30);
    expect(await hasEnded(hook)).toBe(false);
    clock.settled("b", "done");
    expect(await hook).toBe(true);
  });

  test("a cancelled wait puts its operation back to work", async () => {
    const clock = new VirtualClock();
    clock.expect(plan.slice(0, 2), { parallel: 2 });
    await Promise.all([clock.call("a", answer), clock.call("b", answer)]);
    const caller = new AbortController();
    const cancelled = clock.wait(10, "a", caller.signal);
    caller.abort();
    expect(await cancelled).toBe(false);
    const other = clock.wait(60, "b");
    expect(await hasEnded(other)).toBe(false);
    expect(clock.holding().working).toEqual(["a"]);
  });

  test("after a failure the engine is not expected to begin anything", async () => {
    const clock = new VirtualClock();
    clock.expect([...plan, { urn: "d", after: [] }], { parallel: 10 });
    const calls = Promise.all([clock.call("a", answer), clock.call("b", answer)]);
    expect(await hasEnded(calls)).toBe(false);
    expect(clock.holding().uncalled).toEqual(["d"]);
    clock.settled("d", "failed");
    expect(await hasEnded(calls)).toBe(true);
    expect(clock.holding().uncalled).toEqual([]);
  });

  test("unless it goes on after errors: then it begins all that does not need what failed", () => {
    const clock = new VirtualClock();
    clock.expect(plan, { parallel: 10, continueOnError: true });
    clock.settled("a", "failed");
    expect(clock.holding().uncalled).toEqual(["b"]);
  });

  test("nothing holds the clock for an engine that is gone", async () => {
    const clock = new VirtualClock(100);
    clock.expect(plan, { parallel: 10 });
    const wait = clock.wait(5, "a");
    expect(await hasEnded(wait)).toBe(false);
    clock.over();
    expect(await wait).toBe(true);
    expect(clock.now).toBe(105);
  });

  test("an answer that cannot be given is its caller's to hear of", async () => {
    const broken = new VirtualClock().call("a", () => {
      throw new Error("disk full");
    });
    await expect(broken).rejects.toThrow("disk full");
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a wait of %d seconds is refused", (seconds) => {
    expect(() => new VirtualClock().wait(seconds)).toThrow(RangeError);
  });
});
