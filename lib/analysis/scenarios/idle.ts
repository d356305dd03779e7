import type { Graph, Resource } from "../../graph/graph.ts";
import type { CheckedFile } from "../../planning/checked-file.ts";
import type { Problem } from "../../planning/problem.ts";
import { suggest } from "../../planning/suggest.ts";
import { costOf } from "../cost.ts";
import type { Cost } from "../pricing/pricing.ts";
import { isFor } from "./assume.ts";
import type { ScenarioFile } from "./scenario-file.ts";
import { matches } from "./wildcard.ts";

/** What a scenario file says of things that the graph does not have: a slip of the pen would change nothing, silently. */
export function idleProblems(graph: Graph, { content, place }: CheckedFile<ScenarioFile>): Problem[] {
  const all: { readonly cost: Cost; readonly resource: Resource }[] = [];
  costOf(graph, undefined, (cost, resource) => {
    all.push({ cost, resource });
    return cost;
  });
  const bought = all.flatMap(({ cost }) => (cost.kind === "charge" ? [cost] : []));
  const pools = [...new Set(bought.flatMap(({ pool }) => pool ?? []))];
  const scenarios = content.scenarios.flatMap(({ compute, schedule }, index) => [
    ...compute.flatMap(({ match }, choice) =>
      bought.some(({ group, item }) => match === group || matches(match, item))
        ? []
        : [
            idle(place(["scenarios", index, "compute", choice, "match"]), match, "no cost of the stack", [
              ...new Set(bought.flatMap(({ group, item }) => [group, item])),
            ]),
          ],
    ),
    ...schedule.flatMap((one, choice) =>
      pools.some((pool) => matches(one.pools, pool))
        ? []
        : [idle(place(["scenarios", index, "schedule", choice, "pools"]), one.pools, "no node pool", pools)],
    ),
  ]);
  const used = all.flatMap(({ cost, resource }) =>
    cost.kind === "usage" && cost.adds === undefined ? [{ item: cost.priceItem, resource }] : [],
  );
  const items = [...new Set(used.flatMap(({ item }) => item ?? []))];
  const usage = content.usage.flatMap((value, index) =>
    used.some(({ item, resource }) => isFor(value, resource, item))
      ? []
      : [idle(place(["usage", index]), value.priceItem, "nothing of the stack that is paid by use", items)],
  );
  return [...scenarios, ...usage];
}

function idle(path: string, value: string, nothing: string, known: readonly string[]): Problem {
  const nearest = suggest(value, [...known]);
  return {
    path,
    value,
    message: `${nothing} is called so, so that it changes nothing`,
    fix:
      nearest === undefined
        ? `leave it out; there are ${known.join(", ") || "none"}`
        : `did you mean ${nearest}?`,
  };
}
