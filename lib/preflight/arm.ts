import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type Pipeline,
  proxyPolicyName,
} from "@azure/core-rest-pipeline";
import type { TokenCredential } from "@azure/identity";
import * as z from "zod";
import { answerOf, firstLine } from "./arm-answer.ts";
import type { Ask } from "./preflight.ts";
import type { Answer, Question } from "./question.ts";

/** Azure Resource Manager of the public cloud. */
export const AZURE = "https://management.azure.com";

/** How to reach Azure Resource Manager. */
export interface ArmOptions {
  /** Without a path. @default the public cloud's */
  readonly endpoint?: string;
  /** @default - none: a simulated Azure wants no token, and gets none */
  readonly credential?: TokenCredential;
  /** How long one question may take, with its pages and retries, in milliseconds. @default 120000 */
  readonly timeoutMs?: number;
  /** How often a request is tried again after 408, 429, 5xx and failures of the network; Retry-After is honoured. @default 3 */
  readonly retries?: number;
}

/** Asks Azure Resource Manager. What cannot be reached, seen or understood in time is unanswered; nothing is thrown. */
export function armClient({
  endpoint = AZURE,
  credential,
  timeoutMs = 120_000,
  retries = 3,
}: ArmOptions): Ask {
  const pipeline = pipelineOf(credential, retries);
  return async (question) => {
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      return await answered(question, endpoint, (request) => send(pipeline, request, signal));
    } catch (error) {
      const reason = signal.aborted
        ? `Azure did not answer within ${timeoutMs / 1000} s`
        : `the request failed: ${firstLine(error instanceof Error ? error.message : String(error))}`;
      return { kind: "unanswered", reason };
    }
  };
}

function pipelineOf(credential: TokenCredential | undefined, maxRetries: number): Pipeline {
  const pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries },
    userAgentOptions: { userAgentPrefix: "exaform" },
  });
  if (credential === undefined) {
    // A simulated Azure is on this machine, where a proxy cannot reach it.
    pipeline.removePolicy({ name: proxyPolicyName });
  } else {
    pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes: `${AZURE}/.default` }));
  }
  return pipeline;
}

interface Request {
  readonly method: Question["method"];
  readonly url: string;
  readonly body?: string;
}

async function send(
  pipeline: Pipeline,
  { method, url, body }: Request,
  abortSignal: AbortSignal,
): Promise<Answer> {
  const request = createPipelineRequest({
    method,
    url,
    abortSignal,
    headers: createHttpHeaders({
      accept: "application/json",
      ...(body !== undefined && { "content-type": "application/json" }),
    }),
    // Only without a token: the policy that adds one refuses connections without TLS.
    allowInsecureConnection: true,
    ...(body !== undefined && { body }),
  });
  const { status, bodyAsText } = await pipeline.sendRequest(createDefaultHttpClient(), request);
  return answerOf(status, jsonOf(bodyAsText));
}

function jsonOf(text: string | null | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

const page = z.looseObject({ value: z.array(z.unknown()), nextLink: z.string().nullish() });

/** The answer to a question, all its pages put together. */
async function answered(
  { method, path, body, paged = false }: Question,
  endpoint: string,
  sent: (request: Request) => Promise<Answer>,
): Promise<Answer> {
  const url = `${endpoint}${path}`;
  const first = await sent({ method, url, ...(body !== undefined && { body: JSON.stringify(body) }) });
  if (!paged || first.kind !== "found") return first;
  const value: unknown[] = [];
  const seen = new Set<string>([url]);
  let answer: Answer = first;
  for (;;) {
    if (answer.kind !== "found") return { kind: "unanswered", reason: "a page of the list is missing" };
    const parsed = page.safeParse(answer.body);
    if (!parsed.success) return { kind: "unanswered", reason: "the answer is not a list" };
    value.push(...parsed.data.value);
    const next = parsed.data.nextLink;
    if (!next) return { kind: "found", body: { value } };
    // The token goes to Azure alone, and a list that comes round again never ends.
    if (new URL(next).origin !== new URL(endpoint).origin || seen.has(next)) {
      return { kind: "unanswered", reason: "the list names a next page that is not one" };
    }
    seen.add(next);
    answer = await sent({ method: "GET", url: next });
  }
}
