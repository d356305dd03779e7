import type { Status } from "../../graph/finding.ts";
import type { Document } from "../document.ts";
import { countsByFamily, STATUS_TONES } from "../findings/counts.ts";
import { STATUS_NAMES } from "../findings/report.ts";
import { type Block, type Cell, paragraph, type Section, table } from "../section.ts";

type Finding = Document["findings"][number];

/** What each rule demands, as a sentence, by its id. */
export type RuleTitles = ReadonlyMap<string, string>;

/** What a reader must see of the answers, the worst first. */
const OPEN = ["failed", "waived", "notEvaluated"] as const satisfies readonly Status[];

/** Counts of every family of rules, then each answer that is neither a pass nor beside the point. */
export function findingSection({ findings, resources }: Document, titles: RuleTitles): Section[] {
  if (findings.length === 0) return [];
  const names = new Map(resources.map(({ urn, name }) => [urn, name]));
  const open = OPEN.flatMap((wanted) => findings.filter(({ status }) => status === wanted));
  return [{ title: "Policy findings", blocks: [countsByFamily(findings), answers(open, names, titles)] }];
}

function answers(open: readonly Finding[], names: ReadonlyMap<string, string>, titles: RuleTitles): Block {
  if (open.length === 0)
    return paragraph("No rule failed, none was waived and none could not be evaluated.", "good");
  const columns = [
    { head: "status" },
    { head: "rule" },
    { head: "resource" },
    { head: "demand, and what was found", flexible: true },
  ];
  const rows = open.map(({ status, rule, enforcement, urn, path, message }): Cell[] => [
    { text: STATUS_NAMES[status], tone: STATUS_TONES[status] },
    enforcement === "advisory" ? `${rule}, advisory` : rule,
    names.get(urn) ?? urn,
    [titles.get(rule) ?? [], path === "" ? message : `${path}: ${message}`].flat().join("\n"),
  ]);
  return table(columns, rows);
}
