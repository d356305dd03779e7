import { Command, CommanderError } from "commander";
import { InvalidInput } from "../lib/planning/problem.ts";
import packageJson from "../package.json" with { type: "json" };
import { addCost } from "./cost.ts";
import { EXIT } from "./exit.ts";
import { addGenerate } from "./generate.ts";
import { addPolicies } from "./policies.ts";
import { addPreflight } from "./preflight.ts";
import { addPreview } from "./preview.ts";
import { addPrices } from "./prices.ts";
import { addRehearse } from "./rehearse.ts";
import type { Terminal } from "./terminal.ts";

/**
 * The command line. Results go to stdout, messages to stderr.
 *
 * @param argv as Node gives it: interpreter, script, arguments.
 * @param terminal where it reads and writes, and how it ends. @default - those of this process
 */
export async function main(argv: readonly string[], terminal: Terminal = process): Promise<void> {
  const { version } = packageJson;
  const program = new Command("exaform")
    .description("GPU training clusters as code")
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError("(--help lists what is allowed)");
  addPreview(program, terminal);
  addPreflight(program, terminal);
  addPolicies(program, terminal);
  addCost(program, terminal);
  addRehearse(program, terminal);
  addPrices(program, terminal);
  addGenerate(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    terminal.exitCode = report(error, terminal);
  }
}

function report(error: unknown, { stderr }: Terminal): number {
  // Commander has already said what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
  if (error instanceof InvalidInput) {
    stderr.write(`${error.message}\n`);
    return EXIT.badInput;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`exaform has a fault; please report it with this text:\n${text}\n`);
  return EXIT.fault;
}
