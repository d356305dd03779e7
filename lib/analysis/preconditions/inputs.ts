import type { Graph, Value } from "../../graph/graph.ts";
import type { Precondition } from "./precondition.ts";

/** Ids that shipped files carry as examples: all zeros but for the last three digits. */
const EXAMPLE_ID = /\b0{8}-0{4}-0{4}-0{4}-0{9}[0-9a-f]{3}\b/gi;

/** Ids of the shipped examples that are still in the inputs. */
export function inputPreconditions(graph: Graph): Precondition[] {
  const ids = [...new Set(graph.resources.flatMap(({ inputs }) => exampleIds(inputs)))].toSorted();
  return ids.map((id) => ({
    id: `input/${id}`,
    kind: "input",
    needed: `the example id ${id} replaced by a real one`,
    state: "unmet",
    reason: "it stands in the environment's file, and no subscription, tenant or group has it",
    check: "az account show --query '{subscription: id, tenant: tenantId}'",
  }));
}

function exampleIds(value: Value): string[] {
  if (typeof value === "string") return value.toLowerCase().match(EXAMPLE_ID) ?? [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(exampleIds) : [];
}
