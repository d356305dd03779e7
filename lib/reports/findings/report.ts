import * as z from "zod";
import type { Status } from "../../graph/finding.ts";
import { findingModel } from "../model/answers.ts";
import { type Immutable, isoDate } from "../model/common.ts";

/** Where something stands in a file that the user writes. Lines and columns count from 1. */
const placeModel = z.strictObject({
  file: z.string().meta({ description: "Path, relative to the folder of the project where it is below it." }),
  line: z.int().min(1),
  column: z.int().min(1),
});

const ruleModel = z.strictObject({
  id: z.string().meta({ description: "Rule id, for example `N01`." }),
  name: z.string().meta({ description: "What it demands, in kebab case." }),
  title: z.string().meta({ description: "What it demands, as a sentence." }),
  enforcement: z.enum(["mandatory", "advisory"]).meta({ description: "Whether a failure stops an update." }),
  severity: z.enum(["low", "medium", "high", "critical"]).meta({ description: "How bad a failure is." }),
  remediation: z.string().meta({ description: "What to write to comply." }),
  evidence: z.string().meta({ description: "Public page that says why." }),
  frameworks: z.array(z.string()).meta({ description: "Requirements elsewhere that it answers to." }),
});

const findingsModel = z
  .strictObject({
    version: z.string().meta({ description: "Version of exaform." }),
    project: z.string().meta({ description: "Pulumi project." }),
    stack: z.string().meta({ description: "Pulumi stack." }),
    asOf: isoDate.meta({ description: "The day against which waivers were judged." }),
    source: z.string().meta({ description: "What was judged, in words." }),
    profile: z
      .enum(["isolated", "connected", "lab"])
      .nullable()
      .meta({ description: "As what kind of environment; null where neither it nor the caller says it." }),
    counts: z
      .strictObject({
        passed: z.int(),
        failed: z.int(),
        waived: z.int(),
        notEvaluated: z.int(),
        notApplicable: z.int(),
      })
      .meta({ description: "How many findings have each status." }),
    rules: z.array(ruleModel).meta({ description: "Every rule that was run." }),
    findings: z
      .array(
        findingModel.extend({
          place: placeModel
            .exactOptional()
            .meta({ description: "Where to write; absent where nothing says it." }),
        }),
      )
      .meta({ description: "Each rule's answer for each resource." }),
  })
  .meta({ title: "exaform policies", description: "What the policy rules say of the resources of a stack." });

/** What the rules found, as data: every format is made from it alone. */
export type FindingsReport = Immutable<z.output<typeof findingsModel>>;

/** One answer of one rule, with its place. */
export type ReportedFinding = FindingsReport["findings"][number];

/** Facts of one rule. */
export type ReportedRule = FindingsReport["rules"][number];

/** A place in a file. */
export type Place = Immutable<z.output<typeof placeModel>>;

/** The published JSON Schema of a {@link FindingsReport}. */
export function findingsSchema(): object {
  return z.toJSONSchema(findingsModel);
}

/** A report as JSON. Ends with a line feed. */
export function findingsJson(report: FindingsReport): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

/** How statuses are called in sentences. */
export const STATUS_NAMES: Readonly<Record<Status, string>> = {
  failed: "failed",
  waived: "waived",
  notEvaluated: "not evaluated",
  passed: "passed",
  notApplicable: "not applicable",
};

/** One sentence that every format carries: `3 failed (2 of mandatory rules), 1 waived, …`. */
export function summaryOf({ counts, findings }: FindingsReport): string {
  const mandatory = findings.filter(isViolation).length;
  return (Object.keys(STATUS_NAMES) as Status[])
    .map((status) => {
      const count = `${counts[status]} ${STATUS_NAMES[status]}`;
      return status === "failed" && counts.failed > 0 ? `${count} (${mandatory} of mandatory rules)` : count;
    })
    .join(", ");
}

/** Whether it stops an update. */
export function isViolation({
  status,
  enforcement,
}: Pick<ReportedFinding, "status" | "enforcement">): boolean {
  return status === "failed" && enforcement === "mandatory";
}

/** What was found, on one line. */
export function textOfFinding({ path, message }: Pick<ReportedFinding, "path" | "message">): string {
  return path === "" ? message : `${path} ${message}`;
}
