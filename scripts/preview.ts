import { type Command, Option } from "commander";
import { changesOf } from "../lib/analysis/changes/changes.ts";
import { approvalsOf } from "../lib/analysis/changes/guard.ts";
import { costOf } from "../lib/analysis/cost.ts";
import { costChangesOf } from "../lib/analysis/cost-changes.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { InvalidInput, type Problem, refuse } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { type Document, documentOf, refusalOf } from "../lib/reports/document.ts";
import { htmlReport } from "../lib/reports/html/report.ts";
import { jsonReport } from "../lib/reports/json.ts";
import { markdownReport } from "../lib/reports/markdown.ts";
import type { Comparison } from "../lib/reports/model/changes.ts";
import { pictureOf } from "../lib/reports/picture.ts";
import { terminalReport } from "../lib/reports/terminal.ts";
import { verdictOf } from "../lib/reports/verdict.ts";
import { assess, ruleTitles } from "../policies/assess.ts";
import { type Before, readBefore } from "./against.ts";
import { checkDate } from "./dates.ts";
import { EXIT } from "./exit.ts";
import { priceBookOfFiles, pricesOption } from "./price-files.ts";
import { graphOfStack } from "./program.ts";
import { scenariosFor, scenariosOption } from "./scenarios.ts";
import { PROJECT } from "./stacks.ts";
import { printReport, type Terminal } from "./terminal.ts";

export { graphOfFile, graphOfStack } from "./program.ts";

interface PreviewOptions {
  readonly format: "table" | "json" | "markdown" | "html";
  readonly out?: string;
  readonly asOf: string;
  /** A file or a git ref. */
  readonly against?: string;
  /** URNs. */
  readonly approve: readonly string[];
  /** Price files. */
  readonly prices: readonly string[];
  /** A scenario file. */
  readonly scenarios?: string;
  readonly terminal: Terminal;
}

/** Adds `exaform preview [stack]`. */
export function addPreview(program: Command, terminal: Terminal): void {
  program
    .command("preview")
    .description("what a stack would create, cost and protect: no cloud account, no Pulumi CLI, no network")
    .argument("[stack]", "a stack of stacks/Pulumi.<stack>.yaml", "nd-h100-dev")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["table", "json", "markdown", "html"])
        .default("table"),
    )
    .option("--out <file>", "write it there instead of to stdout")
    .option(
      "--as-of <date>",
      "the day against which dates are judged, YYYY-MM-DD (default: today)",
      checkDate,
    )
    .option(
      "--against <file|ref>",
      "compare with a state, a preview or an environment file of before, or with the program of a git ref",
    )
    .addOption(pricesOption())
    .addOption(scenariosOption())
    .option("--approve <urn>", "approve the change of one resource; may be repeated", collect, [])
    .action((stack: string, options: Omit<PreviewOptions, "asOf" | "terminal"> & { asOf?: string }) => {
      const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
      return preview(stack, { ...options, asOf, terminal });
    });
}

function collect(urn: string, before: readonly string[]): readonly string[] {
  return [...before, urn];
}

async function preview(stack: string, options: PreviewOptions): Promise<void> {
  const { terminal } = options;
  if (terminal.stderr.isTTY === true) terminal.stderr.write(`previewing ${stack} …\n`);
  try {
    const book = priceBookOfFiles(options.prices);
    const graph = await graphOfStack(stack);
    const before = await beforeOf(graph, options);
    const { asOf } = options;
    const document = documentOf({
      graph,
      findings: assess(graph, { asOf }),
      asOf,
      cost: costOf(graph, book),
      scenarios: scenariosFor(graph, options.scenarios, options.prices),
      ...(before && {
        changes: comparisonOf(before, graph, options.approve),
        costChanges: { against: before.against, ...costChangesOf(before.graph, graph, book) },
      }),
    });
    print(document, options, options.format === "html" ? await pictureOf(graph) : undefined);
    terminal.exitCode = EXIT[verdictOf(document)];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    // Whoever asked for a file reads what comes: refused input is such a document too.
    if (options.format !== "table") {
      print(refusalOf({ project: PROJECT, stack, asOf: options.asOf, problems: error.problems }), options);
    }
    throw error;
  }
}

/** What `--against` names. Without it an approval would approve nothing. */
async function beforeOf(graph: Graph, { against, approve }: PreviewOptions): Promise<Before | undefined> {
  if (against !== undefined) return readBefore(graph, against);
  refuse(
    "--approve",
    approve.map((urn) => idle(urn, "nothing is compared", "add --against <file|ref>")),
  );
  return undefined;
}

/** How the stack differs from what was there. Every approval must name a change that needs one. */
function comparisonOf(before: Before, graph: Graph, approve: readonly string[]): Comparison {
  const changes = changesOf(before.graph, graph);
  const approvals = approvalsOf(changes, approve);
  const needed = new Set(approvals.map(({ urn }) => urn));
  const idleOnes = approve.filter((urn) => !needed.has(urn));
  refuse(
    "--approve",
    idleOnes.map((urn) => idle(urn, "no change of this resource needs an approval", fixOf(urn, needed))),
  );
  return { against: before.against, ...changes, approvals };
}

function idle(urn: string, message: string, fix: string): Problem {
  return { path: "--approve", value: urn, message, fix };
}

function fixOf(urn: string, needed: ReadonlySet<string>): string {
  const nearest = suggest(urn, [...needed]);
  return nearest === undefined ? "leave it out" : `leave it out, or write '${nearest}'`;
}

/** @param picture the SVG of {@link pictureOf}, for HTML. @default - none */
function print(document: Document, { format, out, terminal }: PreviewOptions, picture?: string): void {
  printReport(terminal, out, (look) =>
    format === "json"
      ? jsonReport(document)
      : format === "markdown"
        ? markdownReport(document, ruleTitles)
        : format === "html"
          ? htmlReport(document, { ruleTitles, ...(picture !== undefined && { picture }) })
          : terminalReport(document, { ...look, ruleTitles }),
  );
}
