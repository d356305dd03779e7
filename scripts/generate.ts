import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { documentSchema } from "../lib/reports/document.ts";
import { stackFileSchema } from "../stacks/schema.ts";
import { ROOT } from "./stacks.ts";

/** Adds `exaform generate`. */
export function addGenerate(program: Command): void {
  program
    .command("generate")
    .description("write the files that are computed from the code; a test holds that they are up to date")
    .action(() => {
      for (const [file, text] of Object.entries(generatedFiles())) writeFileSync(join(ROOT, file), text);
    });
}

/** The generated files, by path from the root. */
export function generatedFiles(): Record<string, string> {
  return {
    "stacks/environment.schema.json": `${JSON.stringify(stackFileSchema(), undefined, 2)}\n`,
    "docs/preview.schema.json": `${JSON.stringify(documentSchema(), undefined, 2)}\n`,
  };
}
