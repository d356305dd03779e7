import type { TerminalOptions } from "../lib/reports/terminal.ts";
import { writeOut } from "./write-out.ts";

/** Where a command writes: a file, a pipe, or a person's screen. */
interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Characters in a line. */
  readonly columns?: number;
}

/** The part of `process` with which a command reads, writes and ends. */
export interface Terminal {
  readonly stdin: NodeJS.ReadableStream;
  /** Results, nothing else. */
  readonly stdout: Screen;
  /** Messages. */
  readonly stderr: Screen;
  /** One of `EXIT`. */
  exitCode?: NodeJS.Process["exitCode"];
}

/**
 * Prints a report to the file that `--out` names, else to stdout.
 *
 * @param textOf the report in the width and the colours that go there.
 * @throws InvalidInput where the file cannot be written.
 */
export function printReport(
  { stdout }: Terminal,
  out: string | undefined,
  textOf: (look: TerminalOptions) => string,
): void {
  const colour = out === undefined && stdout.isTTY === true && process.env.NO_COLOR === undefined;
  const text = textOf({ colour, width: stdout.columns ?? 120 });
  if (out === undefined) stdout.write(text);
  else writeOut(out, text);
}
