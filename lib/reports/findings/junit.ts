import { toXml } from "xast-util-to-xml";
import { x } from "xastscript";
import {
  type FindingsReport,
  type ReportedFinding,
  STATUS_NAMES,
  summaryOf,
  textOfFinding,
} from "./report.ts";

/**
 * A report as JUnit's XML: a suite for each rule, a case for each answer. What is waived, not evaluated or not applicable is
 * skipped, with its reason. Ends with a line feed.
 */
export function findingsJunit(report: FindingsReport): string {
  const byRule = Map.groupBy(report.findings, ({ rule }) => rule);
  const suites = report.rules.map(({ id, title }) => {
    const own = byRule.get(id) ?? [];
    return x("testsuite", { name: `${id} ${title}`, ...countsOf(own) }, own.map(caseOf));
  });
  const attributes = { name: `exaform policies ${report.stack}: ${summaryOf(report)}` };
  const root = x(null, [x("testsuites", { ...attributes, ...countsOf(report.findings) }, suites)]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${toXml(root)}\n`;
}

function countsOf(findings: readonly ReportedFinding[]): { [name: string]: string } {
  const failures = findings.filter(({ status }) => status === "failed").length;
  const passed = findings.filter(({ status }) => status === "passed").length;
  return {
    tests: String(findings.length),
    failures: String(failures),
    errors: "0",
    skipped: String(findings.length - failures - passed),
  };
}

function caseOf(finding: ReportedFinding) {
  const { rule, urn, path, place, status, severity, enforcement } = finding;
  const name = urn.split("::").slice(2).join(" ");
  const attributes = {
    classname: rule,
    name: path === "" ? name : `${name} ${path}`,
    ...(place && { file: place.file, line: String(place.line) }),
  };
  const message = clean(textOfFinding(finding));
  if (status === "passed") return x("testcase", attributes);
  if (status === "failed") {
    return x("testcase", attributes, [x("failure", { type: `${enforcement} ${severity}`, message }, urn)]);
  }
  return x("testcase", attributes, [x("skipped", { message: `${STATUS_NAMES[status]}: ${message}` })]);
}

/** XML 1.0 has no control characters but these three, not even escaped. */
function clean(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]/gu, "\u{FFFD}");
}
