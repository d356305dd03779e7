import { writeFileSync } from "node:fs";
import { InvalidInput } from "../lib/planning/problem.ts";

/**
 * Writes a report to the file that `--out` names.
 *
 * @throws InvalidInput where it cannot be written.
 */
export function writeOut(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InvalidInput("--out", [
      {
        path: "--out",
        value: file,
        message: `cannot be written: ${reason}`,
        fix: "name a file in a folder that exists",
      },
    ]);
  }
}
