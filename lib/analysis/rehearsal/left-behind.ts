import { type Graph, graphOf } from "../../graph/graph.ts";
import { type CostReport, costOf } from "../cost.ts";
import { diagnose } from "./failures.ts";
import type { CloudResource, StepRecord } from "./record.ts";

/**
 * Why something is still there after `destroy`. `protected`: Pulumi refuses to delete it. `needed`: something protected
 * depends on it. `locked`: a lock of Azure refused its deletion. `retained`: Pulumi forgot it and Azure keeps it. `failed`: its deletion failed. `made by Azure`: no program
 * declares it. `unexpected`: nothing explains it.
 */
export const leftReasons = [
  "protected",
  "locked",
  "needed",
  "retained",
  "failed",
  "made by Azure",
  "unexpected",
] as const;

export type LeftReason = (typeof leftReasons)[number];

/** A resource that is still there. */
export interface LeftResource {
  readonly id: string;
  /** Pulumi's type token. */
  readonly type: string;
  /** URN of the resource that made it; null for what Azure made. */
  readonly urn: string | null;
  readonly why: LeftReason;
  /** Whether a lock of Azure forbids to delete it, whoever asks; a lock itself may be removed. */
  readonly locked: boolean;
}

/** What a destroyed stack leaves, and what that costs. */
export interface LeftBehind {
  readonly resources: readonly LeftResource[];
  /** Vaults that were deleted and keep their names until Azure purges them. */
  readonly softDeletedVaults: readonly string[];
  /** Of what programs declare; what Azure made by itself and what is soft-deleted has no amount in it. */
  readonly cost: CostReport;
}

/**
 * Lists what is left after `destroy`.
 *
 * @param steps all steps; the last one is `destroy`.
 * @param graph what was there before it.
 */
export function leftBehind(
  steps: readonly StepRecord[],
  graph: Graph,
  softDeletedVaults: readonly string[],
): LeftBehind {
  const destroy = steps.at(-1);
  const there = destroy?.cloudResources.filter(({ given }) => !given) ?? [];
  const makers = new Map(
    steps
      .flatMap(({ requests }) => requests)
      .filter(({ method, status, urn }) => method === "PUT" && status < 300 && urn !== undefined)
      .map(({ id, urn }) => [id.toLowerCase(), urn]),
  );
  const locked = lockedScopes(destroy?.cloudResources ?? []);
  const resources = there.map(({ id, type }): LeftResource => {
    const urn = makers.get(id.toLowerCase()) ?? null;
    return {
      id,
      type,
      urn,
      why: whyOf(id, urn, destroy, graph),
      locked: !LOCK.test(id) && locked.some((scope) => isIn(id, scope)),
    };
  });
  return {
    resources: resources.toSorted((a, b) => leftReasons.indexOf(a.why) - leftReasons.indexOf(b.why)),
    softDeletedVaults,
    cost: costOf(only(graph, new Set(resources.map(({ urn }) => urn)))),
  };
}

function whyOf(id: string, urn: string | null, destroy: StepRecord | undefined, graph: Graph): LeftReason {
  if (urn === null) return "made by Azure";
  const state = destroy?.stateResources.find((other) => other.id.toLowerCase() === id.toLowerCase());
  if (state?.protect) return "protected";
  const failure = destroy?.failures.find((other) => other.urn === urn);
  if (failure !== undefined) return diagnose(failure.message).kind === "lock" ? "locked" : "failed";
  if (state !== undefined) return "needed";
  const declared = graph.resources.find((resource) => resource.urn === urn);
  return declared?.options.retainOnDelete ? "retained" : "unexpected";
}

const LOCK = /^(?<scope>.*)\/providers\/Microsoft\.Authorization\/locks\/[^/]+$/i;

function lockedScopes(resources: readonly CloudResource[]): string[] {
  return resources.map(({ id }) => LOCK.exec(id)?.groups?.scope).filter((scope) => scope !== undefined);
}

function isIn(id: string, scope: string): boolean {
  return `${id}/`.toLowerCase().startsWith(`${scope}/`.toLowerCase());
}

/** The part of a graph that is still there; components stay, they cost nothing. */
function only(graph: Graph, urns: ReadonlySet<string | null>): Graph {
  const { origin, project, stack, resources } = graph;
  return graphOf(
    { origin, project, stack },
    resources.filter(({ urn, custom }) => !custom || urns.has(urn)),
  );
}
