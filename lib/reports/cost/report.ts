import * as z from "zod";
import { budgetStatesOf } from "../../analysis/budget.ts";
import { type CostReport, costOf } from "../../analysis/cost.ts";
import type { Scenario } from "../../analysis/scenarios/scenario.ts";
import { scenarioCosts, usualScenarios } from "../../analysis/scenarios/scenarios.ts";
import { tagsOf } from "../../analysis/tags.ts";
import { withDeclaredEvictions } from "../../analysis/training/spot.ts";
import { trainingOf } from "../../analysis/training/training.ts";
import { byUrn, type Graph, isSecret, type Value } from "../../graph/graph.ts";
import { budgetModel } from "../model/answers.ts";
import { type Immutable, isoDate, secret, unknown } from "../model/common.ts";
import { costModel } from "../model/cost.ts";
import { type CostComparison, costChangesModel } from "../model/cost-changes.ts";
import { scenarioModel } from "../model/scenarios.ts";
import { grouped, plural } from "../words.ts";

const tagValue = z.union([z.string(), unknown, secret]);

const costReportModel = z
  .strictObject({
    version: z.string().meta({ description: "Version of exaform." }),
    project: z.string().meta({ description: "Pulumi project." }),
    stack: z.string().meta({ description: "Pulumi stack." }),
    asOf: isoDate.meta({ description: "The day that the report carries." }),
    source: z.string().meta({ description: "What was priced, in words." }),
    unshown: z.int().nonnegative().meta({
      description: "Unchanged resources that a preview counts and does not show, and that are not priced.",
    }),
    cost: costModel.meta({ description: "What it costs." }),
    tags: z.record(z.string(), z.record(z.string(), tagValue)).meta({
      description: "Tags of what has a price, by URN; what a resource carries not itself is its parent's.",
    }),
    budgets: z
      .array(budgetModel)
      .meta({ description: "What the environment allows, and how the cost stands to it." }),
    scenarios: z.array(scenarioModel).meta({ description: "What it costs bought and used in other ways." }),
    changes: costChangesModel
      .nullable()
      .meta({ description: "How the cost differs from what it was; null where nothing was compared." }),
  })
  .meta({ title: "exaform cost", description: "What the resources of a stack cost, and what is not known." });

/** What a stack costs, as data: every format is made from it alone. */
export type CostDocument = Immutable<z.output<typeof costReportModel>>;

/** What a {@link CostDocument} is made from. */
export interface CostInput extends Pick<CostDocument, "version" | "asOf" | "source"> {
  readonly graph: Graph;
  /** @default - at the catalogue's prices */
  readonly cost?: CostReport;
  /** How else it may be bought and used. @default - the GPU nodes on each of the usual conditions */
  readonly scenarios?: readonly Scenario[];
  /** How the cost differs from what it was. @default - not compared */
  readonly changes?: CostComparison;
}

/** The cost document of a graph. */
export function costDocumentOf({
  graph,
  cost = costOf(graph),
  scenarios = usualScenarios(),
  changes,
  ...header
}: CostInput): CostDocument {
  const { project, stack } = graph;
  return {
    ...header,
    project,
    stack,
    unshown: graph.unshown ?? 0,
    cost,
    tags: tagsOfLines(graph, cost),
    budgets: budgetStatesOf(graph, cost),
    scenarios: scenarioCosts(
      graph,
      withDeclaredEvictions(scenarios, graph, () => trainingOf(graph, cost)),
    ),
    changes: changes ?? null,
  };
}

function tagsOfLines(graph: Graph, { lines }: CostReport): CostDocument["tags"] {
  const urns = [...new Set(lines.map(({ urn }) => urn))];
  return Object.fromEntries(
    urns.flatMap((urn) => {
      const tags = Object.entries(tagsOf(graph, byUrn(graph, urn)));
      return tags.length === 0
        ? []
        : [[urn, Object.fromEntries(tags.map(([name, value]) => [name, shown(value)]))]];
    }),
  );
}

/** Clouds keep the values of tags as text. */
function shown(value: Value): CostDocument["tags"][string][string] {
  if (isSecret(value)) return { $secret: true };
  return typeof value === "object" ? { $unknown: true } : String(value);
}

/** The published JSON Schema of a {@link CostDocument}. */
export function costSchema(): object {
  return z.toJSONSchema(costReportModel);
}

/** A document as JSON. Ends with a line feed. */
export function costJson(document: CostDocument): string {
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** One sentence that every format carries: `13 resources: 7 priced, 1 priced in part, 2 free, 1 by use, 2 unknown`. */
export function costSummaryOf({ cost: { resources } }: CostDocument): string {
  const { total, priced, pricedInPart, free, byUse, unknown } = resources;
  return `${plural(total, "resource")}: ${grouped(priced)} priced, ${grouped(pricedInPart)} priced in part, ${grouped(free)} free, ${grouped(byUse)} by use, ${grouped(unknown)} unknown`;
}
