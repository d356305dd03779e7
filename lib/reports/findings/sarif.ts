import { createHash } from "node:crypto";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { type FindingsReport, type ReportedFinding, type ReportedRule, textOfFinding } from "./report.ts";

/** GitHub's classes of `security-severity`: over 9.0 critical, 7.0 to 8.9 high, 4.0 to 6.9 medium, below low.
 * Source: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SECURITY_SEVERITY: Readonly<Record<ReportedRule["severity"], string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.5",
};

/**
 * A report as SARIF 2.1.0. Ends with a line feed.
 *
 * What failed is a result of kind `fail`; what is waived is one too, suppressed with its reason; what could not be evaluated is of
 * kind `open`. Passes and what does not apply are only counted, in the run's properties.
 */
export function findingsSarif(report: FindingsReport): string {
  const { version, project, stack, asOf, profile, source, counts, rules, findings } = report;
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const told = findings.filter(({ status }) => ["failed", "waived", "notEvaluated"].includes(status));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "exaform", version, rules: rules.map(descriptorOf) } },
        // One analysis for each stack, so that one does not replace another.
        automationDetails: { id: `exaform/${project}/${stack}/` },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [BASE]: { description: { text: "The folder of the project." } } },
        properties: { asOf, profile, source, counts: { ...counts } },
        results: told.map((finding) => resultOf(finding, indexes.get(finding.rule) ?? -1)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const BASE = "%SRCROOT%";

function descriptorOf(rule: ReportedRule): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.name,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.title },
    help: { text: rule.remediation, markdown: `${rule.remediation}\n\n[Why](${rule.evidence})` },
    helpUri: rule.evidence,
    defaultConfiguration: { level: rule.enforcement === "mandatory" ? "error" : "warning" },
    properties: {
      tags: ["security", ...rule.frameworks],
      precision: "very-high",
      "problem.severity": rule.enforcement === "mandatory" ? "error" : "warning",
      "security-severity": SECURITY_SEVERITY[rule.severity],
    },
  };
}

function resultOf(finding: ReportedFinding, ruleIndex: number): Result {
  const { rule, status, enforcement, urn } = finding;
  const failed = status !== "notEvaluated";
  return {
    ruleId: rule,
    ruleIndex,
    kind: failed ? "fail" : "open",
    level: failed ? (enforcement === "mandatory" ? "error" : "warning") : "none",
    message: { text: textOfFinding(finding) },
    locations: [locationOf(finding)],
    // Neither line nor text: an alert stays the same when the file around it or a figure in the message changes.
    // GitHub looks at this key alone, whose form is `<hash>:<occurrence>`.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint(rule, urn, finding.path)}:1` },
    ...(status === "waived" && {
      suppressions: [{ kind: "external", status: "accepted", justification: finding.message }],
    }),
  };
}

function locationOf({ urn, path, place }: ReportedFinding): NonNullable<Result["locations"]>[number] {
  const logicalLocations = [
    {
      fullyQualifiedName: path === "" ? urn : `${urn}#${path}`,
      name: urn.split("::").at(-1) ?? urn,
      kind: "resource",
    },
  ];
  if (place === undefined) return { logicalLocations };
  const { file, line, column } = place;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), ...(!file.startsWith("/") && { uriBaseId: BASE }) },
      region: { startLine: line, startColumn: column },
    },
    logicalLocations,
  };
}

function fingerprint(...parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}
