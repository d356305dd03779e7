import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import * as z from "zod";

const wait = z.strictObject({ seconds: z.number(), urn: z.string().optional() });
const object = z.record(z.string(), z.unknown());

/** A call that the fake was asked. */
export interface FakeCall {
  /** `PUT /subscriptions/…`, without the query. */
  readonly call: string;
  readonly urn: string | undefined;
  readonly body: unknown;
}

/** What a script lets the fake answer. */
export interface FakeAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Decides about a call; where it gives nothing the fake stores what is put and answers what it has. */
export type Script = (call: FakeCall) => FakeAnswer | undefined;

/** A server in ARM's form that forgets the rules: it keeps what is put, and notes waits without waiting. */
export class FakeArm {
  readonly calls: FakeCall[] = [];
  /** The waits, in their order. */
  readonly waits: z.infer<typeof wait>[] = [];
  readonly resources = new Map<string, Readonly<Record<string, unknown>>>();
  script: Script = () => undefined;
  /** Whether waits are held until the caller ends them. */
  holdsWaits = false;
  #held: ServerResponse | undefined;
  #waited = Promise.withResolvers<void>();
  #hungUp = Promise.withResolvers<void>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** @returns the fake's address. */
  async listen(): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.listen(0, "127.0.0.1", resolve);
    await promise;
    const address = this.#server.address();
    return typeof address === "object" && address !== null ? `http://127.0.0.1:${address.port}` : "";
  }

  /** When somebody waits. */
  get waited(): Promise<void> {
    return this.#waited.promise;
  }

  /** When somebody whose wait is held has ended it. */
  get hungUp(): Promise<void> {
    return this.#hungUp.promise;
  }

  /** Is as it was in the beginning, at the same address. */
  forget(): void {
    this.calls.length = 0;
    this.waits.length = 0;
    this.resources.clear();
    this.script = () => undefined;
    this.holdsWaits = false;
    this.#waited = Promise.withResolvers();
    this.#hungUp = Promise.withResolvers();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "", "http://fake");
    const body: unknown = request.headers["content-type"] === undefined ? undefined : await json(request);
    if (pathname.startsWith("/clock/waits/")) {
      if (request.method === "DELETE") this.#cancel(response);
      else this.#wait(body, response);
      return;
    }
    const urn = request.headers["x-exaform-urn"];
    const call = {
      call: `${request.method} ${pathname}`,
      urn: typeof urn === "string" ? urn : undefined,
      body,
    };
    this.calls.push(call);
    const {
      status,
      headers = {},
      body: answer,
    } = this.script(call) ?? this.#stored(request.method ?? "", pathname, body);
    response.writeHead(status, { ...headers, "Content-Type": "application/json" });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  #wait(body: unknown, response: ServerResponse): void {
    this.waits.push(wait.parse(body));
    this.#waited.resolve();
    if (this.holdsWaits) this.#held = response;
    else response.writeHead(200).end("{}");
  }

  #cancel(response: ServerResponse): void {
    this.#held?.writeHead(409).end("{}");
    response.writeHead(204).end();
    this.#hungUp.resolve();
  }

  #stored(method: string, id: string, body: unknown): FakeAnswer {
    const there = this.resources.get(id);
    if (method === "PUT") {
      const made = {
        id,
        name: id.slice(id.lastIndexOf("/") + 1),
        ...object.parse(body),
      };
      this.resources.set(id, made);
      return { status: there === undefined ? 201 : 200, body: made };
    }
    if (method === "DELETE") return { status: this.resources.delete(id) ? 200 : 204 };
    if (there !== undefined) return { status: 200, body: there };
    return {
      status: 404,
      body: { error: { code: "ResourceNotFound", message: `The Resource '${id}' was not found.` } },
    };
  }
}
