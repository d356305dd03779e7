import { type Graph, type Resource, shortType } from "../../graph/graph.ts";
import { type CriticalPath, criticalPathOf } from "./critical-path.ts";
import { type Diagnosis, diagnose } from "./failures.ts";
import { type LeftBehind, leftBehind } from "./left-behind.ts";
import { type Metrics, metricsOf } from "./metrics.ts";
import { type Operation, operationsOf } from "./operations.ts";
import type { EngineFailure, StepKind, StepRecord } from "./record.ts";

/** What a rehearsal was about, and everything that it saw. */
export interface RehearsalRecord {
  readonly project: string;
  readonly stack: string;
  /** The day that the report carries, YYYY-MM-DD. */
  readonly asOf: string;
  /** The subscription that it pretended to be. */
  readonly subscriptionId: string;
  /** The file that describes the simulated subscription; null: everything is assumed. */
  readonly world: string | null;
  /** What the simulation took for granted. */
  readonly assumptions: readonly string[];
  /** What the update changes, in words. */
  readonly update: string;
  /** The most operations that the engine had under way. */
  readonly parallel: number;
  readonly steps: readonly StepRecord[];
  /** What the programs of the steps declared, the last one last; at least one. */
  readonly graphs: readonly Graph[];
  readonly softDeletedVaults: readonly string[];
}

/** An error of a step, and what to do about it. */
export interface Failure extends Diagnosis {
  readonly urn: string | null;
  /** Logical name; empty where the error is about no resource. */
  readonly name: string;
  readonly message: string;
}

/** An operation in words. */
export interface NamedOperation extends Operation {
  readonly name: string;
  /** Short type: `AgentPool`. */
  readonly type: string;
  readonly critical: boolean;
}

/** What happened to the parts of one component. */
export interface ComponentTimeline {
  readonly name: string;
  /** Short type: `BlobStore`; empty for resources that have no component. */
  readonly type: string;
  readonly beganAt: number;
  readonly endedAt: number;
  readonly operations: readonly NamedOperation[];
}

/** One step, ready to be shown. Times are virtual seconds since it began. */
export interface Step {
  readonly kind: StepKind;
  readonly title: string;
  /** A \`destroy\` that nothing but locks stopped did what it may. */
  readonly outcome: "done" | "failed";
  readonly seconds: number;
  readonly wallSeconds: number;
  readonly changes: Readonly<Record<string, number>>;
  readonly calls: number;
  readonly throttled: number;
  /** Answers that Azure was busy with another operation. */
  readonly busy: number;
  /** Of a step that had a plan and carried it out; else null. */
  readonly criticalPath: CriticalPath | null;
  /** In the order in which they ended. */
  readonly components: readonly ComponentTimeline[];
  readonly failures: readonly Failure[];
}

/** What a rehearsal showed. Everything in it happened in a simulated Azure. */
export interface Rehearsal
  extends Pick<
    RehearsalRecord,
    "project" | "stack" | "asOf" | "subscriptionId" | "world" | "assumptions" | "update" | "parallel"
  > {
  readonly azure: "simulated";
  /** Whether every step succeeded at once, the second `up` and the refresh changed nothing, and nothing was lost. */
  readonly passed: boolean;
  /** Why it did not pass, in words. */
  readonly complaints: readonly string[];
  readonly steps: readonly Step[];
  /** Null where it did not come to `destroy`. */
  readonly leftBehind: LeftBehind | null;
  readonly metrics: Metrics;
}

/** Makes a report's data from what a rehearsal saw. */
export function rehearsalOf(record: RehearsalRecord): Rehearsal {
  const { project, stack, asOf, subscriptionId, world, assumptions, update, parallel, graphs } = record;
  const resources = new Map(graphs.flatMap((graph) => graph.resources.map((found) => [found.urn, found])));
  const steps = record.steps.map((step) => stepOf(step, resources));
  const metrics = metricsOf(record.steps, graphs);
  const last = graphs.at(-1);
  const destroyed = record.steps.at(-1)?.kind === "destroy" && last !== undefined;
  const complaints = complaintsAbout(steps, metrics);
  return {
    azure: "simulated",
    ...{ project, stack, asOf, subscriptionId, world, assumptions, update, parallel },
    passed: complaints.length === 0,
    complaints,
    steps,
    leftBehind: destroyed ? leftBehind(record.steps, last, record.softDeletedVaults) : null,
    metrics,
  };
}

