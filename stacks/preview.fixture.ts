import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { previewProgram } from "../lib/engine/embedded.ts";
import type { Graph } from "../lib/graph/graph.ts";
import type { Environment } from "./environment.ts";
import { declareStack } from "./index.ts";

/** What a test writes into the environment of a shipped stack in place of what stands there. */
export type Change = { readonly [Key in keyof Environment]?: unknown };

/** Other settings than the shipped ones, by full key. */
type Settings = Readonly<Record<string, string>>;

const graphs = new Map<string, Promise<Graph>>();

/** The graph of a shipped stack with changes to its environment and its other settings. The same question is answered once. */
export function graphOf(stack: string, change: Change = {}, settings: Settings = {}): Promise<Graph> {
  const question = JSON.stringify([stack, change, settings]);
  const known = graphs.get(question);
  if (known !== undefined) return known;
  const graph = graphAnew(stack, change, settings);
  graphs.set(question, graph);
  return graph;
}

/** The same as {@link graphOf}, from another run of the program. */
export function graphAnew(stack: string, change: Change = {}, settings: Settings = {}): Promise<Graph> {
  const shipped = parse(readFileSync(join(import.meta.dirname, `Pulumi.${stack}.yaml`), "utf8")).config;
  const config: Record<string, string> = { ...shipped, ...settings };
  const environment = { ...shipped["exaform:environment"], ...change };
  return previewProgram({
    project: "exaform",
    stack,
    config: { ...config, "exaform:environment": JSON.stringify(environment) },
    program: declareStack,
  });
}
