import { join } from "node:path";
import { type Command, Option } from "commander";
import { readStackFile } from "../lib/engine/stack-file.ts";
import type { ResourceFile } from "../lib/graph/read-file.ts";
import { findingsAnnotations } from "../lib/reports/findings/github.ts";
import { findingsJunit } from "../lib/reports/findings/junit.ts";
import { type FindingsReport, findingsJson, isViolation, summaryOf } from "../lib/reports/findings/report.ts";
import { findingsSarif } from "../lib/reports/findings/sarif.ts";
import { findingsSections, findingsTitle } from "../lib/reports/findings/sections.ts";
import { type TerminalOptions, terminalText } from "../lib/reports/terminal.ts";
import packageJson from "../package.json" with { type: "json" };
import { allRules, assess } from "../policies/assess.ts";
import { countByStatus } from "../policies/evaluate.ts";
import { frameworkTags } from "../policies/frameworks.ts";
import { type Profile, profileOf, profiles } from "../policies/profiles.ts";
import { checkDate } from "./dates.ts";
import { EXIT } from "./exit.ts";
import { type Files, placeOf } from "./policies/places.ts";
import { resourceFileOf, type Subject, subjectOf } from "./resource-file.ts";
import { ROOT, stackFileOf } from "./stacks.ts";
import { printReport, type Terminal } from "./terminal.ts";

interface PoliciesOptions {
  readonly previewJson?: string;
  readonly state?: string;
  readonly profile?: Profile;
  readonly format: "table" | "json" | "sarif" | "github" | "junit";
  readonly out?: string;
  readonly asOf?: string;
}

/** Adds `exaform policies [stack]`. */
export function addPolicies(program: Command, terminal: Terminal): void {
  program
    .command("policies")
    .description("judge what a stack would create, or what a file of Pulumi says, by the policy rules")
    .argument("[stack]", "a stack of stacks/Pulumi.<stack>.yaml (default: nd-h100-dev)")
    .option("--preview-json <file>", "judge what `pulumi preview --json --show-sames` printed; - is stdin")
    .option("--state <file>", "judge what `pulumi stack export` printed; - is stdin")
    .addOption(
      new Option(
        "--profile <profile>",
        "judge as another kind of environment than is declared: docs/policies.md",
      ).choices(profiles),
    )
    .addOption(
      new Option("--format <format>", "how to print it")
        .choices(["table", "json", "sarif", "github", "junit"])
        .default("table"),
    )
    .option("--out <file>", "write it there instead of to stdout")
    .option(
      "--as-of <date>",
      "the day against which waivers are judged, YYYY-MM-DD (default: today)",
      checkDate,
    )
    .action((stack: string | undefined, options: PoliciesOptions) => policies(stack, options, terminal));
}

async function policies(
  named: string | undefined,
  options: PoliciesOptions,
  terminal: Terminal,
): Promise<void> {
  const { previewJson, state } = options;
  const file = resourceFileOf("policies", named, { "--preview-json": previewJson, "--state": state });
  const stack = named ?? "nd-h100-dev";
  const subject = await subjectOf(stack, file, terminal.stdin);
  const report = reportOf(subject, filesOf(stack, file), options);
  print(report, options, terminal);
  terminal.exitCode = report.findings.some(isViolation) ? EXIT.ruleViolated : EXIT.fine;
}

/** Where findings stand: in the stack's file, in the file that was read, or nowhere. */
function filesOf(stack: string, source: ResourceFile | undefined): Files {
  if (source !== undefined) return source.file === "-" ? {} : { file: source.file };
  const file = stackFileOf(stack);
  return { file, positionOf: readStackFile(join(ROOT, file), file).positionOf };
}

function reportOf(
  { graph, source }: Subject,
  files: Files,
  { profile, asOf }: PoliciesOptions,
): FindingsReport {
  const day = asOf ?? new Date().toISOString().slice(0, 10);
  const findings = assess(graph, { asOf: day, ...(profile && { profile }) });
  return {
    version: packageJson.version,
    project: graph.project,
    stack: graph.stack,
    asOf: day,
    source,
    profile: profile ?? profileOf(graph) ?? null,
    counts: countByStatus(findings),
    rules: allRules.map(({ frameworks, ...facts }) => ({
      id: facts.id,
      name: facts.name,
      title: facts.title,
      enforcement: facts.enforcement,
      severity: facts.severity,
      remediation: facts.remediation,
      evidence: facts.evidence,
      frameworks: frameworkTags(frameworks),
    })),
    findings: findings.map((finding) => {
      const place = placeOf(finding, graph, files);
      return place === undefined ? finding : { ...finding, place };
    }),
  };
}

const TEXTS: Readonly<
  Record<PoliciesOptions["format"], (report: FindingsReport, look: TerminalOptions) => string>
> = {
  table: (report, look) => terminalText(findingsTitle(report), findingsSections(report), look),
  json: findingsJson,
  sarif: findingsSarif,
  github: findingsAnnotations,
  junit: findingsJunit,
};

function print(report: FindingsReport, { format, out }: PoliciesOptions, terminal: Terminal): void {
  printReport(terminal, out, (look) => TEXTS[format](report, look));
  // Formats for machines are read by machines: whoever runs it sees the counts all the same.
  if (format !== "table" || out !== undefined) terminal.stderr.write(`${summaryOf(report)}\n`);
}
