import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import * as z from "zod";
import { type Answer, refused } from "./answer.ts";
import type { SimulatedAzure } from "./simulated-azure.ts";

/** Carries the URN of the Pulumi resource on whose behalf a call is made. */
export const URN_HEADER = "x-exaform-urn";

/** A server that listens. */
export interface Serving {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  /** Hangs up on everyone. The state file stays open. */
  close(): Promise<void>;
}

const waitBody = z.strictObject({ seconds: z.number().nonnegative(), urn: z.string().optional() });
const body = z.record(z.string(), z.unknown());

/** Serves a simulated Azure on loopback, at a free port. */
export async function serve(azure: SimulatedAzure): Promise<Serving> {
  const server = createServer((request, response) => {
    respond(azure, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  // A wait lasts as long as the engine needs.
  server.requestTimeout = 0;
  const listening = Promise.withResolvers<void>();
  server.once("error", listening.reject);
  server.listen(0, "127.0.0.1", listening.resolve);
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}

async function respond(
  azure: SimulatedAzure,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const caller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) caller.abort();
  });
  const given = await contentOf(request);
  const { method = "GET", url = "/" } = request;
  if (given === undefined) return send(response, NOT_JSON);
  const wait = /^\/clock\/waits\/([\w-]+)$/.exec(url)?.[1];
  if (wait !== undefined) return waiting(azure, { method, wait, given, caller }, response);
  const urn = request.headers[URN_HEADER];
  if (typeof urn !== "string") return send(response, azure.answer({ method, url, body: given }), request);
  const answer = (): void => send(response, azure.answer({ method, url, body: given, urn }), request);
  await azure.clock.call(urn, answer, caller.signal);
}

/** A request about a wait. */
interface WaitRequest {
  readonly method: string;
  /** Name that the caller gave it. */
  readonly wait: string;
  readonly given: Readonly<Record<string, unknown>>;
  /** Aborted when the caller hangs up. */
  readonly caller: AbortController;
}

/** The waits that are held, by the clock and their names; one that was ended before it came is there already aborted. */
const held = new WeakMap<SimulatedAzure, Map<string, AbortController>>();

/**
 * PUT: answers when the virtual time has come. DELETE ends the wait, and so does hanging up; the wait is then answered
 * with 409, after the clock knows.
 */
async function waiting(
  azure: SimulatedAzure,
  { method, wait, given, caller }: WaitRequest,
  response: ServerResponse,
): Promise<void> {
  const waits = held.get(azure) ?? new Map<string, AbortController>();
  held.set(azure, waits);
  const controller = waits.get(wait) ?? caller;
  waits.set(wait, controller);
  if (method === "DELETE") {
    controller.abort();
    return send(response, { status: 204, body: {} });
  }
  const parsed = waitBody.safeParse(given);
  if (!parsed.success) return send(response, NOT_A_WAIT);
  const come = await azure.clock.wait(parsed.data.seconds, parsed.data.urn, controller.signal);
  waits.delete(wait);
  if (response.destroyed) return;
  send(response, come ? { status: 200, body: { now: azure.clock.now } } : CANCELLED);
}

/** The body; empty where there is none; `undefined` where it is no JSON object. */
async function contentOf(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (chunks.length === 0) return {};
  try {
    return body.safeParse(JSON.parse(Buffer.concat(chunks).toString("utf8"))).data;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, answer: Answer, request?: IncomingMessage): void {
  const { status, body: content, retryAfter, operation } = answer;
  const origin = `http://${request?.headers.host ?? ""}`;
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }),
    ...(operation !== undefined && {
      "azure-asyncoperation": `${origin}${operation}?api-version=${POLL_VERSION}`,
    }),
  });
  response.end(content === undefined ? undefined : JSON.stringify(content));
}

/** Version under which operations are asked for; the simulation takes any. */
const POLL_VERSION = "2024-01-01";

const NOT_JSON = refused({
  status: 400,
  code: "InvalidRequestContent",
  message: "The request content was invalid and could not be deserialized: it is no JSON object.",
});

/** The answer to a wait that was ended. */
const CANCELLED = refused({ status: 409, code: "WaitCancelled", message: "The wait was cancelled." });

const NOT_A_WAIT = refused({
  status: 400,
  code: "InvalidWait",
  message: "A wait is {seconds, urn?}, seconds a number that is not negative.",
});
