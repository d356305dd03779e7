import { dirname, resolve } from "node:path";
import { Option } from "commander";
import { idleProblems } from "../lib/analysis/scenarios/idle.ts";
import type { Scenario } from "../lib/analysis/scenarios/scenario.ts";
import { readScenarioFile, scenariosOf } from "../lib/analysis/scenarios/scenario-file.ts";
import { usualScenarios } from "../lib/analysis/scenarios/scenarios.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { refuse } from "../lib/planning/problem.ts";
import { priceBookOfFiles } from "./price-files.ts";

/** The option by which a command takes a scenario file. */
export function scenariosOption(): Option {
  return new Option("--scenarios <file>", "ways to buy and to use the stack, and how much is used").default(
    undefined,
    "the GPU nodes on each of the usual conditions",
  );
}

/**
 * The scenarios of a file for a graph; without a file the usual ones.
 *
 * @param file what `--scenarios` names.
 * @param priceFiles what `--prices` names: they hold for every scenario, and a scenario's own come after them.
 * @throws InvalidInput with everything that is wrong with the file, or that the graph has nothing of.
 */
export function scenariosFor(
  graph: Graph,
  file: string | undefined,
  priceFiles: readonly string[],
): Scenario[] {
  if (file === undefined) return usualScenarios(priceBookOfFiles(priceFiles));
  const checked = readScenarioFile(file);
  refuse(file, idleProblems(graph, checked));
  const beside = (path: string) => resolve(dirname(file), path);
  return scenariosOf(checked.content, (own) => priceBookOfFiles([...priceFiles, ...own.map(beside)]));
}
