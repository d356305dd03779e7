import { createRequire } from "node:module";
import type { InvokeTransform, ResourceTransform } from "@pulumi/pulumi";
import type {
  Callback,
  CallbackInvokeRequest,
  CallbackInvokeResponse,
} from "@pulumi/pulumi/proto/callback_pb.js";
import type { ICallbackServer } from "@pulumi/pulumi/runtime/callbacks.js";

/**
 * The few parts of the Pulumi SDK that let several programs run in one process, as its Automation API does, and that its
 * type declarations leave out.
 */

/** What the SDK keeps for one run. */
export interface RunStore {
  readonly settings: {
    /** Who answers for the resource monitor and the engine, in place of gRPC clients. */
    monitor: unknown;
    engine: unknown;
    /** Settles when everything that was sent to monitor and engine so far is answered. */
    readonly rpcDone: Promise<unknown>;
    readonly options: { rootDirectory?: string };
  };
  callbacks: ICallbackServer | undefined;
  /** Promises of the run that have not settled. */
  readonly leakCandidates: Set<unknown>;
}

/** The SDK's translation between transform functions and the engine's messages. */
export interface TransformServer {
  registerTransform(transform: ResourceTransform): Promise<Callback>;
  registerStackInvokeTransformAsync(transform: InvokeTransform): Promise<Callback>;
  invoke(
    call: { readonly request: CallbackInvokeRequest },
    callback: (error: { readonly details?: string } | null, response?: CallbackInvokeResponse) => void,
  ): void;
  shutdown(): void;
}

interface StateModule {
  withLocalStorage<T>(run: () => T): T;
  getStore(): RunStore;
}

type DebuggablePromise = <T>(promise: Promise<T>, context?: unknown) => Promise<T>;

interface DebuggableModule {
  leakedPromises(): [leaked: Set<unknown>, message: string];
  debuggablePromise: DebuggablePromise;
}

interface CallbacksModule {
  readonly CallbackServer: new () => TransformServer;
}

const require = createRequire(import.meta.url);
const state = require("@pulumi/pulumi/runtime/state.js") as StateModule;
const debuggable = require("@pulumi/pulumi/runtime/debuggable.js") as DebuggableModule;
const callbacks = require("@pulumi/pulumi/runtime/callbacks.js") as CallbacksModule;

// The SDK writes down the stack of each of some 12,000 promises of a cluster, which takes more than half of the time of a
// run, and shows them only to who searches for leaks with this variable.
if (process.env.PULUMI_DEBUG_PROMISE_LEAKS === undefined) {
  debuggable.debuggablePromise = withoutStack(debuggable.debuggablePromise);
}

function withoutStack(debuggablePromise: DebuggablePromise): DebuggablePromise {
  return (promise, context) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(promise, context);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}

/** Runs a function with a store of its own, which everything that it starts keeps seeing. */
export function withRunStore<T>(run: (store: RunStore) => T): T {
  return state.withLocalStorage(() => run(state.getStore()));
}

/** The store of the code that runs now. */
export function currentStore(): RunStore {
  return state.getStore();
}

/** Which registrations of the current run wait for something that never comes, in the SDK's words. */
export function describeWaiting(): string {
  const [, message] = debuggable.leakedPromises();
  return message;
}

/** Starts a {@link TransformServer}. It listens on loopback, because the SDK's constructor does. */
export function startTransformServer(): TransformServer {
  return new callbacks.CallbackServer();
}