type Resources = ReadonlyMap<string, Resource>;

function stepOf(step: StepRecord, resources: Resources): Step {
  const operations = operationsOf(step);
  const failures = step.failures.map(failureOf);
  const criticalPath =
    step.plan.length === 0 || failures.length > 0 ? null : criticalPathOf(step.plan, step.limits);
  const critical = new Set(criticalPath?.bounds[0]?.urns);
  const marks = operations.flatMap((operation) => operation.marks);
  return {
    kind: step.kind,
    title: step.title,
    outcome: step.exitCode === 0 || isSpared(step, failures) ? "done" : "failed",
    seconds: step.endedAt - step.beganAt,
    wallSeconds: step.wallSeconds,
    changes: step.changes,
    calls: step.requests.length,
    throttled: marks.filter(({ kind }) => kind === "throttled").length,
    busy: marks.filter(({ kind }) => kind === "busy").length,
    criticalPath,
    components: componentsOf(operations, critical, resources),
    failures,
  };
}

function failureOf({ urn, message }: EngineFailure): Failure {
  return { ...diagnose(message), urn: urn ?? null, name: nameOf(urn ?? ""), message };
}

/** Locks are there to outlive a \`destroy\`. */
function isSpared({ kind }: StepRecord, failures: readonly Failure[]): boolean {
  return kind === "destroy" && failures.length > 0 && failures.every((failure) => failure.kind === "lock");
}

function componentsOf(
  operations: readonly Operation[],
  critical: ReadonlySet<string>,
  resources: Resources,
): ComponentTimeline[] {
  const byComponent = Map.groupBy(operations, ({ urn }) => componentUrn(urn, resources));
  const components = [...byComponent].map(([urn, own]) => ({
    name: urn === undefined ? "the stack itself" : nameOf(urn),
    type: urn === undefined ? "" : shortType(typeOf(urn)),
    beganAt: Math.min(...own.map(({ beganAt }) => beganAt)),
    endedAt: Math.max(...own.map(({ endedAt }) => endedAt)),
    operations: own.map((operation) => ({
      ...operation,
      name: nameOf(operation.urn),
      type: shortType(typeOf(operation.urn)),
      critical: critical.has(operation.urn),
    })),
  }));
  return components.toSorted((a, b) => a.endedAt - b.endedAt || a.beganAt - b.beganAt);
}

/** The component under the stack in which a resource is; `undefined` where it is in none. */
function componentUrn(urn: string, resources: Resources): string | undefined {
  let top: string | undefined;
  for (let at = resources.get(urn); at?.parent !== undefined; at = resources.get(at.parent)) top = at.urn;
  return top === urn ? undefined : top;
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function typeOf(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}

function complaintsAbout(steps: readonly Step[], metrics: Metrics): string[] {
  const failed = steps.filter(({ outcome }) => outcome === "failed").map(({ title }) => `${title} failed`);
  const changed = steps
    .filter(({ kind, changes }) => (kind === "again" || kind === "refresh") && changesSomething(changes))
    .map(({ title }) => `${title} changed something`);
  const missing = (["update", "again", "refresh", "destroy"] as const)
    .filter((kind) => !steps.some((step) => step.kind === kind))
    .map((kind) => `it did not come to ${kind}`);
  const counts = (["lost", "orphaned", "duplicated", "needlessDestroys", "dataDeletes"] as const)
    .filter((name) => metrics[name] > 0)
    .map((name) => `${name}: ${metrics[name]}`);
  return [...failed, ...changed, ...missing.slice(0, 1), ...counts];
}

/** `same` is what Pulumi looked at and left alone. */
function changesSomething(changes: Step["changes"]): boolean {
  return Object.entries(changes).some(([op, count]) => op !== "same" && op !== "read" && count > 0);
}
