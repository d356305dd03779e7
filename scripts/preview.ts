import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Command, Option } from "commander";
import { overBudget } from "../lib/analysis/budget.ts";
import { previewProgram } from "../lib/engine/embedded.ts";
import { readStackFile } from "../lib/engine/stack-file.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { type Document, documentOf, refusalOf } from "../lib/reports/document.ts";
import { jsonReport } from "../lib/reports/json.ts";
import { markdownReport } from "../lib/reports/markdown.ts";
import { terminalReport } from "../lib/reports/terminal.ts";
import { evaluate } from "../policies/evaluate.ts";
import { checkDate } from "./dates.ts";
import { EXIT } from "./exit.ts";
import { PROJECT, ROOT, stackFileOf } from "./stacks.ts";

interface PreviewOptions {
  readonly format: "table" | "json" | "markdown";
  readonly out?: string;
  readonly asOf: string;
}

/** Adds `exaform preview [stack]`. */
export function addPreview(program: Command): void {
  program
    .command("preview")
    .description("what a stack would create, cost and protect: no cloud account, no Pulumi CLI, no network")
    .argument("[stack]", "a stack of stacks/Pulumi.<stack>.yaml", "nd-h100-dev")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["table", "json", "markdown"])
        .default("table"),
    )
    .option("--out <file>", "write it there instead of to stdout")
    .option(
      "--as-of <date>",
      "the day against which dates are judged, YYYY-MM-DD (default: today)",
      checkDate,
    )
    .action((stack: string, options: Omit<PreviewOptions, "asOf"> & { asOf?: string }) => {
      const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
      return preview(stack, { ...options, asOf });
    });
}

async function preview(stack: string, options: PreviewOptions): Promise<void> {
  if (process.stderr.isTTY) process.stderr.write(`previewing ${stack} …\n`);
  try {
    const graph = await graphOfStack(stack);
    const document = documentOf({ graph, findings: evaluate(graph), asOf: options.asOf });
    print(document, options);
    process.exitCode = exitCodeOf(document, graph);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    // Whoever asked for JSON or Markdown parses what comes: refused input is such a document too.
    if (options.format !== "table") {
      print(refusalOf({ project: PROJECT, stack, asOf: options.asOf, problems: error.problems }), options);
    }
    throw error;
  }
}

/** The graph of a shipped stack, on the embedded engine. */
export function graphOfStack(stack: string): Promise<Graph> {
  const file = stackFileOf(stack);
  return graphOfFile(stack, join(ROOT, file), file);
}

/**
 * Runs the program of the project with a stack's file, on the embedded engine.
 *
 * @param shownAs how messages name the file.
 * @throws InvalidInput with every problem of the file, each with its line.
 */
export async function graphOfFile(stack: string, file: string, shownAs: string): Promise<Graph> {
  const { config, secretKeys, positionOf } = readStackFile(file, shownAs);
  const entry = pathToFileURL(join(ROOT, "stacks/main.mjs")).href;
  try {
    return await previewProgram({
      project: PROJECT,
      stack,
      config,
      secretKeys,
      program: () => import(entry),
    });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    throw new InvalidInput(
      shownAs,
      error.problems.map((problem) => withPosition(problem, positionOf(problem.path))),
    );
  }
}

function withPosition(problem: Problem, position: string | undefined): Problem {
  return position === undefined ? problem : { ...problem, message: `${problem.message} (${position})` };
}

function print(document: Document, { format, out }: PreviewOptions): void {
  const colour = out === undefined && process.stdout.isTTY && process.env.NO_COLOR === undefined;
  const text =
    format === "json"
      ? jsonReport(document)
      : format === "markdown"
        ? markdownReport(document)
        : terminalReport(document, { colour, width: process.stdout.columns ?? 120 });
  if (out === undefined) process.stdout.write(text);
  else writeOut(out, text);
}

function writeOut(file: string, text: string): void {
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

function exitCodeOf(document: Document, graph: Graph): number {
  const violated = document.findings.some(
    ({ enforcement, status }) => enforcement === "mandatory" && status === "failed",
  );
  if (violated) return EXIT.ruleViolated;
  return document.cost !== null && overBudget(graph, document.cost) ? EXIT.overBudget : EXIT.fine;
}
