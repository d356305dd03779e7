import { type Block, paragraph, type Section } from "../section.ts";
import { costSection } from "../sections/cost.ts";
import { costChangeSection } from "../sections/cost-changes.ts";
import { scenarioSection } from "../sections/scenarios.ts";
import { plural } from "../words.ts";
import { type CostDocument, costSummaryOf } from "./report.ts";

/** The line above a report. */
export function costTitle({ project, stack, asOf, source }: CostDocument): string {
  return `${project} · ${stack} · cost of ${source} · as of ${asOf}`;
}

/** What a cost document says to people. */
export function costSections(document: CostDocument): Section[] {
  return [...costChangeSection(document.changes), ...pricedSections(document), ...scenarioSection(document)];
}

/** What it costs, how much of it is known, and what is not. */
export function pricedSections(document: CostDocument): Section[] {
  const { unknown, pricedInPart } = document.cost.resources;
  const summary = paragraph(`${costSummaryOf(document)}.`, unknown + pricedInPart > 0 ? "caution" : "good");
  const [first, ...others] = costSection(document);
  if (first === undefined) return [];
  return [{ ...first, blocks: [summary, ...unshownNote(document), ...first.blocks] }, ...others];
}

function unshownNote({ unshown }: CostDocument): Block[] {
  if (unshown === 0) return [];
  const what = `${plural(unshown, "unchanged resource")} of the stack ${unshown === 1 ? "is" : "are"} not shown by this preview`;
  return [
    paragraph(`${what}, and not priced: \`pulumi preview --json --show-sames\` shows everything.`, "bad"),
  ];
}
