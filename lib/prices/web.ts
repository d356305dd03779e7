import {
  createDefaultHttpClient,
  createPipelineFromOptions,
  createPipelineRequest,
  type Pipeline,
  type PipelinePolicy,
  type PipelineResponse,
  proxyPolicyName,
} from "@azure/core-rest-pipeline";
import { InvalidInput } from "../planning/problem.ts";

/** How to reach a price list. Only tests name another address than the cloud's own. */
export interface WebOptions {
  /** Without a path. */
  readonly endpoint: string;
  /** How long one answer may take, retries included, in milliseconds. @default 120000 */
  readonly timeoutMs?: number;
  /** How often a request is tried again after 408, 429, 5xx and failures of the network; Retry-After is honoured. @default 4 */
  readonly retries?: number;
}

/** An open answer of a price list. */
export interface WebAnswer {
  readonly url: string;
  /** The whole body. */
  text(): Promise<string>;
  /** The body as it comes. */
  chunks(): AsyncIterable<Uint8Array>;
}

/** A price list, read with GET and without credentials. */
export class Web {
  readonly endpoint: string;
  readonly #timeoutMs: number;
  readonly #pipeline: Pipeline;

  constructor({ endpoint, timeoutMs = 120_000, retries = 4 }: WebOptions) {
    this.endpoint = endpoint;
    this.#timeoutMs = timeoutMs;
    this.#pipeline = createPipelineFromOptions({
      retryOptions: { maxRetries: retries },
      userAgentOptions: { userAgentPrefix: "exaform" },
    });
    this.#pipeline.addPolicy(retailThrottling, { afterPhase: "Retry" });
    // What a test serves is on this machine, where a proxy cannot reach it.
    if (new URL(endpoint).protocol === "http:") this.#pipeline.removePolicy({ name: proxyPolicyName });
  }

  /**
   * @param url below the endpoint.
   * @throws InvalidInput where the address is another host's, or does not answer with 200 in time.
   */
  async get(url: string): Promise<WebAnswer> {
    if (new URL(url).origin !== new URL(this.endpoint).origin) {
      throw this.unusable(`it names ${new URL(url).host} as the next address, which is not its own`);
    }
    const signal = AbortSignal.timeout(this.#timeoutMs);
    try {
      const response = await this.#send(url, signal);
      if (response.status !== 200) throw this.unusable(`it answered ${response.status}`);
      return {
        url,
        text: () => textOf(this.#body(response, signal)),
        chunks: () => this.#body(response, signal),
      };
    } catch (error) {
      throw this.#explained(error, signal);
    }
  }

  /** The error that says why the price list cannot be used. */
  unusable(reason: string): InvalidInput {
    return new InvalidInput("prices", [
      {
        path: this.endpoint,
        value: undefined,
        message: `the price list cannot be used: ${reason}. Nothing was written; the catalogue's dated prices and your own files work without it`,
        fix: "try again from a machine that reaches this address (HTTPS_PROXY is honoured), or give --prices a file from one",
      },
    ]);
  }

  async #send(url: string, abortSignal: AbortSignal): Promise<PipelineResponse> {
    const request = createPipelineRequest({
      url,
      abortSignal,
      allowInsecureConnection: true,
      streamResponseStatusCodes: new Set([200]),
    });
    request.headers.set("accept", "application/json");
    return this.#pipeline.sendRequest(createDefaultHttpClient(), request);
  }

  async *#body({ readableStreamBody }: PipelineResponse, signal: AbortSignal): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of readableStreamBody ?? []) yield Buffer.from(chunk);
    } catch (error) {
      throw this.#explained(error, signal);
    }
  }

  #explained(error: unknown, signal: AbortSignal): Error {
    if (error instanceof InvalidInput) return error;
    if (signal.aborted) return this.unusable(`it did not answer within ${this.#timeoutMs / 1000} s`);
    const text = error instanceof Error ? error.message : String(error);
    return this.unusable(`the request failed (${text.split("\n")[0]})`);
  }
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const received: Uint8Array[] = [];
  for await (const chunk of chunks) received.push(chunk);
  return Buffer.concat(received).toString("utf8");
}

/** Azure's price API says in a header of its own how long to wait. */
const retailThrottling: PipelinePolicy = {
  name: "retailThrottling",
  sendRequest: async (request, next) => {
    const response = await next(request);
    const seconds = response.headers.get("x-ms-ratelimit-retailprices-retry-after");
    if (seconds !== undefined && !response.headers.has("retry-after"))
      response.headers.set("retry-after", seconds);
    return response;
  },
};
