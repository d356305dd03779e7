import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { InvalidInput } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";

/** Name of the Pulumi project, as Pulumi.yaml has it. */
export const PROJECT = "exaform";

/** The project's root folder. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** The names of the stacks that have a file in `stacks/`. */
export function stackNames(): string[] {
  return readdirSync(join(ROOT, "stacks"))
    .map((file) => /^Pulumi\.(?<stack>.+)\.yaml$/.exec(file)?.groups?.stack)
    .filter((stack) => stack !== undefined)
    .toSorted();
}

/** The path of a stack's file, relative to the root. Refuses a stack that has none. */
export function stackFileOf(stack: string): string {
  const known = stackNames();
  if (!known.includes(stack)) {
    const nearest = suggest(stack, known);
    throw new InvalidInput("stack", [
      {
        path: "<stack>",
        value: stack,
        message: `no such stack; there are ${known.join(", ")}`,
        fix: nearest === undefined ? "write stacks/Pulumi.<stack>.yaml" : `did you mean ${nearest}?`,
      },
    ]);
  }
  return `stacks/Pulumi.${stack}.yaml`;
}

/**
 * Refuses an environment file that bears the name of another stack: compared with it, everything would seem to be replaced.
 *
 * @param option where the file was given.
 * @throws InvalidInput
 */
export function refuseFileOfAnother(stack: string, file: string, option: string): void {
  const named = /^Pulumi\.(?<stack>.+)\.ya?ml$/.exec(basename(file))?.groups?.stack;
  if (named === undefined || named === stack || !stackNames().includes(named)) return;
  throw new InvalidInput(option, [
    {
      path: option,
      value: file,
      message: `is the environment file of ${named}, another stack`,
      fix: `give a file of ${stack}, or copy it under another name if ${stack} was made with it`,
    },
  ]);
}
