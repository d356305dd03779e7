import * as pulumi from "@pulumi/pulumi";
import { defaultRegions } from "../graph/default-regions.ts";
import { type Graph, graphOf, type Properties } from "../graph/graph.ts";
import { RunCallbacks } from "./callbacks.ts";
import { ConfigSecrets } from "./config-secrets.ts";
import { EngineLog, type LogMessage } from "./log.ts";
import { Monitor } from "./monitor.ts";
import { watchProcess } from "./process-events.ts";
import { refusal } from "./refusal.ts";
import { describeWaiting, type RunStore, withRunStore } from "./sdk.ts";
import { leaveOutVersionAliases } from "./version-aliases.ts";

export type { LogMessage } from "./log.ts";

/** A program and everything that it would learn from the Pulumi engine. */
export interface ProgramRun {
  /** Name of the project, as `Pulumi.yaml` has it. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** Configuration by full key, `azure-native:location`; objects as JSON text, as Pulumi passes them. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` whose values are secret: the graph and the log hide them, however the program reads them. @default - none */
  readonly secretKeys?: readonly string[];
  /**
   * The program: `() => import(entry)`, or a function that declares resources. A function that it exports or returns is
   * called, as Pulumi does. A module is evaluated once in a process: what shall run twice must export a function.
   * What it declares must be awaited, or follow from outputs; what comes later is refused.
   */
  readonly program: () => unknown;
  /**
   * Outputs of other stacks, by the name that a `StackReference` asks for. One that is unknown or secret leaves all of its
   * stack unknown. @default - all outputs are unknown
   */
  readonly stackReferences?: { readonly [stack: string]: Properties };
  /**
   * Answers a call of a provider's function, such as `azure-native:authorization:getClientConfig`.
   * `undefined` leaves the result unknown; to who awaits it as a plain value, Pulumi gives an unknown as an empty object.
   * @default - every result is unknown
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
    const { project, stack, config, secretKeys = [], stackReferences = {}, invoke = () => undefined } = run;
    const callbacks = new RunCallbacks(fail);
    const secrets = new ConfigSecrets(config, secretKeys);
    const log = new EngineLog(secrets, run.onLog);
    const monitor = new Monitor({ project, stack, secrets, stackReferences, invoke, callbacks, fail });
    configure(run);
    Object.assign(store.settings, { monitor, engine: log });
    store.settings.options.rootDirectory = process.cwd();
    store.callbacks = callbacks;

    const stopWatching = watchProcess({ onRejection: fail, onStarved: () => fail(neverEnds()) });
    try {
      await Promise.race([failure.promise, runToEnd(store, run.program)]);
      log.throwErrors();
      monitor.close();
      const readable = Object.fromEntries(
        Object.entries(config).filter(([key]) => !secretKeys.includes(key)),
      );
      return graphOf(
        {
          origin: "embedded",
          project,
          stack,
          outputs: monitor.stackOutputs,
          ...defaultRegions((name, setting) => readable[`${name}:${setting}`]),
        },
        monitor.resources,
      );
    } finally {
      await callbacks.close();
      // The first error brings others along.
      await quiet();
      stopWatching();
      // Or the SDK complains about them when the process ends.
      store.leakCandidates.clear();
    }
  });
}

/** Tells the SDK what to run as. The addresses are never dialled: it finds monitor and engine in its store. */
function configure({ project, stack, config, secretKeys = [] }: ProgramRun): void {
  const [parallel, preview, organization] = [Number.POSITIVE_INFINITY, true, "organization"];
  pulumi.runtime.resetOptions(project, stack, parallel, "embedded", "embedded", preview, organization);
  pulumi.runtime.setAllConfig({ ...config }, [...secretKeys]);
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
  const result =
    Object.prototype.toString.call(exported) === "[object Module]" ? defaultOf(Object(exported)) : exported;
  return typeof result === "function" ? result() : result;
}

function defaultOf(module: object): unknown {
  if (!("default" in module)) return module;
  if (Object.keys(module).length === 1) return module.default;
  throw refusal("export", "the program has a default export and named exports", "keep the one or the other");
}

function neverEnds(): Error {
  const message = `waits for something that never comes. ${describeWaiting()}`.trim();
  return refusal("program", message, "settle what it awaits");
}

/** Turns of the event loop in which nothing new must happen. */
const QUIET_TURNS = 3;

/** Lets everything that is ready to run do so. */
async function quiet(): Promise<void> {
  for (let turn = 0; turn < QUIET_TURNS; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
