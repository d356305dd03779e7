import { join } from "node:path";
import { type Command, Option } from "commander";
import { readStackFile } from "../lib/engine/stack-file.ts";
import type { Graph } from "../lib/graph/graph.ts";
import { InvalidInput, type Problem, refuse } from "../lib/planning/problem.ts";
import { preflight } from "../lib/preflight/preflight.ts";
import { exampleIds, requirementsOf, unaskable } from "../lib/preflight/requirements.ts";
import { markdownText } from "../lib/reports/markdown.ts";
import {
  type PreflightDocument,
  preflightDocument,
  preflightSections,
  preflightTitle,
} from "../lib/reports/preflight.ts";
import { terminalText } from "../lib/reports/terminal.ts";
import { checkDate } from "./dates.ts";
import { EXIT } from "./exit.ts";
import { type Opened, openAzure, openSimulation } from "./preflight/azure.ts";
import { graphOfStack } from "./preview.ts";
import { PROJECT, ROOT, stackFileOf } from "./stacks.ts";
import { printReport, type Terminal } from "./terminal.ts";

interface PreflightOptions {
  /** File of a simulated Azure, or the address of one that runs. @default - the real one */
  readonly azure?: string;
  readonly format: "table" | "json" | "markdown";
  readonly out?: string;
  readonly asOf?: string;
}

/** Adds `exaform preflight [stack]`. */
export function addPreflight(program: Command, terminal: Terminal): void {
  program
    .command("preflight")
    .description("ask Azure, reading only, whether the subscription has what a stack needs before pulumi up")
    .argument("[stack]", "a stack of stacks/Pulumi.<stack>.yaml", "nd-h100-dev")
    .option("--azure <file or URL>", "ask a simulated Azure instead of the real one")
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["table", "json", "markdown"])
        .default("table"),
    )
    .option("--out <file>", "write it there instead of to stdout")
    .option("--as-of <date>", "the day that the report carries, YYYY-MM-DD (default: today)", checkDate)
    .action((stack: string, options: PreflightOptions) => run(stack, options, terminal));
}

async function run(stack: string, options: PreflightOptions, terminal: Terminal): Promise<void> {
  const { subscriptionId, tenantId } = targetOf(stack);
  const graph = await graphOfStack(stack);
  if (options.azure === undefined) refuseExamples(graph, { subscriptionId, tenantId });
  const opened =
    options.azure === undefined ? await openAzure(tenantId) : await openSimulation(options.azure);
  if (terminal.stderr.isTTY === true)
    terminal.stderr.write(`asking ${opened.azure.endpoint} about ${stack} …\n`);
  const document = await documentOf(graph, { stack, subscriptionId, opened, asOf: options.asOf ?? today() });
  print(document, options, terminal);
  terminal.exitCode = exitCodeOf(document, terminal);
}

interface Target {
  readonly subscriptionId: string;
  readonly tenantId: string;
}

/** Where the stack's file says that it goes; the program that makes the graph refuses a file that does not. */
function targetOf(stack: string): Target {
  const file = stackFileOf(stack);
  const { config } = readStackFile(join(ROOT, file), file);
  const environment = config["azure-native:environment"] ?? "public";
  if (environment !== "public") {
    throw new InvalidInput(file, [
      {
        path: "azure-native:environment",
        value: environment,
        message: "preflight asks Azure's public cloud only",
        fix: "run it for a stack of the public cloud",
      },
    ]);
  }
  return {
    subscriptionId: config["azure-native:subscriptionId"] ?? "",
    tenantId: config["azure-native:tenantId"] ?? "",
  };
}

/** Nothing in Azure has the ids of the shipped files, so that asking about them would only confuse. */
function refuseExamples(graph: Graph, target: Target): void {
  const examples = exampleIds(graph);
  const problems = (["subscriptionId", "tenantId"] as const).flatMap((key): Problem[] =>
    examples.includes(target[key].toLowerCase())
      ? [
          {
            path: `azure-native:${key}`,
            value: target[key],
            message: "is an example id of the shipped files: there is nothing to ask about it in Azure",
            fix: "write your own (az account show --query '{subscription: id, tenant: tenantId}'), or ask a simulated Azure: --azure FILE",
          },
        ]
      : [],
  );
  refuse("preflight", problems);
}

interface Run {
  readonly stack: string;
  readonly subscriptionId: string;
  readonly opened: Opened;
  readonly asOf: string;
}

async function documentOf(
  graph: Graph,
  { stack, subscriptionId, opened, asOf }: Run,
): Promise<PreflightDocument> {
  const { azure, ask, close } = opened;
  try {
    const requirements = requirementsOf(graph, { subscriptionId, simulated: azure.simulated });
    const checks = await preflight(requirements, ask);
    return preflightDocument({
      project: PROJECT,
      stack,
      asOf,
      subscriptionId,
      azure,
      checks,
      unaskable: unaskable(graph),
    });
  } finally {
    await close();
  }
}

function print(document: PreflightDocument, { format, out }: PreflightOptions, terminal: Terminal): void {
  const [title, sections] = [preflightTitle(document), preflightSections(document)];
  printReport(terminal, out, (look) =>
    format === "json"
      ? `${JSON.stringify(document, undefined, 2)}\n`
      : format === "markdown"
        ? markdownText(title, sections)
        : terminalText(title, sections, look),
  );
}

/** A failed check is bad input: the subscription is not what the stack needs. An unknown alone is said, not punished. */
function exitCodeOf({ summary: { failed, unknown } }: PreflightDocument, { stderr }: Terminal): number {
  if (failed > 0) return EXIT.badInput;
  if (unknown > 0)
    stderr.write(`${unknown} unknown: no answer came that decides them, and unknown is not ok\n`);
  return EXIT.fine;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
