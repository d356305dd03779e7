import { Command, CommanderError } from "commander";
import { InvalidInput } from "../lib/planning/problem.ts";
import packageJson from "../package.json" with { type: "json" };
import { addCost } from "./cost.ts";
import { EXIT } from "./exit.ts";
import { addGenerate } from "./generate.ts";
import { addPolicies } from "./policies.ts";
import { addPreflight } from "./preflight.ts";
import { addPreview } from "./preview.ts";
import { addRehearse } from "./rehearse.ts";

/**
 * The command line. Results go to stdout, messages to stderr.
 *
 * @param argv as Node gives it: interpreter, script, arguments.
 */
export async function main(argv: readonly string[]): Promise<void> {
  const { version } = packageJson;
  const program = new Command("exaform")
    .description("GPU training clusters as code")
    .version(version)
    .exitOverride()
    .showHelpAfterError("(--help lists what is allowed)");
  addPreview(program);
  addPreflight(program);
  addPolicies(program);
  addCost(program);
  addRehearse(program);
  addGenerate(program);
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  // Commander has already said what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.badInput;
  if (error instanceof InvalidInput) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.badInput;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`exaform has a fault; please report it with this text:\n${text}\n`);
  return EXIT.fault;
}
