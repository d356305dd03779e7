import type { Finding } from "../lib/graph/finding.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { refuse } from "../lib/planning/problem.ts";
import { acceptancesOf } from "./acceptances.ts";
import { evaluate } from "./evaluate.ts";
import { type Profile, profileOf, relaxed, underProfile } from "./profiles.ts";
import type { RuleFacts } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { acceptanceRules, withWaivers } from "./waivers.ts";

/** How a graph is judged. */
export interface Judgement {
  /** The day against which waivers are judged, ISO 8601. */
  readonly asOf: string;
  /** @default - the isolation that the graph's environment declares */
  readonly profile?: Profile;
}

/** Every rule that findings may name: those about resources, then those about waivers. */
export const allRules: readonly RuleFacts[] = [...rules, ...Object.values(acceptanceRules)];

/** What each of them demands, by its id. */
export const ruleTitles: ReadonlyMap<string, string> = new Map(allRules.map(({ id, title }) => [id, title]));

/**
 * What the rules find in a graph, with the environment's waivers and profile: the same whichever way the rules are run.
 *
 * @throws InvalidInput where the environment's waivers cannot be read or name no rule.
 */
export function assess(graph: Graph, { asOf, profile }: Judgement): Finding[] {
  checkAcceptances(graph);
  const judged = profile === undefined ? graph : underProfile(graph, profile);
  return relaxed(withWaivers(evaluate(judged), judged, asOf), profile ?? profileOf(graph));
}

/** @throws InvalidInput where the environment's waivers cannot be read or name no rule. */
export function checkAcceptances(graph: Graph): void {
  refuse("waivers", acceptancesOf(graph, rules).problems);
}
