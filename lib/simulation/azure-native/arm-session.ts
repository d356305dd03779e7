import { type HttpAnswer, httpCall } from "../http-call.ts";
import { waitOnClock } from "../wait-on-clock.ts";

/** A JSON object. */
export type Body = Readonly<Record<string, unknown>>;

/** On whose behalf Azure is called, and for how long at most. */
export interface OnBehalfOf {
  /** Pulumi's name of the resource. */
  readonly urn: string;
  /** Virtual seconds that the operation may take. */
  readonly timeoutSeconds: number;
  /** Aborted when the engine is interrupted. */
  readonly signal: AbortSignal;
}

/** Azure said no. Its text is what azure-native shows: of a Retry-After, and of details, it says nothing. */
export class ArmError extends Error {
  override readonly name = "ArmError";
  readonly status: number;

  constructor({ status, text, headers }: HttpAnswer) {
    const { code, message } = errorIn(text);
    const named = headers["x-ms-error-code"] ?? code;
    super(`Status=${status}${named === undefined ? "" : ` Code="${named}"`} Message="${message ?? text}"`);
    this.status = status;
  }
}

/** Azure accepted a write, and the operation that it began did not succeed: the resource exists in some state. */
export class AcceptedThenFailed extends Error {
  override readonly name = "AcceptedThenFailed";
}

/**
 * Retries and polling as azure-native sets them up. Of the random part of each pause (0.8 to 1.3) it takes none.
 * Source: https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/azure/client_azcore.go and
 * https://github.com/Azure/azure-sdk-for-go/blob/main/sdk/azcore/runtime/policy_retry.go, read 2026-11
 */
const RETRIES = 3;
const FIRST_PAUSE_SECONDS = 20;
const LONGEST_PAUSE_SECONDS = 120;
const RETRIED: readonly number[] = [408, 429, 500, 502, 503, 504];
const RETRIED_CONFLICTS: readonly (string | undefined)[] = [
  "AnotherOperationInProgress",
  "StorageAccountOperationInProgress",
];
const WRITE_POLL_SECONDS = 10;
const DELETE_POLL_SECONDS = 30;

/** Calls to Azure Resource Manager for one operation of the engine. All its waiting is virtual. */
export class ArmSession {
  readonly #url: string;
  readonly #for: OnBehalfOf;
  #waited = 0;

  /** @param url of the simulated Azure. */
  constructor(url: string, onBehalfOf: OnBehalfOf) {
    this.#url = url;
    this.#for = onBehalfOf;
  }

  /** @throws ArmError where Azure refuses; status 404 where there is no such resource. */
  async get(id: string, apiVersion: string): Promise<Body> {
    const answer = await this.#call("GET", withVersion(id, apiVersion));
    if (answer.status !== 200) throw new ArmError(answer);
    return objectIn(answer.text);
  }

  /**
   * Writes a resource and waits for the operation that this begins.
   *
   * @throws ArmError where Azure refuses; nothing has changed then.
   * @throws AcceptedThenFailed where it fails afterwards.
   */
  async put(id: string, apiVersion: string, body: Body): Promise<Body> {
    const answer = await this.#call("PUT", withVersion(id, apiVersion), body);
    if (![200, 201, 202].includes(answer.status)) throw new ArmError(answer);
    const operation = operationOf(answer);
    if (operation === undefined) return objectIn(answer.text);
    try {
      await this.#poll(operation, answer, WRITE_POLL_SECONDS);
      return await this.get(id, apiVersion);
    } catch (cause) {
      throw new AcceptedThenFailed(cause instanceof Error ? cause.message : String(cause), { cause });
    }
  }

  /** Deletes a resource and waits until it is gone. One that is not there counts as deleted. */
  async delete(id: string, apiVersion: string): Promise<void> {
    try {
      const answer = await this.#call("DELETE", withVersion(id, apiVersion));
      if (![200, 202, 204].includes(answer.status)) throw new ArmError(answer);
      const operation = operationOf(answer);
      if (operation !== undefined) await this.#poll(operation, answer, DELETE_POLL_SECONDS);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  async #poll(operation: string, accepted: HttpAnswer, everySeconds: number): Promise<void> {
    await this.#wait(retryAfterOf(accepted) ?? 0);
    for (;;) {
      const answer = await this.#call("GET", operation);
      if (answer.status >= 300) throw new ArmError(answer);
      const { status } = objectIn(answer.text);
      if (status === "Succeeded") return;
      // Its HTTP status is 200, and that is what azure-native shows.
      if (status === "Failed" || status === "Canceled") throw new ArmError(answer);
      await this.#wait(retryAfterOf(answer) ?? everySeconds);
    }
  }

  async #call(method: "GET" | "PUT" | "DELETE", path: string, body?: Body): Promise<HttpAnswer> {
    const { urn, signal } = this.#for;
    for (let attempt = 1; ; attempt += 1) {
      const headers = { "x-exaform-urn": urn };
      const answer = await httpCall(new URL(path, this.#url), { method, headers, body, signal });
      const pause = retryAfterOf(answer) ?? pauseAfter(attempt);
      if (attempt > RETRIES || !isRetried(answer) || pause > LONGEST_PAUSE_SECONDS) return answer;
      await this.#wait(pause);
    }
  }

  async #wait(seconds: number): Promise<void> {
    const { urn, signal, timeoutSeconds } = this.#for;
    const left = timeoutSeconds - this.#waited;
    if (seconds > 0) await waitOnClock(this.#url, { seconds: Math.min(seconds, left), urn, signal });
    this.#waited += seconds;
    if (seconds > left) throw new Error("operation timed out");
  }
}

/** Whether Azure said that there is no such resource. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ArmError && error.status === 404;
}

function withVersion(id: string, apiVersion: string): string {
  return `${id}?${new URLSearchParams({ "api-version": apiVersion })}`;
}

function operationOf({ headers }: HttpAnswer): string | undefined {
  const address = headers["azure-asyncoperation"];
  return typeof address === "string" ? address : undefined;
}

function pauseAfter(attempt: number): number {
  return Math.min((2 ** attempt - 1) * FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS);
}

function isRetried({ status, text }: HttpAnswer): boolean {
  return RETRIED.includes(status) || (status === 409 && RETRIED_CONFLICTS.includes(errorIn(text).code));
}

function retryAfterOf({ headers }: HttpAnswer): number | undefined {
  const seconds = Number(headers["retry-after"]);
  return seconds > 0 ? seconds : undefined;
}

function errorIn(text: string): { readonly code?: string; readonly message?: string } {
  const body = objectIn(text);
  const error = isObject(body.error) ? body.error : {};
  const [code, { message }] = [error.code ?? body.code, error];
  return { ...(typeof code === "string" && { code }), ...(typeof message === "string" && { message }) };
}

function objectIn(text: string): Body {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
