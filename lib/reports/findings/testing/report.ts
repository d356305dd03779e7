import type { Status } from "../../../graph/finding.ts";
import type { FindingsReport, ReportedFinding, ReportedRule } from "../report.ts";

/** A rule of a hand-written report. */
export function rule(id: string, facts: Partial<ReportedRule> = {}): ReportedRule {
  return {
    id,
    name: "a-name",
    title: "It demands something.",
    enforcement: "mandatory",
    severity: "high",
    remediation: "Write something else.",
    evidence: "https://example.com/why",
    frameworks: ["NIST SP 800-53: AC-4"],
    ...facts,
  };
}

/** A finding of a hand-written report. */
export function finding(id: string, status: Status, more: Partial<ReportedFinding> = {}): ReportedFinding {
  return {
    rule: id,
    enforcement: "mandatory",
    severity: "high",
    status,
    urn: "urn:pulumi:test::exaform::azure-native:network:Subnet::nodes",
    path: "a.b",
    message: `is ${status}`,
    ...more,
  };
}

/** A report of those findings. */
export function reportWith(
  findings: readonly ReportedFinding[],
  rules: readonly ReportedRule[] = [rule("N01")],
): FindingsReport {
  const count = (status: Status): number => findings.filter((one) => one.status === status).length;
  return {
    version: "1.2.3",
    project: "exaform",
    stack: "test",
    asOf: "2026-11-24",
    source: "a state (state.json)",
    profile: "isolated",
    counts: {
      passed: count("passed"),
      failed: count("failed"),
      waived: count("waived"),
      notEvaluated: count("notEvaluated"),
      notApplicable: count("notApplicable"),
    },
    rules,
    findings,
  };
}

/** One finding of each status. */
export const oneOfEach = reportWith(
  [
    finding("N01", "passed"),
    finding("N01", "failed", { place: { file: "stacks/nd-h100.ts", line: 12, column: 3 } }),
    finding("N01", "waived", { message: "is open; waived until 2027-01-31 by me: because" }),
    finding("N02", "notEvaluated", { enforcement: "advisory", path: "" }),
    finding("N02", "notApplicable", { enforcement: "advisory" }),
  ],
  [rule("N01"), rule("N02", { enforcement: "advisory", severity: "low" })],
);
