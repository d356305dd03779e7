import { type Command, Option } from "commander";
import { type Rehearsal, rehearsalOf } from "../lib/analysis/rehearsal/rehearsal.ts";
import { rehearsalHtml } from "../lib/reports/rehearsal/html.ts";
import { rehearsalSections, rehearsalTitle } from "../lib/reports/rehearsal/sections.ts";
import { terminalText } from "../lib/reports/terminal.ts";
import { readWorld, type World, worldOf } from "../lib/simulation/azure/world.ts";
import { checkDate } from "./dates.ts";
import { EXIT } from "./exit.ts";
import { environmentsOf, rehearsed } from "./rehearsal/environment.ts";
import { progressOnStderr } from "./rehearsal/progress.ts";
import { rehearse } from "./rehearsal/run.ts";
import { printReport, type Terminal } from "./terminal.ts";

interface RehearseOptions {
  /** File that describes the simulated subscription. @default - everything is as the stack needs it */
  readonly azure?: string;
  /** Environment file of before. @default - the update grows today's */
  readonly against?: string;
  readonly format: "table" | "json" | "html";
  readonly out?: string;
  readonly asOf?: string;
}

/** Adds `exaform rehearse [stack]`. */
export function addRehearse(program: Command, terminal: Terminal): void {
  program
    .command("rehearse")
    .description(
      "run preview, up, an update, a second up, refresh and destroy on the real Pulumi engine, against a simulated Azure",
    )
    .argument("[stack]", "a stack of stacks/Pulumi.<stack>.yaml", "nd-h100-dev")
    .option("--azure <file>", "what the simulated subscription has (default: all that the stack needs)")
    .option(
      "--against <file>",
      "environment file of before: up with that, then today's is the update (default: 10 more GPU nodes)",
    )
    .addOption(
      new Option("--format <format>", "how to print it").choices(["table", "json", "html"]).default("table"),
    )
    .option("--out <file>", "write it there instead of to stdout")
    .option("--as-of <date>", "the day that the report carries, YYYY-MM-DD (default: today)", checkDate)
    .action((stack: string, options: RehearseOptions) => run(stack, options, terminal));
}

async function run(stack: string, options: RehearseOptions, terminal: Terminal): Promise<void> {
  const environments = environmentsOf(stack, options.against);
  const record = await rehearse({
    stack,
    environments,
    world: worldIn(options.azure),
    ...(options.azure !== undefined && { worldFile: options.azure }),
    asOf: options.asOf ?? new Date().toISOString().slice(0, 10),
    progress: progressOnStderr(),
  });
  const rehearsal = rehearsalOf(record);
  print(rehearsal, options, terminal);
  terminal.exitCode = rehearsal.passed ? EXIT.fine : EXIT.badInput;
}

/** Ids of the shipped files are those of the rehearsal in a world too. */
function worldIn(file: string | undefined): World {
  if (file === undefined) return worldOf({});
  return worldOf(JSON.parse(rehearsed(JSON.stringify(readWorld(file)))), file);
}

function print(rehearsal: Rehearsal, { format, out }: RehearseOptions, terminal: Terminal): void {
  printReport(terminal, out, (look) =>
    format === "json"
      ? `${JSON.stringify(rehearsal, undefined, 2)}\n`
      : format === "html"
        ? rehearsalHtml(rehearsal)
        : terminalText(rehearsalTitle(rehearsal), rehearsalSections(rehearsal), look),
  );
}
