import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from "node:http";

/** A call to a server on loopback. */
export interface HttpCall {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent as JSON. @default - no body */
  readonly body?: unknown;
  /** Aborting it hangs up. @default - none */
  readonly signal?: AbortSignal | undefined;
}

/** What the server answered. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Connections are kept, or a large stack would run out of ports. */
const agent = new Agent({ keepAlive: true });

/**
 * Calls a server on loopback and waits as long as that takes: the virtual clock may hold an answer for longer than the five
 * minutes after which `fetch` gives up.
 *
 * @throws Error where the server cannot be reached, or the signal was aborted.
 */
export async function httpCall(
  url: URL,
  { method, headers = {}, body, signal }: HttpCall,
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const sent = body === undefined ? undefined : JSON.stringify(body);
  const json = sent === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" };
  const call = request(url, { agent, method, headers: { ...json, ...headers }, ...(signal && { signal }) });
  call.once("error", reject);
  call.once("response", (response) => {
    const { statusCode = 0, headers: answered } = response;
    textOf(response).then((all) => resolve({ status: statusCode, headers: answered, text: all }), reject);
  });
  call.end(sent);
  return promise;
}

async function textOf(message: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of message.setEncoding("utf8")) text += chunk;
  return text;
}
