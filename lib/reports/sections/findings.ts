import type { Document } from "../document.ts";
import { type Block, type Cell, paragraph, type Section, type Tone, table } from "../section.ts";
import { grouped } from "../words.ts";

type Finding = Document["findings"][number];

const TONES: Readonly<Record<Finding["status"], Tone>> = {
  passed: "good",
  failed: "bad",
  waived: "caution",
  notEvaluated: "caution",
  notApplicable: "quiet",
};

/** Counts of every rule, then each answer that is neither a pass nor beside the point. */
export function findingSection({ findings, resources }: Document): Section[] {
  if (findings.length === 0) return [];
  const names = new Map(resources.map(({ urn, name }) => [urn, name]));
  const open = findings.filter(
    ({ status }) => status === "failed" || status === "waived" || status === "notEvaluated",
  );
  return [{ title: "Policy findings", blocks: [counts(findings), ...answers(open, names)] }];
}

function counts(findings: readonly Finding[]): Block {
  const statuses = ["passed", "failed", "waived", "notEvaluated", "notApplicable"] as const;
  const rows = [...Map.groupBy(findings, ({ rule, enforcement }) => `${rule} ${enforcement}`)]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([rule, own]): Cell[] => {
      const cells = statuses.map((status): Cell => {
        const number = own.filter((finding) => finding.status === status).length;
        return number === 0 ? { text: "-", tone: "quiet" } : { text: grouped(number), tone: TONES[status] };
      });
      return [rule, ...cells];
    });
  const heads = ["passed", "failed", "waived", "not evaluated", "not applicable"];
  return table([{ head: "rule" }, ...heads.map((head) => ({ head, align: "right" as const }))], rows);
}

function answers(open: readonly Finding[], names: ReadonlyMap<string, string>): Block[] {
  if (open.length === 0)
    return [paragraph("No rule failed, none was waived and none could not be evaluated.", "good")];
  const columns = [
    { head: "status" },
    { head: "rule" },
    { head: "resource" },
    { head: "what", flexible: true },
  ];
  const rows = open.map(({ status, rule, urn, path, message }): Cell[] => [
    { text: status === "notEvaluated" ? "not evaluated" : status, tone: TONES[status] },
    rule,
    names.get(urn) ?? urn,
    path === "" ? message : `${path}: ${message}`,
  ]);
  return [table(columns, rows)];
}
