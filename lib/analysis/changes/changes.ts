import { propertyChangeOf } from "../../../catalog/azure/property-changes.ts";
import type { Graph, Resource } from "../../graph/graph.ts";
import { environmentOf } from "../environment.ts";
import type { ChangeKind, Changes, PropertyDifference, ResourceChange, SettingDifference } from "./change.ts";
import { type Differences, withConsequences } from "./consequences.ts";
import { fallingWith, lyingIn } from "./dependents.ts";
import { differencesOf, valueDifferences } from "./differences.ts";
import { effectOf, replaces } from "./effects.ts";
import { type Pairs, pairsOf } from "./pairs.ts";
import {
  countOf,
  type GpuCount,
  type GpuPool,
  gpuPoolsOf,
  movesOf,
  type PoolPair,
  poolPairs,
  shrinkOf,
  sumOf,
} from "./pools.ts";
import { stakesOf } from "./stakes.ts";

/**
 * What `pulumi up` would make of what is there, judged by the catalogue alone.
 *
 * @param before what is there: a state, or what a program declared.
 * @param after what today's program declares.
 */
export function changesOf(before: Graph, after: Graph): Changes {
  const pairs = pairsOf(before, after);
  const differences = withConsequences(after, ownDifferences(pairs));
  const differing = (urn: string) => (differences.get(urn) ?? []).map(({ property }) => property);
  const pools = poolPairs(before, after, pairs.urnOfToday, differing);
  const verdicts = [
    ...pairs.kept.flatMap((pair) => keptVerdict(before, pools, pair, differences.get(pair.after.urn) ?? [])),
    ...pairs.created.map((resource) => ({ change: changeOf(resource, "created"), stopped: [] })),
    ...pairs.deleted.map((resource) => deletedVerdict(before, resource)),
  ];
  const order = new Map(after.resources.map(({ urn }, index) => [urn, index]));
  const place = ({ urn }: ResourceChange): number => order.get(urn) ?? order.size;
  const resources = verdicts.map(({ change }) => change).toSorted((a, b) => place(a) - place(b));
  const anew = resources.filter(({ kind }) => kind === "replaced").map(({ urn }) => urn);
  return {
    settings: settingDifferences(before, after),
    resources,
    moves: movesOf(pools, new Set(anew)),
    unchanged:
      pairs.kept.length - resources.filter(({ kind }) => kind !== "created" && kind !== "deleted").length,
    ...totalOf(verdicts, pools),
  };
}

/** A change, and the pools of before that stop as a whole with it. */
interface Verdict {
  readonly change: ResourceChange;
  readonly stopped: readonly GpuPool[];
}

function ownDifferences({ kept, urnOfToday }: Pairs): Differences {
  return new Map(
    kept.map(({ before, after }) => [
      after.urn,
      differencesOf(before, after, urnOfToday).map(
        (found): PropertyDifference => ({
          ...found,
          ...effectOf(after.type, found.property),
          because: null,
        }),
      ),
    ]),
  );
}

/** What the environment says otherwise than before; nothing where a graph has no environment. */
function settingDifferences(before: Graph, after: Graph): SettingDifference[] {
  const [old, now] = [environmentOf(before), environmentOf(after)];
  if (old === undefined || now === undefined) return [];
  return valueDifferences("", old, now)
    .filter(({ certain }) => certain)
    .map(({ property, certain: _, ...values }) => ({ setting: property, ...values }));
}

/** A resource that is there before and after; nothing where nothing of it changes. */
function keptVerdict(
  graph: Graph,
  pools: readonly PoolPair[],
  { before, after }: Pairs["kept"][number],
  differences: readonly PropertyDifference[],
): Verdict[] {
  if (differences.length === 0) return [];
  const kind = kindOf(differences);
  const falling = kind === "updated" ? drainedBy(before, differences) : fallingWith(graph, before.urn);
  const stopped = poolsIn(graph, falling);
  const shrunk = pools.filter(
    (pair) => pair.after?.urn === after.urn && pair.before && !stopped.includes(pair.before),
  );
  const count = sumOf([countOf(stopped), ...shrunk.map(shrinkOf)]);
  const change: ResourceChange = {
    ...changeOf(after, kind, count),
    previousUrn: before.urn === after.urn ? null : before.urn,
    differences,
    atStake: stakesOf(falling.length === 0 && count.gpus !== 0 ? [after] : falling),
    // Protected is what is protected now; that today's program lets go of it is a change of its own.
    protect: before.options.protect === true || after.options.protect === true,
  };
  return [{ change, stopped }];
}

/** The resource itself where a change in place drains its nodes. */
function drainedBy(resource: Resource, differences: readonly PropertyDifference[]): Resource[] {
  const drains = differences.some(
    ({ property }) => propertyChangeOf(resource.type, property)?.drains === true,
  );
  return drains ? [resource] : [];
}

function deletedVerdict(graph: Graph, resource: Resource): Verdict {
  const falling = lyingIn(graph, resource.urn);
  const stopped = poolsIn(graph, falling);
  const change = { ...changeOf(resource, "deleted", countOf(stopped)), atStake: stakesOf(falling) };
  return { change, stopped };
}

function poolsIn(graph: Graph, resources: readonly Resource[]): GpuPool[] {
  const urns = new Set(resources.map(({ urn }) => urn));
  return gpuPoolsOf(graph).filter(({ urn }) => urns.has(urn));
}

function changeOf(
  { urn, type, name, options }: Resource,
  kind: ChangeKind,
  { nodes, gpus }: GpuCount = { nodes: 0, gpus: 0 },
): ResourceChange {
  const { protect = false, retainOnDelete = false } = options;
  return {
    urn,
    previousUrn: null,
    type,
    name,
    kind,
    differences: [],
    nodes,
    gpus,
    atStake: [],
    protect,
    retainOnDelete,
  };
}

/** What stops in all: each pool that stops as a whole once, and what the others lose. */
function totalOf(verdicts: readonly Verdict[], pools: readonly PoolPair[]): GpuCount {
  const whole = new Set(verdicts.flatMap(({ stopped }) => stopped));
  const others = pools.filter(({ before }) => before !== undefined && !whole.has(before));
  return sumOf([countOf([...whole]), ...others.map(shrinkOf)]);
}

function kindOf(differences: readonly PropertyDifference[]): ChangeKind {
  if (differences.some(replaces)) return "replaced";
  if (differences.some(({ effect, certain }) => certain && effect === "refused")) return "refused";
  return differences.every(({ effect }) => effect === "inPlace") ? "updated" : "unknown";
}
