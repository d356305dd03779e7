import type { CostDocument } from "../cost/report.ts";
import { pricedSections } from "../cost/sections.ts";
import { sectionElements } from "../page/blocks.ts";
import { htmlPage } from "../page/page.ts";
import { costChangeSection } from "../sections/cost-changes.ts";
import { scenarioSection } from "../sections/scenarios.ts";
import { costFigure, costLead } from "./cost.ts";
import { costHeadline } from "./headline.ts";
import { part, REPORT_STYLES } from "./parts.ts";
import { scenarioFigures } from "./scenarios.ts";
import { priceSources } from "./sources.ts";

/** A cost document as one HTML file that needs no network and runs no script. Ends with a line feed. */
export function costHtml(document: CostDocument): string {
  const { project, stack, asOf, source, changes } = document;
  const sections = [
    part(
      "changes",
      "Changes",
      "What the change costs, resource by resource.",
      sectionElements(costChangeSection(changes), "Changes"),
    ),
    part("cost", "Cost", costLead(document), [
      ...costFigure(document),
      ...sectionElements(pricedSections(document), "Cost"),
    ]),
    part("scenarios", "Scenarios", "The same stack, bought and used in other ways.", [
      ...scenarioFigures(document),
      ...sectionElements(scenarioSection(document), "Scenarios"),
    ]),
    part("sources", "Sources of prices", "Where each price was read, and when.", priceSources(document)),
  ];
  return htmlPage({
    title: `${stack} · ${project} cost`,
    kicker: `${project}: cost of ${source}, as of ${asOf}`,
    heading: stack,
    opening: [costHeadline(document)],
    sections: sections.filter(({ content }) => content.length > 0),
    styles: REPORT_STYLES,
  });
}
