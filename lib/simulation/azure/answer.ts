import type { Refusal } from "./behaviours/behaviour.ts";
import type { Body } from "./envelope.ts";

/** What the simulated Azure answers. */
export interface Answer {
  readonly status: number;
  readonly body?: Body;
  /** Azure's code where it refused. */
  readonly code?: string;
  /** Seconds of the Retry-After header. */
  readonly retryAfter?: number;
  /** Path of the long operation that the call began. */
  readonly operation?: string;
}

/** An answer with a body. */
export function found(body: Body): Answer {
  return { status: 200, body };
}

/** A list as ARM gives it; always one page. */
export function listed(value: readonly Body[]): Answer {
  return found({ value });
}

/** A refusal in ARM's form: https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/find-error-code */
export function refused(
  { status, code, message, target, retryAfterSeconds }: Refusal,
  details: readonly Body[] = [],
): Answer {
  const error = {
    code,
    message,
    ...(target !== undefined && { target }),
    ...(details.length > 0 && { details }),
  };
  return {
    status,
    code,
    body: { error },
    ...(retryAfterSeconds !== undefined && { retryAfter: retryAfterSeconds }),
  };
}

/** ARM's own words for what is not there. */
export function notFound(id: string, armType: string): Answer {
  const group = /\/resourceGroups\/([^/]+)/i.exec(id)?.[1];
  if (/^microsoft\.resources\/resourcegroups$/i.test(armType)) {
    const message = `Resource group '${group ?? ""}' could not be found.`;
    return refused({ status: 404, code: "ResourceGroupNotFound", message });
  }
  const place = group === undefined ? "" : ` under resource group '${group}'`;
  const message = `The Resource '${armType.replace(/\/.*/, "")}${id.slice(id.indexOf("/", id.lastIndexOf("/providers/") + 11))}'${place} was not found.`;
  return refused({ status: 404, code: "ResourceNotFound", message });
}
