import { paragraph, type Section } from "../section.ts";
import { costSection } from "../sections/cost.ts";
import { type CostDocument, costSummaryOf } from "./report.ts";

/** The line above a report. */
export function costTitle({ project, stack, asOf, source }: CostDocument): string {
  return `${project} · ${stack} · cost of ${source} · as of ${asOf}`;
}

/** What a cost document says to people. */
export function costSections(document: CostDocument): Section[] {
  const { unknown } = document.cost.resources;
  const summary = paragraph(`${costSummaryOf(document)}.`, unknown > 0 ? "caution" : "good");
  const [first, ...others] = costSection(document);
  return first === undefined ? [] : [{ ...first, blocks: [summary, ...first.blocks] }, ...others];
}
