import { limits } from "../../catalog/azure/limits.ts";
import type { ApiLimits, PlannedOperation } from "../../lib/analysis/rehearsal/record.ts";
import type { EngineEvent } from "../../lib/engine/real/events.ts";
import { byUrn, type Graph, type Resource } from "../../lib/graph/graph.ts";
import { resourceTypeOf } from "../../lib/simulation/azure/types/index.ts";

/** What the engine will do. */
export interface Plan {
  /** What waits for what, as far as dependencies go. */
  readonly operations: readonly PlannedOperation[];
  /** The same as the engine goes about it, which deletes in layers. */
  readonly asExecuted: readonly Pick<PlannedOperation, "urn" | "after">[];
  readonly limits: ApiLimits;
}

/** What the engine announced in a preview. */
export interface Announced {
  readonly events: readonly EngineEvent[];
  /** What will be there after it; of a `destroy` what is there now. */
  readonly graph: Graph;
  /** What is there before it. @default - nothing */
  readonly before?: Graph;
}

const NOTHING_TO_DO: ReadonlySet<string> = new Set(["same", "read", "refresh", "import"]);

/** The plan that the events of a preview announce. */
export function planOf({ events, graph, before }: Announced): Plan {
  const ops = new Map<string, string>();
  for (const { resourcePreEvent } of events) {
    if (resourcePreEvent === undefined) continue;
    const { op, urn } = resourcePreEvent.metadata;
    if (!NOTHING_TO_DO.has(op) && !ops.has(urn)) ops.set(urn, op);
  }
  const writes = [...ops].filter(([, op]) => op !== "delete").map(([urn]) => urn);
  const deletes = [...ops].filter(([, op]) => op === "delete").map(([urn]) => urn);
  const calls = (urns: readonly string[]): string[] => urns.filter((urn) => typeOf(urn) !== undefined);
  const old = before ?? graph;
  const forwards = waitsOf(calls(writes), (urn) => dependenciesOf(graph, urn));
  const backwards = waitsOf(calls(deletes), dependentsIn(old));
  const operation = ([urn, after]: readonly [string, readonly string[]]): PlannedOperation => {
    const op = ops.get(urn) ?? "create";
    return { urn, op, after, seconds: secondsOf(urn, op) };
  };
  const operations = [...forwards, ...backwards].map(operation);
  return {
    operations,
    asExecuted: [
      ...forwards.map(([urn, after]) => ({ urn, after })),
      ...layered(deletes, old, calls(writes)),
    ],
    limits: limitsOf(operations),
  };
}

/** For each operation the nearest ones among them on which it depends; what is not among them is seen through. */
function waitsOf(
  urns: readonly string[],
  dependencies: (urn: string) => readonly string[],
): (readonly [string, readonly string[]])[] {
  const own = new Set(urns);
  const known = new Map<string, ReadonlySet<string>>();
  const nearest = (urn: string): ReadonlySet<string> => {
    const found = known.get(urn);
    if (found !== undefined) return found;
    const set = new Set<string>();
    known.set(urn, set);
    for (const other of dependencies(urn)) {
      for (const next of own.has(other) ? [other] : nearest(other)) set.add(next);
    }
    return set;
  };
  return urns.map((urn) => [urn, [...nearest(urn)].toSorted()]);
}

function dependenciesOf(graph: Graph, urn: string): readonly string[] {
  const resource = byUrn(graph, urn);
  if (resource === undefined) return [];
  return resource.parent === undefined ? resource.dependencies : [...resource.dependencies, resource.parent];
}

function dependentsIn(graph: Graph): (urn: string) => readonly string[] {
  const dependents = new Map<string, string[]>();
  for (const { urn } of graph.resources) {
    for (const other of dependenciesOf(graph, urn)) {
      dependents.set(other, [...(dependents.get(other) ?? []), urn]);
    }
  }
  return (urn) => dependents.get(urn) ?? [];
}

/**
 * The engine deletes in layers, each after the whole of the one before, and after everything else: `ScheduleDeletes` of
 * https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/resource/deploy/step_generator.go
 */
function layered(
  deletes: readonly string[],
  graph: Graph,
  writes: readonly string[],
): { urn: string; after: readonly string[] }[] {
  const condemned = new Set(deletes);
  const depths = new Map<string, number>();
  const depthOf = (urn: string): number => {
    const found = depths.get(urn);
    if (found !== undefined) return found;
    const others = dependenciesOf(graph, urn).filter((other) => condemned.has(other));
    const depth = Math.max(0, ...others.map((other) => depthOf(other) + 1));
    depths.set(urn, depth);
    return depth;
  };
  const layers = [...Map.groupBy(deletes, depthOf)].toSorted(([a], [b]) => b - a);
  const rows: { urn: string; after: readonly string[] }[] = [];
  let previous = writes;
  for (const [, urns] of layers) {
    const calls = urns.filter((urn) => typeOf(urn) !== undefined);
    rows.push(...calls.map((urn) => ({ urn, after: previous })));
    if (calls.length > 0) previous = calls;
  }
  return rows;
}

const CLUSTER = "azure-native:containerservice:ManagedCluster";
const POOL = "azure-native:containerservice:AgentPool";

/** What Azure does one after another, and at which rate it takes writes. A stack has one cluster. */
function limitsOf(operations: readonly PlannedOperation[]): ApiLimits {
  const urnsOf = (...tokens: string[]): string[] =>
    operations.map(({ urn }) => urn).filter((urn) => tokens.includes(tokenOf(urn)));
  const writes = new Set(operations.filter(({ op }) => op !== "delete").map(({ urn }) => urn));
  const bucket = {
    burst: limits.agentPoolWriteBurst.value,
    secondsEach: 60 / limits.agentPoolWriteRefill.value,
  };
  return {
    serial: [{ what: "the cluster", urns: urnsOf(CLUSTER, POOL) }],
    rates: [
      { what: "writes of node pools", urns: urnsOf(POOL).filter((urn) => writes.has(urn)), ...bucket },
      { what: "writes of clusters", urns: urnsOf(CLUSTER).filter((urn) => writes.has(urn)), ...bucket },
    ],
  };
}

/** How long the simulated Azure works on it. A replacement is a delete and a create. */
function secondsOf(urn: string, op: string): number {
  const durations = typeOf(urn)?.durations;
  if (durations === undefined) return 0;
  if (op === "update") return durations.update;
  if (op === "delete") return durations.delete;
  return durations.create + (/replace/.test(op) ? durations.delete : 0);
}

function typeOf(urn: string): ReturnType<typeof resourceTypeOf> {
  return resourceTypeOf(tokenOf(urn));
}

function tokenOf(urn: Resource["urn"]): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
