import { type Command, Option } from "commander";
import { overBudget } from "../lib/analysis/budget.ts";
import { costOf } from "../lib/analysis/cost.ts";
import { costChangesOf } from "../lib/analysis/cost-changes.ts";
import { focusCsv } from "../lib/reports/cost/focus.ts";
import { notInOpenCost, openCostCsv } from "../lib/reports/cost/opencost.ts";
import { type CostDocument, costDocumentOf, costJson, costSummaryOf } from "../lib/reports/cost/report.ts";
import { costSections, costTitle } from "../lib/reports/cost/sections.ts";
import { costHtml } from "../lib/reports/html/cost-report.ts";
import { markdownText } from "../lib/reports/markdown.ts";
import { type TerminalOptions, terminalText } from "../lib/reports/terminal.ts";
import { grouped, plural } from "../lib/reports/words.ts";
import packageJson from "../package.json" with { type: "json" };
import { readBefore } from "./against.ts";
import { checkDate } from "./dates.ts";
import { EXIT } from "./exit.ts";
import { priceBookOfFiles, pricesOption } from "./price-files.ts";
import { resourceFileOf, subjectOf } from "./resource-file.ts";
import { scenariosFor, scenariosOption } from "./scenarios.ts";
import { printReport, type Terminal } from "./terminal.ts";

interface CostOptions {
  readonly pulumiJson?: string;
  readonly state?: string;
  readonly format: "table" | "json" | "markdown" | "html" | "focus" | "opencost";
  readonly out?: string;
  readonly asOf?: string;
  /** Price files. */
  readonly prices: readonly string[];
  /** A scenario file. */
  readonly scenarios?: string;
  /** A file or a git ref. */
  readonly against?: string;
}

/** Adds `exaform cost [stack]`. */
export function addCost(program: Command, terminal: Terminal): void {
  program
    .command("cost")
    .description("what a stack would cost, or what a file of Pulumi says, of exaform or of any other project")
    .argument("[stack]", "a stack of stacks/Pulumi.<stack>.yaml (default: nd-h100-dev)")
    .option("--pulumi-json <file>", "price what `pulumi preview --json` printed; - is stdin")
    .option("--state <file>", "price what `pulumi stack export` printed; - is stdin")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["table", "json", "markdown", "html", "focus", "opencost"])
        .default("table"),
    )
    .option(
      "--against <file|ref>",
      "price the change since a state, a preview or an environment file of before, or the program of a git ref",
    )
    .addOption(pricesOption())
    .addOption(scenariosOption())
    .option("--out <file>", "write it there instead of to stdout")
    .option("--as-of <date>", "the day that the report carries, YYYY-MM-DD (default: today)", checkDate)
    .action((stack: string | undefined, options: CostOptions) => cost(stack, options, terminal));
}

async function cost(stack: string | undefined, options: CostOptions, terminal: Terminal): Promise<void> {
  const { pulumiJson, state, against } = options;
  const file = resourceFileOf("cost", stack, { "--pulumi-json": pulumiJson, "--state": state });
  const book = priceBookOfFiles(options.prices);
  const { graph, source, before: old } = await subjectOf(stack ?? "nd-h100-dev", file, terminal.stdin);
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  // A preview shows both sides of the change by itself.
  const shown = old && { graph: old, against: "what the preview found" };
  const before = against === undefined ? shown : await readBefore(graph, against);
  const document = costDocumentOf({
    graph,
    source,
    asOf,
    version: packageJson.version,
    cost: costOf(graph, book),
    scenarios: scenariosFor(graph, options.scenarios, options.prices),
    ...(before && { changes: { against: before.against, ...costChangesOf(before.graph, graph, book) } }),
  });
  print(document, options, terminal);
  terminal.exitCode = overBudget(document.budgets) ? EXIT.overBudget : EXIT.fine;
}

const TEXTS: Readonly<
  Record<CostOptions["format"], (document: CostDocument, look: TerminalOptions) => string>
> = {
  table: (document, look) => terminalText(costTitle(document), costSections(document), look),
  json: costJson,
  focus: focusCsv,
  opencost: openCostCsv,
  markdown: (document) => markdownText(costTitle(document), costSections(document)),
  html: costHtml,
};

function print(document: CostDocument, { format, out }: CostOptions, terminal: Terminal): void {
  printReport(terminal, out, (look) => TEXTS[format](document, look));
  // Formats for machines are read by machines: whoever runs it sees the counts all the same.
  if (format !== "table" || out !== undefined) terminal.stderr.write(`${costSummaryOf(document)}\n`);
  const left = document.cost.unpriced.length;
  if ((format === "focus" || format === "opencost") && left > 0) {
    terminal.stderr.write(
      `${left === 1 ? "1 cost without an amount is" : `${grouped(left)} costs without an amount are`} left out\n`,
    );
  }
  const others = format === "opencost" ? notInOpenCost(document) : 0;
  if (others > 0)
    terminal.stderr.write(`${plural(others, "priced cost")} left out: only nodes of AKS pools have a row\n`);
}
