import type { EngineFailure, PlannedOperation, Request, StepRecord } from "./record.ts";

/** Why Azure did not do at once what it was asked. */
export const markKinds = ["throttled", "busy", "refused"] as const;

export type MarkKind = (typeof markKinds)[number];

/** An answer that cost time: Azure was asked too often, was busy with another operation, or said no. */
export interface Mark {
  readonly kind: MarkKind;
  /** Virtual seconds since the step began. */
  readonly at: number;
  /** Azure's code, or the HTTP status where it gave none. */
  readonly code: string;
}

/** What became of one resource in a step. */
export interface Operation {
  readonly urn: string;
  /** Pulumi's word; `read` where nothing was announced. */
  readonly op: string;
  /** Virtual seconds since the step began. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** Seconds until Azure took it, because it was throttled, busy, or did not know a role yet; 0 where it took it at once. */
  readonly waitedSeconds: number;
  readonly calls: number;
  readonly marks: readonly Mark[];
  readonly outcome: "done" | "failed";
}

/** The operations of a step as its calls show them, in the order in which they began. */
export function operationsOf(
  step: Pick<StepRecord, "requests" | "plan" | "failures" | "beganAt">,
): Operation[] {
  const planned = new Map(step.plan.map((operation) => [operation.urn, operation]));
  const byUrn = Map.groupBy(step.requests, ({ urn }) => urn);
  return [...byUrn]
    .flatMap(([urn, calls]) =>
      urn === undefined ? [] : [operationOf(urn, calls, planned.get(urn), step.failures, step.beganAt)],
    )
    .toSorted((a, b) => a.beganAt - b.beganAt || (a.urn < b.urn ? -1 : 1));
}

function operationOf(
  urn: string,
  calls: readonly Request[],
  planned: PlannedOperation | undefined,
  failures: readonly EngineFailure[],
  origin: number,
): Operation {
  const times = calls.map(({ virtualSeconds }) => virtualSeconds - origin);
  const [beganAt, endedAt] = [Math.min(...times), Math.max(...times)];
  const marks = calls.map((call) => markOf(call, origin));
  const lastMark = marks.findLastIndex((mark) => mark !== undefined);
  const taken = lastMark < 0 ? beganAt : (times[lastMark + 1] ?? endedAt);
  return {
    urn,
    op: planned?.op ?? "read",
    beganAt,
    endedAt,
    waitedSeconds: taken - beganAt,
    calls: calls.length,
    marks: marks.filter((mark) => mark !== undefined),
    outcome: failures.some((failure) => failure.urn === urn) ? "failed" : "done",
  };
}

/** A read that finds nothing is how a create begins, and no mark. */
function markOf({ method, status, code, virtualSeconds }: Request, origin: number): Mark | undefined {
  if (status < 400 || (method === "GET" && status === 404)) return undefined;
  const kind = status === 429 ? "throttled" : isBusy(code) ? "busy" : "refused";
  return { kind, at: virtualSeconds - origin, code: code ?? String(status) };
}

/** Azure's codes for "another operation is under way". `OperationNotAllowed` stands for a lack of quota too. */
const BUSY =
  /^(?:OperationNotAllowed|AnotherOperationInProgress|RetryableError|RetryableErrorDueToAnotherOperation)$/;

function isBusy(code: string | undefined): boolean {
  return code !== undefined && BUSY.test(code);
}
