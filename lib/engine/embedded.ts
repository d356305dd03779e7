import * as pulumi from "@pulumi/pulumi";
import { type Graph, graphOf, type Properties } from "../graph/graph.ts";
import { RunCallbacks } from "./callbacks.ts";
import { EngineLog, type LogMessage } from "./log.ts";
import { Monitor } from "./monitor.ts";
import { watchProcess } from "./process-events.ts";
import { refusal } from "./refusal.ts";
import { describeWaiting, type RunStore, withRunStore } from "./sdk.ts";
import { leaveOutVersionAliases } from "./version-aliases.ts";

/** A program and everything that it would learn from the Pulumi engine. */
export type { LogMessage } from "./log.ts";

export interface ProgramRun {
  /** Name of the project, as `Pulumi.yaml` has it. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Configuration by full key, `azure-native:location`; objects as JSON text, as Pulumi passes them. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` whose values are secret. @default - none */
  readonly secretKeys?: readonly string[];
  /**
   * The program: `() => import(entry)`, or a function that declares resources. A function that it exports or returns is
   * called, as Pulumi does. A module is evaluated once in a process: what shall run twice must export a function.
   */
  readonly program: () => unknown;
  /** Outputs of other stacks, by the name that a `StackReference` asks for. @default - all outputs are unknown */
  readonly stackReferences?: { readonly [stack: string]: Properties };
  /**
   * Answers a call of a provider's function, such as `azure-native:authorization:getClientConfig`.
   * `undefined` leaves the result unknown. @default - every result is unknown
   */
  readonly invoke?: (token: string, args: Properties) => Properties | undefined;
  /** Receives what the program logs. @default - dropped, but an error that the program logs still fails the run */
  readonly onLog?: (message: LogMessage) => void;
}

/**
 * Previews a Pulumi program without Pulumi: no CLI, no provider, no cloud, no credentials, in this process.
 * The program runs unmodified, as in `pulumi preview` of a stack that does not exist yet.
 *
 * Runs may overlap; each has its own configuration and graph.
 *
 * @returns every resource that the program registers.
 * @throws what the program throws, also inside `apply`; `InvalidInput` where no engine would accept the program, or where
 * only a provider could tell what it declares.
 */
export function previewProgram(run: ProgramRun): Promise<Graph> {
  return withRunStore(async (store) => {
    const failure = Promise.withResolvers<never>();
    // Whether anybody waits for it when it happens is a matter of timing.
    failure.promise.catch(() => {});
    const fail = failure.reject;
    const callbacks = new RunCallbacks(fail);
    const log = new EngineLog(run.onLog);
    const { project, stack, stackReferences = {}, invoke = () => undefined } = run;
    const monitor = new Monitor({ project, stack, stackReferences, invoke, callbacks, fail });
    connect(store, run, monitor, log, callbacks);

    const stopWatching = watchProcess({ onRejection: fail, onStarved: () => fail(neverEnds()) });
    try {
      await Promise.race([failure.promise, runToEnd(store, run.program)]);
      log.throwErrors();
      return graphOf({ origin: "embedded", project, stack }, monitor.resources);
    } finally {
      monitor.close();
      // The first error brings others along.
      await quiet();
      stopWatching();
      callbacks.shutdown();
      // Or the SDK complains about them when the process ends.
      store.leakCandidates.clear();
    }
  });
}

/** Puts the run's monitor and log where the SDK looks for the engine. */
function connect(
  store: RunStore,
  run: ProgramRun,
  monitor: Monitor,
  log: EngineLog,
  callbacks: RunCallbacks,
): void {
  const { project, stack } = run;
  const preview = true;
  // The addresses are never dialled: the SDK finds both ends in the store.
  pulumi.runtime.resetOptions(
    project,
    stack,
    Number.POSITIVE_INFINITY,
    "embedded",
    "embedded",
    preview,
    "organization",
  );
  pulumi.runtime.setAllConfig({ ...run.config }, [...(run.secretKeys ?? [])]);
  store.settings.options.rootDirectory = process.cwd();
  store.settings.monitor = monitor;
  store.settings.engine = log;
  store.callbacks = callbacks;
}

async function runToEnd(store: RunStore, program: () => unknown): Promise<void> {
  await pulumi.runtime.runInPulumiStack(async () => {
    leaveOutVersionAliases();
    return resultOf(await program());
  });
  let done: unknown;
  while (done !== store.settings.rpcDone) {
    done = store.settings.rpcDone;
    await done;
    await quiet();
  }
}

/** What a program's module stands for: its default export if it has one; a function is called. */
async function resultOf(exported: unknown): Promise<unknown> {
  const result = Object.prototype.toString.call(exported) === "[object Module]" ? defaultOf(Object(exported)) : exported;
  return typeof result === "function" ? result() : result;
}

function defaultOf(module: object): unknown {
  if (!("default" in module)) return module;
  if (Object.keys(module).length === 1) return module.default;
  throw refusal("export", "the program has a default export and named exports", "keep the one or the other, as Pulumi demands");
}

function neverEnds(): Error {
  return refusal("program", `waits for something that never comes. ${describeWaiting()}`.trim(), "settle what it awaits");
}

/** Turns of the event loop in which nothing new must happen. */
const QUIET_TURNS = 3;

/** Lets everything that is ready to run do so. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < QUIET_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
