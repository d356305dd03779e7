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

const wait = z.strictObject({ seconds: z.number().nonnegative(), urn: z.string().optional() });
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
  if (method === "POST" && url === "/clock/waits") return waitFor(azure, given, caller.signal, response);
  const urn = request.headers[URN_HEADER];
  if (typeof urn !== "string") return send(response, azure.answer({ method, url, body: given }), request);
  const answer = (): void => send(response, azure.answer({ method, url, body: given, urn }), request);
  await azure.clock.call(urn, answer, caller.signal);
}

/** Answers when the virtual time has come. Hanging up cancels the wait. */
async function waitFor(
  azure: SimulatedAzure,
  given: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
  response: ServerResponse,
): Promise<void> {
  const parsed = wait.safeParse(given);
  if (!parsed.success) return send(response, NOT_A_WAIT);
  const come = await azure.clock.wait(parsed.data.seconds, parsed.data.urn, signal);
  if (come) send(response, { status: 200, body: { now: azure.clock.now } });
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

const NOT_A_WAIT = refused({
  status: 400,
  code: "InvalidWait",
  message: "A wait is {seconds, urn?}, seconds a number that is not negative.",
});
