import timers from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import { Turns } from "./turns.ts";

/**
 * Whether a failed operation is worth another try, and when: after `waitSeconds`, or as soon as one of our own operations
 * ends that Azure was busy with, if it is `busy`. A pause that Azure asks for is never cut short.
 */
export type RetryDecision =
  | { readonly retry: true; readonly waitSeconds: number; readonly busy: boolean }
  | { readonly retry: false; readonly reason: string };

/**
 * Retries of one operation. With waits that grow to {@link LONGEST_BACKOFF_SECONDS} they last about seven hours: AKS
 * changes the pools of a cluster one after another, and 20 pools of 100 nodes take that long. Pulumi itself stops at
 * 100 (`maxErrorHookRetries`, pulumi/pulumi `pkg/resource/deploy/retries.go`, v3.259.0).
 */
const MOST_RETRIES = 90;

/** First wait without a Retry-After; each next one is twice as long. */
const FIRST_BACKOFF_SECONDS = 15;

/** Longest wait of our own choosing; an answer that asks for more gets more. */
const LONGEST_BACKOFF_SECONDS = 300;

/** A service that wants a longer pause than this is not busy but closed: a person should hear of it. */
const LONGEST_RETRY_AFTER_SECONDS = 3600;

/**
 * What waiting does not cure. Looked at first, because Azure reports a missing quota with the same status and code
 * (`409 OperationNotAllowed`) as a busy cluster.
 */
const permanent: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /quota/i, reason: "the quota does not suffice: ask Azure for more, or for fewer nodes" },
  {
    pattern: /Allocation(?:Failed|Failure)|Overconstrained|SkuNotAvailable|\bcapacity\b/i,
    reason: "Azure has no capacity for this size here: try another zone or region, or later",
  },
  {
    pattern: /already exist/i,
    reason: "the object exists already: adopt it (`pulumi import`), a second create cannot succeed",
  },
  {
    // So azure-native reports an operation that Azure took and that failed later: a second create would meet what the first left.
    pattern: /\bStatus=200\b/,
    reason: "Azure began and failed, and what it made is in the state: the next update goes on from there",
  },
];

/**
 * How Azure says that a role does not hold yet: an assignment takes up to ten minutes to reach every
 * service (https://learn.microsoft.com/azure/role-based-access-control/troubleshooting). What the deployer itself may not do
 * (`AuthorizationFailed`) and what a firewall refuses (`ForbiddenByFirewall`) is not among it.
 */
const unpropagated =
  /KeyVaultAuthenticationFailure|KeyVaultAccessForbidden|LinkedAuthorizationFailed|MissingPermissionError|AzureKeyVaultKmsValidateIdentityPermission|AuthorizationPermissionMismatch|\bForbiddenByRbac\b/;

/** Between two looks whether a role holds: most do within minutes, and everything else waits for it. */
const ROLE_WAIT_SECONDS = 20;

/** Retries for a role that does not hold yet: they last 18 minutes. */
const MOST_ROLE_RETRIES = 54;

/** How Azure says that it is busy with another operation. */
const conflicts: readonly RegExp[] = [
  // AKS: "Another agentpool operation (pool0 - Creating) is in progress … https://aka.ms/aks-pending-operation".
  // https://github.com/Azure/AKS/issues/1913
  /another (?:\w+ )?operation\b.*\bin progress/is,
  /aks-pending-operation/i,
  /AnotherOperationInProgress/,
  // Network: "RetryableErrorDueToAnotherOperation". https://github.com/pulumi/pulumi-azure-native/issues/3720
  /\bRetryableError/,
  /\bOperationNotAllowed\b/,
];

/** How Azure says that it was asked too often. */
const throttled: readonly RegExp[] = [
  /TooManyRequests|\bthrottl(?:ed|ing)\b|request limit has been exceeded/i,
  /(?:\bstatus(?:code)?|\bcode|\bresponse)\W{0,3}429\b/i,
];

/** "Retry-After: 30", "retried in 14 seconds", "retry again in 36 seconds", "try again after 2 minutes". */
const retryAfter =
  /\b(?:retry[- ]after|(?:retr(?:y|ied)|try)(?: again)? (?:in|after))\W{0,3}(\d+)\s*(s|secs?|seconds?|m|mins?|minutes?)?\b/i;

/** The pause that Azure asks for in an error message, in seconds, or `undefined` when it names none. */
export function retryAfterSeconds(message: string): number | undefined {
  const match = retryAfter.exec(message);
  if (match?.[1] === undefined) return undefined;
  return Number(match[1]) * (match[2]?.toLowerCase().startsWith("m") ? 60 : 1);
}

/**
 * Decides about one failed operation. Pure.
 *
 * @param errors messages of all attempts so far, the newest first, as Pulumi passes them to an error hook.
 */
