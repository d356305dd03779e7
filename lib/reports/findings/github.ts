import {
  type FindingsReport,
  isViolation,
  type ReportedFinding,
  summaryOf,
  textOfFinding,
} from "./report.ts";

/**
 * A report as workflow commands of GitHub Actions: each failure is an annotation of its line. Ends with a line feed.
 *
 * GitHub shows ten errors and ten warnings of a step; the log has them all.
 * Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function findingsAnnotations(report: FindingsReport): string {
  const titles = new Map(report.rules.map(({ id, title }) => [id, title]));
  const worst = report.findings.toSorted((a, b) => Number(isViolation(b)) - Number(isViolation(a)));
  const lines = worst.flatMap((finding) => {
    const level = levelOf(finding);
    if (level === undefined) return [];
    const title = `${finding.rule} ${titles.get(finding.rule) ?? ""}`.trimEnd();
    return [
      `::${level} ${properties(finding, title)}::${data(`${textOfFinding(finding)} (${finding.urn})`)}`,
    ];
  });
  return `${[...lines, `::notice title=exaform policies::${data(summaryOf(report))}`].join("\n")}\n`;
}

function levelOf(finding: ReportedFinding): "error" | "warning" | "notice" | undefined {
  if (finding.status === "failed") return isViolation(finding) ? "error" : "warning";
  return finding.status === "waived" || finding.status === "notEvaluated" ? "notice" : undefined;
}

function properties({ place }: ReportedFinding, title: string): string {
  const entries = [
    ...(place === undefined
      ? []
      : [`file=${property(place.file)}`, `line=${place.line}`, `col=${place.column}`]),
    `title=${property(title)}`,
  ];
  return entries.join(",");
}

/** A command ends with its line. */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
