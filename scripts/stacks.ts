import { readdirSync } from "node:fs";
import { join } from "node:path";
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