export function decideRetry(errors: readonly string[]): RetryDecision {
  const [latest] = errors;
  if (latest === undefined) return { retry: false, reason: "no error was reported" };

  const cause = permanent.find(({ pattern }) => pattern.test(latest));
  if (cause !== undefined) return { retry: false, reason: cause.reason };
  const role = unpropagated.test(latest);
  if (role && errors.length > MOST_ROLE_RETRIES) {
    return {
      retry: false,
      reason: "the role does not hold after 18 minutes: check who assigned it, and where",
    };
  }
  const conflict = !role && conflicts.some((pattern) => pattern.test(latest));
  if (!role && !conflict && !throttled.some((pattern) => pattern.test(latest))) {
    return {
      retry: false,
      reason: "the error is neither a conflict, nor throttling, nor a role that is still spreading",
    };
  }
  if (errors.length > MOST_RETRIES)
    return { retry: false, reason: `still busy after ${MOST_RETRIES} retries` };

  const asked = retryAfterSeconds(latest) ?? 0;
  if (asked > LONGEST_RETRY_AFTER_SECONDS) {
    return {
      retry: false,
      reason: `Azure asks to wait ${asked} s, more than ${LONGEST_RETRY_AFTER_SECONDS} s`,
    };
  }
  const waitSeconds = Math.max(asked, role ? ROLE_WAIT_SECONDS : backoffSeconds(errors.length));
  return { retry: true, waitSeconds, busy: conflict && asked === 0 };
}

/** Doubles from the first wait to the longest. */
function backoffSeconds(attempt: number): number {
  return Math.min(FIRST_BACKOFF_SECONDS * 2 ** (attempt - 1), LONGEST_BACKOFF_SECONDS);
}

/** An engine accepts a hook's name once, so a deployment has one set of hooks, found by its root resource. */
const bindings = new WeakMap<object, pulumi.ResourceHookBinding>();
const withoutStack = {};

/**
 * Hooks that retry what failed only because Azure was busy, 409 while another operation runs and 429, or because a
 * role that was just assigned does not hold everywhere.
 * They wait at least as long as Azure asks, and never retry a lack of quota or capacity. Of our own operations that Azure does
 * one after another, each lets the next one try when it ends.
 *
 * @returns the hooks of the running deployment, for `hooks: conflictRetry()`; none under `pulumi.runtime.setMocks`,
 * whose monitor cannot register hooks.
 */
export function conflictRetry(): pulumi.ResourceHookBinding {
  const monitor = pulumi.runtime.getMonitor();
  if (typeof monitor === "object" && "mocks" in monitor) return {};
  const deployment = pulumi.runtime.getStackResource() ?? withoutStack;
  const made = bindings.get(deployment) ?? bindingOf(new Turns());
  bindings.set(deployment, made);
  return made;
}

/** No hook after a delete: `pulumi destroy` would then demand to run the program. */
function bindingOf(turns: Turns): pulumi.ResourceHookBinding {
  const begins = new pulumi.ResourceHook("exaform:azure:turn-begins", ({ type }) =>
    turns.begin(queueOf(type)),
  );
  const ends = new pulumi.ResourceHook("exaform:azure:turn-ends", ({ type }) => turns.end(queueOf(type)));
  const failed = new pulumi.ErrorHook("exaform:azure:conflict-retry", (args) =>
    retryAfterConflict(args, turns),
  );
  return {
    beforeCreate: [begins],
    beforeUpdate: [begins],
    onError: [failed],
    afterCreate: [ends],
    afterUpdate: [ends],
  };
}

/** Waits if that may help, and says whether to try again. */
async function retryAfterConflict(
  { errors, name, type, failedOperation }: pulumi.ErrorHookArgs,
  turns: Turns,
): Promise<boolean> {
  const decision = decideRetry(errors);
  if (!decision.retry) {
    void pulumi.log.info(`${failedOperation} of ${name} is not tried again: ${decision.reason}`);
    await turns.end(queueOf(type));
    return false;
  }
  const { waitSeconds, busy } = decision;
  const when = busy
    ? `when another operation ends, or in ${waitSeconds} s where it is not ours`
    : `in ${waitSeconds} s`;
  void pulumi.log.info(`${failedOperation} of ${name}: Azure is busy, next try ${when}`);
  if (busy) await turns.wait(queueOf(type), waitSeconds);
  else await timers.setTimeout(waitSeconds * 1000);
  return true;
}

/**
 * What operations contend for: all of one namespace, `azure-native:containerservice`, since a deployment has one cluster and
 * one network. One that is let go on in vain waits again.
 */
function queueOf(type: string): string {
  return type.slice(0, type.lastIndexOf(":"));
}
