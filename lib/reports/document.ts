import * as z from "zod";
import { addressesOf } from "../analysis/addresses.ts";
import { budgetStatesOf } from "../analysis/budget.ts";
import { capabilityOf } from "../analysis/capability.ts";
import { type CostReport, costOf } from "../analysis/cost.ts";
import { dataPathsOf } from "../analysis/data-paths.ts";
import { systemOf } from "../analysis/environment.ts";
import { islandsOf } from "../analysis/islands.ts";
import { preconditionsOf } from "../analysis/preconditions.ts";
import type { Scenario } from "../analysis/scenarios/scenario.ts";
import { scenarioCosts, usualScenarios } from "../analysis/scenarios/scenarios.ts";
import { storageOf } from "../analysis/storage.ts";
import { outlookOf } from "../analysis/training/outlook.ts";
import { withDeclaredEvictions } from "../analysis/training/spot.ts";
import { trainingOf } from "../analysis/training/training.ts";
import type { Finding } from "../graph/finding.ts";
import type { Graph, Properties, Resource, Value } from "../graph/graph.ts";
import type { Problem } from "../planning/problem.ts";
import { budgetModel, dataPathModel, findingModel, problemModel } from "./model/answers.ts";
import { type Comparison, changesModel } from "./model/changes.ts";
import { type Immutable, isoDate, textOrUnknown } from "./model/common.ts";
import { costModel } from "./model/cost.ts";
import { type CostComparison, costChangesModel } from "./model/cost-changes.ts";
import { outlookModel } from "./model/outlook.ts";
import { capabilityModel, planModel } from "./model/plan.ts";
import { resourceModel } from "./model/resource.ts";
import { scenarioModel } from "./model/scenarios.ts";
import { trainingModel } from "./model/training.ts";

const refused = "null where the input was refused";

const documentModel = z
  .strictObject({
    project: z.string().meta({ description: "Pulumi project." }),
    stack: z.string().meta({ description: "Pulumi stack." }),
    asOf: isoDate.meta({ description: "The day against which dates were judged." }),
    system: textOrUnknown
      .nullable()
      .meta({ description: "System that the environment declares; null where it declares none." }),
    resources: z
      .array(resourceModel)
      .meta({ description: "Every resource, depth first, siblings by type and name." }),
    plan: planModel
      .nullable()
      .meta({ description: `Islands, addresses, storage and preconditions; ${refused}.` }),
    capability: capabilityModel.nullable().meta({ description: `What the GPUs can do at most; ${refused}.` }),
    outlook: z
      .array(outlookModel)
      .nullable()
      .meta({ description: `How cost and time of each declared job depend on its nodes; ${refused}.` }),
    training: trainingModel
      .nullable()
      .meta({ description: `What the islands can train, in what time and for what; ${refused}.` }),
    cost: costModel.nullable().meta({ description: `What it costs; ${refused}.` }),
    budgets: z
      .array(budgetModel)
      .meta({ description: "What the environment allows, and how the cost stands to it." }),
    scenarios: z
      .array(scenarioModel)
      .nullable()
      .meta({ description: `What it costs bought and used in other ways; ${refused}.` }),
    findings: z.array(findingModel).meta({ description: "Each policy rule's answer for each resource." }),
    changes: changesModel
      .nullable()
      .meta({ description: "What becomes of what is there; null where nothing was compared." }),
    costChanges: costChangesModel
      .nullable()
      .meta({ description: "How the cost differs from what it was; null where nothing was compared." }),
    dataPaths: z.array(dataPathModel).meta({ description: "Where data is encrypted and where not." }),
    problems: z
      .array(problemModel)
      .meta({ description: "What is wrong with the input; empty where it was accepted." }),
  })
  .meta({
    title: "exaform preview",
    description: "What a Pulumi stack would create, computed from the resources that its program registers.",
  });

/** Everything that a report says, as data: a function of the graph, the findings and the date alone. */
export type Document = Immutable<z.output<typeof documentModel>>;

/** The document of a stack whose input was accepted: no part of it is missing. */
export type AcceptedDocument = Document & {
  readonly [Part in "plan" | "capability" | "training" | "cost"]: NonNullable<Document[Part]>;
};

/** What a document is made from. */
export interface DocumentInput {
  readonly graph: Graph;
  /** Answers of the policy rules. */
  readonly findings: readonly Finding[];
  /** The day against which dates are judged, ISO 8601. */
  readonly asOf: string;
  /** How the stack differs from what is there. @default - not compared */
  readonly changes?: Comparison;
  /** How its cost differs from what it was. @default - not compared */
  readonly costChanges?: CostComparison;
  /** What the graph costs. @default - at the catalogue's prices */
  readonly cost?: CostReport;
  /** How else it may be bought and used. @default - the GPU nodes on each of the usual conditions */
  readonly scenarios?: readonly Scenario[];
}

/** The document of a stack whose input was accepted. */
export function documentOf({
  graph,
  findings,
  asOf,
  changes,
  costChanges,
  cost = costOf(graph),
  scenarios = usualScenarios(),
}: DocumentInput): AcceptedDocument {
  const training = trainingOf(graph, cost);
  return {
    project: graph.project,
    stack: graph.stack,
    asOf,
    system: systemOf(graph),
    resources: graph.resources.map(resourceOf),
    plan: {
      islands: islandsOf(graph),
      addresses: addressesOf(graph),
      storage: storageOf(graph),
      preconditions: preconditionsOf(graph),
    },
    capability: capabilityOf(graph),
    training,
    outlook: outlookOf(graph, cost),
    cost,
    budgets: budgetStatesOf(graph, cost),
    scenarios: scenarioCosts(
      graph,
      withDeclaredEvictions(scenarios, graph, () => training),
    ),
    findings,
    changes: changes ?? null,
    costChanges: costChanges ?? null,
    dataPaths: dataPathsOf(graph),
    problems: [],
  };
}

/** What is known of a stack whose input was refused. */
export interface RefusedInput {
  readonly project: string;
  readonly stack: string;
  readonly asOf: string;
  /** At least one. */
  readonly problems: readonly Problem[];
}

/** The document of a stack whose input was refused: its problems, and nothing that would have been created. */
export function refusalOf({ project, stack, asOf, problems }: RefusedInput): Document {
  return {
    project,
    stack,
    asOf,
    system: null,
    resources: [],
    plan: null,
    capability: null,
    training: null,
    outlook: null,
    cost: null,
    budgets: [],
    scenarios: null,
    findings: [],
    changes: null,
    costChanges: null,
    dataPaths: [],
    problems: problems.map(problemOf),
  };
}

/** The published JSON Schema of a {@link Document}. */
export function documentSchema(): Properties {
  return z.json().parse(z.toJSONSchema(documentModel)) as Properties;
}

function resourceOf({
  urn,
  type,
  name,
  parent,
  custom,
  inputs,
  dependencies,
  options,
}: Resource): Document["resources"][number] {
  const sorted = sortKeys(inputs) as Properties;
  return {
    urn,
    type,
    name,
    ...(parent !== undefined && { parent }),
    custom,
    inputs: sorted,
    dependencies,
    options,
  };
}

/** Programs build the same inputs in different orders; a report does not show that. */
function sortKeys(value: Value): Value {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortKeys(item)]));
}

function problemOf({ path, value, message, fix }: Problem): Document["problems"][number] {
  const text = JSON.stringify(value);
  return { path, ...(text !== undefined && { value: z.json().parse(JSON.parse(text)) }), message, fix };
}
