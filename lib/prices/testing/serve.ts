import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What a served price list answers. */
export interface Served {
  /** @default 200 */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** How many bytes of the body come before the connection breaks. @default - all, and it does not */
  readonly breaksAfter?: number;
}

/** A price list on loopback. */
export interface Server {
  readonly url: string;
  /** Paths that were asked, with their query, decoded. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/** Serves answers on loopback. */
export async function serve(answer: (path: string, url: string) => Served): Promise<Server> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? "").replaceAll("+", " "));
    asked.push(path);
    const { status = 200, headers = {}, body = "", breaksAfter } = answer(path, url);
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers });
    if (breaksAfter === undefined) return response.end(text);
    return response.write(text.slice(0, breaksAfter), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url, asked, close };
}
