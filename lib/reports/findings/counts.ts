import { FAMILIES, type Finding, type Status } from "../../graph/finding.ts";
import { type Block, type Cell, type Tone, table } from "../section.ts";
import { grouped } from "../words.ts";
import { STATUS_NAMES } from "./report.ts";

/** What each status means to who reads it. */
export const STATUS_TONES: Readonly<Record<Status, Tone>> = {
  passed: "good",
  failed: "bad",
  waived: "caution",
  notEvaluated: "caution",
  notApplicable: "quiet",
};

const STATUSES = ["passed", "failed", "waived", "notEvaluated", "notApplicable"] as const;

/** How many answers of each status the rules of each family gave, and all of them together. */
export function countsByFamily(findings: readonly Pick<Finding, "rule" | "status">[]): Block {
  const families = Map.groupBy(findings, ({ rule }) => rule.charAt(0));
  const rows = Object.entries(FAMILIES).flatMap(([letter, name]) => {
    const own = families.get(letter);
    return own === undefined ? [] : [countsOf(`${letter}  ${name}`, own)];
  });
  const heads = ["rules", ...STATUSES.map((status) => STATUS_NAMES[status])];
  return table(
    [{ head: "family" }, ...heads.map((head) => ({ head, align: "right" as const }))],
    [...rows, countsOf("all", findings)],
  );
}

function countsOf(name: string, findings: readonly Pick<Finding, "rule" | "status">[]): Cell[] {
  const rules = new Set(findings.map(({ rule }) => rule)).size;
  const cells = STATUSES.map((status): Cell => {
    const number = findings.filter((finding) => finding.status === status).length;
    return { text: grouped(number), tone: number === 0 ? "quiet" : STATUS_TONES[status] };
  });
  return [name, grouped(rules), ...cells];
}
