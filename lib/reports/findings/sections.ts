import { type Block, type Cell, paragraph, type Section, type Tone, table } from "../section.ts";
import { nameOfUrn } from "../words.ts";
import { countsByFamily } from "./counts.ts";
import {
  type FindingsReport,
  isViolation,
  type ReportedFinding,
  type ReportedRule,
  summaryOf,
  textOfFinding,
} from "./report.ts";

/** The line above a report. */
export function findingsTitle({ project, stack, asOf, source }: FindingsReport): string {
  return `${project} · ${stack} · policies on ${source} · as of ${asOf}`;
}

/** What a report says to people: what stops an update first. What passed is only counted. */
export function findingsSections(report: FindingsReport): Section[] {
  const of = (status: ReportedFinding["status"]) =>
    report.findings.filter((finding) => finding.status === status);
  const [stopping, advisory] = [
    of("failed").filter(isViolation),
    of("failed").filter((one) => !isViolation(one)),
  ];
  return [
    summarySection(report),
    ...listSection("Failed", stopping, "bad", report),
    ...listSection("Failed, advisory", advisory, "caution", report),
    ...listSection("Waived", of("waived"), "caution", report),
    ...listSection("Not evaluated: this is no pass", of("notEvaluated"), "caution", report),
    ...remediationSection(of("failed"), report.rules),
  ];
}

function summarySection(report: FindingsReport): Section {
  const { counts, rules, profile } = report;
  const judgedAs =
    profile === null ? "Nothing declares a profile; --profile names one." : `Judged as profile ${profile}.`;
  return {
    title: "Policy findings",
    blocks: [
      paragraph(`${rules.length} rules: ${summaryOf(report)}.`, counts.failed > 0 ? "bad" : "good"),
      paragraph(judgedAs, "quiet"),
      countsByFamily(report.findings),
    ],
  };
}

function listSection(
  title: string,
  findings: readonly ReportedFinding[],
  tone: Tone,
  { rules }: FindingsReport,
): Section[] {
  if (findings.length === 0) return [];
  const names = new Map(rules.map(({ id, name }) => [id, name]));
  const columns = [
    { head: "rule", flexible: false },
    { head: "severity" },
    { head: "resource" },
    { head: "what", flexible: true },
  ];
  const rows = findings
    .slice(0, MOST_ROWS)
    .map((finding): Cell[] => [
      { text: `${finding.rule} ${names.get(finding.rule) ?? ""}`.trimEnd(), tone },
      finding.severity,
      nameOfUrn(finding.urn),
      placed(finding),
    ]);
  const hidden = findings.length - rows.length;
  const blocks: Block[] = [
    table(columns, rows),
    ...(hidden > 0 ? [paragraph(`${hidden} more: --format json has them all.`, "quiet")] : []),
  ];
  return [{ title: `${title} (${findings.length})`, blocks }];
}

/** Nobody reads further in a terminal. */
const MOST_ROWS = 200;

function placed(finding: ReportedFinding): string {
  const { place } = finding;
  const text = textOfFinding(finding);
  // The first line stands for a whole file, which the title names already.
  return place === undefined || place.line === 1 ? text : `${text} (${place.file}:${place.line})`;
}

/** Each rule that failed once, with what to write. */
function remediationSection(failed: readonly ReportedFinding[], rules: readonly ReportedRule[]): Section[] {
  const ids = new Set(failed.map(({ rule }) => rule));
  const broken = rules.filter(({ id }) => ids.has(id));
  if (broken.length === 0) return [];
  const blocks: Block[] = [
    table(
      [{ head: "rule" }, { head: "what to write", flexible: true }, { head: "why", flexible: true }],
      broken.map(({ id, remediation, evidence }) => [id, remediation, evidence]),
    ),
  ];
  return [{ title: "Remedies", blocks }];
}
