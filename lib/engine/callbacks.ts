import type { InvokeTransform, ResourceTransform } from "@pulumi/pulumi";
import callbackProto, { type Callback } from "@pulumi/pulumi/proto/callback_pb.js";
import type { ICallbackServer } from "@pulumi/pulumi/runtime/callbacks.js";
import { startTransformServer, type TransformServer } from "./sdk.ts";

/**
 * What a program gives the engine to call back: transforms, which run, and hooks, which a preview accepts and never runs.
 * Takes the place of the SDK's own callback server, so that hooks need no server and transforms are called directly.
 */
export class RunCallbacks implements ICallbackServer {
  /** Tokens of the transforms of the whole stack, in the order of their registration. */
  readonly stackTransforms: string[] = [];
  readonly stackInvokeTransforms: string[] = [];
  #server: TransformServer | undefined;
  readonly #transforms: Promise<Callback>[] = [];
  #registering: Promise<unknown> = Promise.resolve();
  readonly #fail: (error: unknown) => void;

  /** @param fail called with what a transform throws. */
  constructor(fail: (error: unknown) => void) {
    this.#fail = fail;
  }

  /** Calls a transform. */
  call(token: string, request: Uint8Array): Promise<Uint8Array> {
    const message = new callbackProto.CallbackInvokeRequest();
    message.setToken(token);
    message.setRequest(request);
    return new Promise((resolve, reject) => {
      this.#started().invoke({ request: message }, (error, response) => {
        if (response === undefined) reject(new Error(error?.details ?? "a transform gave no answer"));
        else resolve(response.getResponse_asU8());
      });
    });
  }

  registerTransform(transform: ResourceTransform): Promise<Callback> {
    return this.#track(this.#started().registerTransform((args) => this.#guard(() => transform(args))));
  }

  registerStackTransform(transform: ResourceTransform): void {
    this.#register(this.registerTransform(transform), this.stackTransforms);
  }

  registerStackInvokeTransformAsync(transform: InvokeTransform): Promise<Callback> {
    const guarded: InvokeTransform = (args) => this.#guard(() => transform(args));
    return this.#track(this.#started().registerStackInvokeTransformAsync(guarded));
  }

  registerStackInvokeTransform(transform: InvokeTransform): void {
    this.#register(this.registerStackInvokeTransformAsync(transform), this.stackInvokeTransforms);
  }

  async registerResourceHook(): Promise<void> {}

  async registerErrorHook(): Promise<void> {}

  async awaitStackRegistrations(): Promise<void> {
    await this.#registering;
  }

  /** Ends the server, if there was need of one, and once it has started: nothing of it is left over. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#transforms);
    this.#server?.shutdown();
  }

  shutdown(): void {
    void this.close();
  }

  #started(): TransformServer {
    this.#server ??= startTransformServer();
    return this.#server;
  }

  #track(callback: Promise<Callback>): Promise<Callback> {
    this.#transforms.push(callback);
    return callback;
  }

  #register(callback: Promise<Callback>, tokens: string[]): void {
    const before = this.#registering;
    this.#registering = callback.then(async (registered) => {
      await before;
      tokens.push(registered.getToken());
    });
  }

  /** The SDK would pass on the text of an error; the run shall fail with the error itself. */
  async #guard<T>(transform: () => T | Promise<T>): Promise<T> {
    try {
      return await transform();
    } catch (error) {
      this.#fail(error);
      throw error;
    }
  }
}
