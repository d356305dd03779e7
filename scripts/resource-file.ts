import type { Graph } from "../lib/graph/graph.ts";
import { type ResourceFile, readWithBefore } from "../lib/graph/read-file.ts";
import { refuse } from "../lib/planning/problem.ts";
import { CARRIERS } from "../policies/demand.ts";
import { graphOfStack } from "./program.ts";

/**
 * The file to read in place of a stack.
 *
 * @param command for the error.
 * @param stack the stack that was named, if any.
 * @param files what was named by options, if anything.
 * @throws InvalidInput where more than one of all is named.
 */
export function resourceFileOf(
  command: string,
  stack: string | undefined,
  files: Readonly<Partial<Record<ResourceFile["option"], string | undefined>>>,
): ResourceFile | undefined {
  const named = (Object.keys(files) as ResourceFile["option"][]).flatMap((option): ResourceFile[] => {
    const file = files[option];
    return file === undefined ? [] : [{ option, file }];
  });
  const [first, ...others] = [
    ...named.map(({ option }) => option),
    ...(stack === undefined ? [] : ["<stack>"]),
  ];
  refuse(
    command,
    others.map((option) => ({
      path: option,
      value: undefined,
      message: `one thing is looked at at a time, and ${first} names one already`,
      fix: "leave one of them out",
    })),
  );
  return named[0];
}

/** Resources to look at. */
export interface Subject {
  readonly graph: Graph;
  /** What was there before; absent where nothing shows it. */
  readonly before?: Graph;
  /** Where they were read, in words. */
  readonly source: string;
}

/**
 * The resources of a file or, without one, those that a stack would create.
 *
 * @param stdin what `-` reads.
 * @throws InvalidInput with every problem of the one or the other.
 */
export async function subjectOf(
  stack: string,
  file: ResourceFile | undefined,
  stdin: NodeJS.ReadableStream,
): Promise<Subject> {
  if (file === undefined) {
    const graph = await graphOfStack(stack);
    return { graph, source: CARRIERS[graph.origin] };
  }
  const read = await readWithBefore(file, { stdin });
  return { ...read, source: `${CARRIERS[read.graph.origin]} (${file.file === "-" ? "stdin" : file.file})` };
}
