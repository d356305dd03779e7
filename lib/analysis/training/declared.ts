import { publishedModelOf } from "../../../catalog/models.ts";
import { type Graph, isSecret, type Value, valueAt } from "../../graph/graph.ts";
import { InvalidInput } from "../../planning/problem.ts";
import { resolveModel, type TransformerModel } from "../../planning/training/index.ts";
import { type DeclaredWorkload, type Hall, hall, workload } from "../../planning/workload.ts";
import { environmentOf } from "../environment.ts";
import { isHidden, itemsAt } from "../reading.ts";

/** A training job that the environment declares, with its model found. */
export interface Workload extends Omit<DeclaredWorkload, "model" | "shape" | "sequenceLength"> {
  readonly model: TransformerModel;
  /** Where the model's shape comes from. */
  readonly modelSource: string;
}

/** A declared job of which nothing can be said. */
export interface UnreadWorkload {
  readonly name: string;
  readonly reason: string;
}

/** Where declared values come from, as figures say it. */
export const DECLARED = "the environment's file";

/** What shall be trained; nothing for a graph that carries no environment, such as a foreign project's. */
export function workloadsOf(graph: Graph): {
  readonly workloads: readonly Workload[];
  readonly unread: readonly UnreadWorkload[];
} {
  const items = itemsAt(environmentOf(graph) ?? {}, "workloads").map((item, index) => read(item, index));
  return {
    workloads: items.flatMap((item) => ("model" in item ? [item] : [])),
    unread: items.flatMap((item) => ("reason" in item ? [item] : [])),
  };
}

/** The power of the hall in which each island stands; `undefined` where none is declared, or it cannot be read. */
export function hallOf(graph: Graph): Hall | undefined {
  return hall.safeParse(valueAt(environmentOf(graph), "hall")).data;
}

function read(item: Value, index: number): Workload | UnreadWorkload {
  const name = `workload ${index + 1}`;
  if (isHidden(item)) return { name, reason: `it is ${isSecret(item) ? "secret" : "not known yet"}` };
  const checked = workload.safeParse(item);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    return { name, reason: `its ${issue?.path.join(".") || "form"} is not what an environment can say` };
  }
  return withModel(checked.data);
}

function withModel({
  model,
  shape,
  sequenceLength,
  ...declared
}: DeclaredWorkload): Workload | UnreadWorkload {
  const published = model === undefined ? undefined : publishedModelOf(model);
  const found = published ?? (shape && { name: declared.name, ...shape });
  if (found === undefined) return { name: declared.name, reason: `the catalogue has no model ${model}` };
  const whole = { ...found, ...(sequenceLength !== undefined && { sequenceLength }) };
  try {
    resolveModel(whole);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return {
      name: declared.name,
      reason: error.problems.map(({ path, message }) => `${path} ${message}`).join("; "),
    };
  }
  const modelSource = published === undefined ? DECLARED : `${published.source}, ${published.asOf}`;
  return { ...declared, model: whole, modelSource };
}
