import * as z from "zod";
import type { Answer } from "./question.ts";

/** https://github.com/cloud-and-ai-microsoft/resource-provider-contract/blob/master/v1.0/common-api-details.md#error-response-content */
const armError = z.looseObject({ error: z.looseObject({ code: z.string(), message: z.string().nullish() }) });

/** Codes of a 404 that says nothing about the object: the address is not one, or the subscription cannot be seen. */
const NO_ADDRESS = new Set(
  [
    "SubscriptionNotFound",
    "InvalidSubscriptionId",
    "InvalidResourceNamespace",
    "InvalidResourceType",
    "NoRegisteredProviderFound",
    "MissingApiVersionParameter",
  ].map((code) => code.toLowerCase()),
);

/**
 * What a response of Azure Resource Manager says.
 *
 * @param body the parsed JSON, or `undefined` where it was none.
 */
export function answerOf(status: number, body: unknown): Answer {
  if (status === 200 && body !== undefined) return { kind: "found", body };
  const error = armError.safeParse(body).data?.error;
  if (status === 404 && error !== undefined && !NO_ADDRESS.has(error.code.toLowerCase())) {
    return { kind: "absent" };
  }
  return { kind: "unanswered", reason: reasonOf(status, error) };
}

function reasonOf(
  status: number,
  error: { code: string; message?: string | null | undefined } | undefined,
): string {
  const said =
    error === undefined
      ? "no error code"
      : [error.code, firstLine(error.message ?? "")].filter((text) => text !== "").join(": ");
  if (status === 403) return `no permission to see it (${said})`;
  if (status === 401) return `Azure did not accept the credential (${said})`;
  return `Azure answered ${status} (${said})`;
}

/** The first line of a text, without what only a log wants. */
export function firstLine(text: string): string {
  return (text.split("\n")[0] ?? "").trim();
}
