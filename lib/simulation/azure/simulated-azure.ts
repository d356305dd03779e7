import { type Answer, refused } from "./answer.ts";
import { armPathOf } from "./arm-id.ts";
import type { RequestRecord, Stored } from "./behaviours/behaviour.ts";
import { behaviours } from "./behaviours/index.ts";
import { VirtualClock } from "./clock.ts";
import { Cloud, type Tables } from "./cloud.ts";
import { answerRead } from "./reads.ts";
import { type Serving, serve } from "./server.ts";
import { Store } from "./store.ts";
import { checkBody, resourceTypeOfId } from "./types/index.ts";
import type { World } from "./world.ts";

/** How a simulated Azure begins. */
export interface SimulatedAzureOptions {
  /** Where it keeps what exists; a file that exists is continued, operations under way included. */
  readonly stateFile: string;
  readonly world: World;
  /** @default - every type and behaviour of the simulation */
  readonly tables?: Partial<Tables>;
}

/** A call in ARM's form. */
export interface Call {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly urn?: string;
}

/** A simulated Azure: its state in a file, its time virtual, its interface ARM's over HTTP. */
export class SimulatedAzure {
  readonly clock: VirtualClock;
  readonly #store: Store;
  readonly #cloud: Cloud;

  private constructor(store: Store, world: World, tables: Tables) {
    this.#store = store;
    this.clock = new VirtualClock(store.now);
    this.#cloud = new Cloud(store, world, tables);
    this.#cloud.mend(world, this.clock.now);
  }

  /** @throws InvalidInput where the state file is not one. */
  static async open({ stateFile, world, tables = {} }: SimulatedAzureOptions): Promise<SimulatedAzure> {
    const all: Tables = { typeOfId: resourceTypeOfId, checkBody, behaviours: behaviours(), ...tables };
    return new SimulatedAzure(new Store(stateFile, all.typeOfId), world, all);
  }

  /** Listens on loopback, at a free port. */
  serve(): Promise<Serving> {
    return serve(this);
  }

  /** Puts another world in place: quota granted, capacity found, a name set free. */
  mend(world: World): void {
    this.#cloud.settle(this.clock.now);
    this.#cloud.mend(world, this.clock.now);
  }

  get world(): World {
    return this.#cloud.world;
  }

  /** Every call so far, oldest first; reads of tools, throttled and refused ones too. */
  get requests(): readonly RequestRecord[] {
    return this.#store.requests;
  }

  /** What exists now, deleted vaults that keep their names left out. */
  resources(): Stored[] {
    this.#cloud.settle(this.clock.now);
    return [...this.#store.resources()];
  }

  /** Names of vaults that were deleted and are still reserved. */
  softDeletedVaults(): readonly string[] {
    return this.#store.softDeletedVaults(this.clock.now).map(({ name }) => name);
  }

  /** Answers a call at the clock's time; when it returns, what it changed survives the end of the process. */
  answer({ method, url, body, urn }: Call): Answer {
    const now = this.clock.now;
    this.#cloud.settle(now);
    const { pathname, searchParams } = new URL(url, "http://azure.invalid");
    const path = decodeURIComponent(pathname).replace(/(.)\/+$/, "$1");
    const { answer, changes } = this.#answer(method, path, searchParams, body, now);
    const { status, code, retryAfter } = answer;
    const request: RequestRecord = {
      virtualSeconds: now,
      method,
      id: path,
      status,
      ...(code !== undefined && { code }),
      ...(urn !== undefined && { urn }),
      ...(retryAfter !== undefined && { retryAfter }),
    };
    this.#cloud.commit(now, request, changes);
    return answer;
  }

  /** Closes the state file. */
  close(): void {
    this.#store.close();
  }

  #answer(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Call["body"],
    now: number,
  ): ReturnType<Cloud["write"]> {
    const reading = (answer: Answer) => ({ answer, changes: [] });
    if (!query.has("api-version")) return reading(NO_VERSION);
    switch (method) {
      case "PUT":
      case "PATCH":
      case "DELETE":
        if (armPathOf(path)?.collection !== false) return reading(noResource(path));
        return this.#cloud.write({ method, id: path, body }, now);
      case "GET":
      case "POST": {
        const operation = /\/operations\/([^/]+)$/i.exec(path)?.[1];
        if (method === "GET" && operation !== undefined)
          return reading(this.#cloud.operation(operation, now));
        return reading(answerRead({ method, path, query, body }, this.#cloud.view(now)));
      }
      default:
        return reading(
          refused({ status: 405, code: "MethodNotAllowed", message: `${method} is not allowed.` }),
        );
    }
  }
}

/** Resource Manager's words. */
const NO_VERSION = refused({
  status: 400,
  code: "MissingApiVersionParameter",
  message: "The api-version query parameter (?api-version=) is required for all requests.",
});

function noResource(path: string): Answer {
  return refused({
    status: 404,
    code: "InvalidResourceId",
    message: `'${path}' is not the id of a resource.`,
  });
}
