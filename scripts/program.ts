import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { previewProgram } from "../lib/engine/embedded.ts";
import { readStackFile, type StackFile } from "../lib/engine/stack-file.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { checkAcceptances } from "../policies/assess.ts";
import { PROJECT, ROOT, stackFileOf } from "./stacks.ts";

/**
 * The graph of a shipped stack, on the embedded engine.
 *
 * @throws InvalidInput with every problem of its file, each with its line; of its waivers too, which only the rules can check.
 */
export async function graphOfStack(stack: string): Promise<Graph> {
  const shownAs = stackFileOf(stack);
  const file = join(ROOT, shownAs);
  const graph = await graphOfFile(stack, file, shownAs);
  await withPositions(readStackFile(file, shownAs), shownAs, () => checkAcceptances(graph));
  return graph;
}

/**
 * Runs a program of the project with a stack's file, on the embedded engine.
 *
 * @param shownAs how messages name the file.
 * @param root the folder of the project. @default - this one
 * @throws InvalidInput with every problem of the file, each with its line.
 */
export async function graphOfFile(
  stack: string,
  file: string,
  shownAs: string,
  root: string = ROOT,
): Promise<Graph> {
  const stackFile = readStackFile(file, shownAs);
  const { config, secretKeys } = stackFile;
  const entry = pathToFileURL(join(root, "stacks/main.mjs")).href;
  return withPositions(stackFile, shownAs, () =>
    previewProgram({ project: PROJECT, stack, config, secretKeys, program: () => import(entry) }),
  );
}

/** What `run` gives; problems that it throws say where in the file they stand. */
async function withPositions<T>(
  { positionOf }: StackFile,
  shownAs: string,
  run: () => Promise<T> | T,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      shownAs,
      error.problems.map((problem) => withPosition(problem, positionOf(problem.path))),
    );
  }
}

function withPosition(problem: Problem, position: string | undefined): Problem {
  return position === undefined ? problem : { ...problem, message: `${problem.message} (${position})` };
}
