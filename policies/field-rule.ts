import type { Graph, Resource } from "../lib/graph/graph.ts";
import { type Demand, judge } from "./demand.ts";
import type { PartKind } from "./parts.ts";
import { unversioned } from "./resource-types.ts";
import type { Answer, Rule, RuleFacts } from "./rule.ts";

/** What the properties of one kind of part must be. */
export interface Fields {
  readonly of: PartKind;
  readonly demands: readonly Demand[];
}

/** A rule that demands something of properties and nothing else: a row of a table. */
export function fieldRule(facts: RuleFacts, fields: readonly Fields[]): Rule {
  return {
    ...facts,
    // Only whether a property is really absent can hang on what an unknown comes from, which one resource does not tell.
    scope: fields.some(({ demands }) => demands.some(({ kind }) => kind === "absent")) ? "graph" : "resource",
    types: [...new Set(fields.flatMap(({ of }) => of.types))],
    check: (resource: Resource, graph: Graph): Answer[] =>
      fields
        .filter(({ of }) => of.types.includes(unversioned(resource.type)))
        .flatMap(({ of, demands }) =>
          of.partsOf(resource).flatMap((part) => demands.map((demand) => judge(demand, part, graph))),
        ),
  };
}
