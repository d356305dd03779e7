import { type Graph, type Resource, type Value, valueAt } from "../lib/graph/graph.ts";
import { listOf } from "./answers.ts";
import { ofUnversioned } from "./by-type.ts";
import { type Link, linkOf, mayBe } from "./links.ts";
import { unversioned } from "./resource-types.ts";

/** Inputs that name another resource. */
export interface Naming {
  /** Unversioned token of the resources that have the input. */
  readonly type: string;
  /** As `linkOf` reads it, with `*` for every element of a list. */
  readonly path: string;
  /** Unversioned tokens of what it can name. @default - the type of the resource that is asked about */
  readonly to?: readonly string[];
}

/** Who names a resource. */
export interface Namers {
  readonly surely: readonly Resource[];
  /** Those that name something unknown, which it can be. */
  readonly perhaps: readonly Resource[];
}

/** The resources that name another one by an input: those of a network's flow logs that lead to the network, for example. */
export function namersOf(graph: Graph, target: Resource, naming: Naming): Namers {
  const to = naming.to ?? [unversioned(target.type)];
  const { byTarget, open } = indexOf(graph, { ...naming, to });
  return {
    surely: byTarget.get(target.urn) ?? [],
    perhaps: open.filter(({ link }) => mayBe(link, target)).map(({ from }) => from),
  };
}

interface Index {
  readonly byTarget: ReadonlyMap<string, readonly Resource[]>;
  readonly open: readonly { readonly from: Resource; readonly link: Link }[];
}

const indexes = new WeakMap<Graph, Map<string, Index>>();

function indexOf(graph: Graph, { type, path, to }: Required<Naming>): Index {
  const ofGraph = indexes.get(graph) ?? new Map<string, Index>();
  indexes.set(graph, ofGraph);
  const key = [type, path, ...to].join(" ");
  const known = ofGraph.get(key);
  if (known !== undefined) return known;
  const found = ofUnversioned(graph, type).flatMap((from) =>
    expand(from.inputs, path.split(".")).map((one) => ({ from, link: linkOf(graph, from, one, to) })),
  );
  const index: Index = {
    byTarget: byTargetOf(found),
    open: found.filter(({ link }) => link.kind === "unknown"),
  };
  ofGraph.set(key, index);
  return index;
}

function byTargetOf(found: readonly { readonly from: Resource; readonly link: Link }[]): Index["byTarget"] {
  const certain = found.flatMap(({ from, link }) =>
    link.kind === "declared" ? [{ from, urn: link.resource.urn }] : [],
  );
  const groups = Map.groupBy(certain, ({ urn }) => urn);
  return new Map([...groups].map(([urn, group]) => [urn, group.map(({ from }) => from)]));
}

/** The paths that a path with `*` stands for. One that ends at an unknown stands for what is unknown there. */
function expand(inputs: Value, segments: readonly string[]): string[] {
  const star = segments.indexOf("*");
  if (star < 0) return [segments.join(".")];
  const head = segments.slice(0, star);
  const list = valueAt(inputs, head.join("."));
  if (list !== undefined && !Array.isArray(list)) return [head.join(".")];
  return listOf(list).flatMap((_, index) =>
    expand(inputs, [...head, String(index), ...segments.slice(star + 1)]),
  );
}
