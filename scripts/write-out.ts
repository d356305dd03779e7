import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
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
    throw unwritable(file, reasonOf(error));
  }
}

/**
 * Writes the file that `--out` names so that whoever reads it never sees half of it.
 *
 * @throws InvalidInput where it cannot be written.
 */
export function replaceOut(file: string, text: string): void {
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw unwritable(file, reasonOf(error));
  }
}

/**
 * Looks whether {@link replaceOut} can write a file, before a command works long for what it would write.
 *
 * @throws InvalidInput where it cannot.
 */
export function checkOut(file: string): void {
  try {
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw unwritable(file, reasonOf(error));
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw unwritable(file, "it is a folder");
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unwritable(file: string, reason: string): InvalidInput {
  return new InvalidInput("--out", [
    {
      path: "--out",
      value: file,
      message: `cannot be written: ${reason}`,
      fix: "name a file in a folder that exists",
    },
  ]);
}
