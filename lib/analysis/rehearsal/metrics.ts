import type { Graph } from "../../graph/graph.ts";
import { isLasting } from "../changes/stakes.ts";
import { criticalPathOf } from "./critical-path.ts";
import type { CloudResource, Request, StepRecord } from "./record.ts";

/** A rehearsal in figures. What is counted over several steps counts each resource once. */
export interface Metrics {
  /** Calls to the simulated Azure, polls among them. */
  readonly apiCalls: number;
  /** Calls that it answered with 429. */
  readonly throttled: number;
  /** Virtual time of `up` over its critical path; null where `up` did not succeed at once or had nothing to do. */
  readonly upOverCriticalPath: number | null;
  /** Virtual time of all steps. */
  readonly virtualMinutes: number;
  /** Resources that were in Pulumi's state and not in the cloud when a step ended. */
  readonly lost: number;
  /** Resources that Pulumi made and that were in the cloud and not in its state when a step ended; retained ones are meant to be. */
  readonly orphaned: number;
  /** Resources of which the cloud had more than one when a step ended. */
  readonly duplicated: number;
  /** Resources that were deleted though the preview did not announce it. */
  readonly needlessDestroys: number;
  /** Deletes of what holds data or keys: any before `destroy`; in `destroy` those of what is protected or retained. */
  readonly dataDeletes: number;
}

/**
 * Counts what went right and wrong, from what the cloud has and what Pulumi's state says.
 *
 * @param graphs what the programs of the rehearsal declared.
 */
export function metricsOf(steps: readonly StepRecord[], graphs: readonly Graph[]): Metrics {
  const requests = steps.flatMap((step) => step.requests);
  const kept = keptUrns(graphs);
  const seconds = steps.reduce((sum, { beganAt, endedAt }) => sum + endedAt - beganAt, 0);
  return {
    apiCalls: requests.length,
    throttled: requests.filter(({ status }) => status === 429).length,
    upOverCriticalPath: upOverCriticalPath(steps),
    virtualMinutes: Math.round(seconds / 6) / 10,
    lost: distinct(steps.flatMap(lostIn)),
    orphaned: distinct(steps.flatMap((step) => orphanedIn(step, requests, kept))),
    duplicated: distinct(steps.flatMap((step) => duplicatedIn(step, requests))),
    needlessDestroys: distinct(steps.flatMap(needlessIn)),
    dataDeletes: distinct(steps.flatMap((step) => dataDeletesIn(step, kept))),
  };
}

/** Of the first `up`, rounded up to a thousandth: never better than it was. */
function upOverCriticalPath(steps: readonly StepRecord[]): number | null {
  const up = steps.find(({ kind }) => kind === "up");
  if (up === undefined || up.exitCode !== 0) return null;
  const { seconds } = criticalPathOf(up.plan, up.limits);
  return seconds === 0 ? null : Math.ceil(((up.endedAt - up.beganAt) / seconds) * 1000) / 1000;
}

/** What Pulumi must not delete, or Azure keeps when it does. */
function keptUrns(graphs: readonly Graph[]): ReadonlySet<string> {
  const resources = graphs.flatMap((graph) => graph.resources);
  const kept = resources.filter(({ options }) => options.protect === true || options.retainOnDelete === true);
  return new Set(kept.map(({ urn }) => urn));
}

function lostIn({ cloudResources, stateResources }: StepRecord): string[] {
  const there = idsOf(cloudResources);
  return stateResources.map(({ id }) => id.toLowerCase()).filter((id) => !there.has(id));
}

function orphanedIn(
  { cloudResources, stateResources }: StepRecord,
  requests: readonly Request[],
  kept: ReadonlySet<string>,
): string[] {
  const known = new Set(stateResources.map(({ id }) => id.toLowerCase()));
  const makers = new Map(requests.filter(isMade).map(({ id, urn }) => [id.toLowerCase(), urn]));
  return cloudResources
    .filter(({ given }) => !given)
    .map(({ id }) => id.toLowerCase())
    .filter((id) => {
      const maker = makers.get(id);
      return !known.has(id) && maker !== undefined && !kept.has(maker);
    });
}

/** All but one of the resources that were made for one URN and are there. */
function duplicatedIn({ cloudResources }: StepRecord, requests: readonly Request[]): string[] {
  const there = idsOf(cloudResources);
  const made = Map.groupBy(requests.filter(isMade), ({ urn }) => urn);
  return [...made.values()].flatMap((calls) => {
    const ids = new Set(calls.map(({ id }) => id.toLowerCase()).filter((id) => there.has(id)));
    return [...ids].slice(1);
  });
}

function needlessIn({ plan, requests }: StepRecord): string[] {
  const announced = new Set(plan.filter(({ op }) => /delete|replace/.test(op)).map(({ urn }) => urn));
  return requests
    .filter((request) => isDeleted(request) && !announced.has(request.urn ?? ""))
    .map(({ id }) => id.toLowerCase());
}

function dataDeletesIn({ kind, requests }: StepRecord, kept: ReadonlySet<string>): string[] {
  return requests
    .filter((request) => isDeleted(request) && isLasting(typeOfUrn(request.urn ?? "")))
    .filter(({ urn = "" }) => kind !== "destroy" || kept.has(urn))
    .map(({ id }) => id.toLowerCase());
}

function isMade({ method, status, urn }: Request): boolean {
  return method === "PUT" && status < 300 && urn !== undefined;
}

/** 204: it was not there. */
function isDeleted({ method, status }: Request): boolean {
  return method === "DELETE" && (status === 200 || status === 202);
}

/** `urn:pulumi:stack::project::parentType$type::name`. */
function typeOfUrn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function idsOf(resources: readonly CloudResource[]): ReadonlySet<string> {
  return new Set(resources.map(({ id }) => id.toLowerCase()));
}

function distinct(ids: readonly string[]): number {
  return new Set(ids).size;
}
