import type { Document } from "../document.ts";
import { blockElements, sectionElements } from "../page/blocks.ts";
import { htmlPage, type PageSection } from "../page/page.ts";
import { changeSection } from "../sections/changes.ts";
import { costSection } from "../sections/cost.ts";
import { costChangeSection } from "../sections/cost-changes.ts";
import type { RuleTitles } from "../sections/findings.ts";
import { addressSection, preconditionSection, storageSection } from "../sections/plan.ts";
import { problemSection } from "../sections/problems.ts";
import { scenarioSection } from "../sections/scenarios.ts";
import { islandSection, systemSection } from "../sections/system.ts";
import { trainingSection } from "../sections/training.ts";
import { grouped } from "../words.ts";
import { addressFigures } from "./addresses.ts";
import { costFigure, costLead } from "./cost.ts";
import { dataPathElements } from "./data-paths.ts";
import { findingElements } from "./findings.ts";
import { headline } from "./headline.ts";
import { part, REPORT_STYLES } from "./parts.ts";
import { resourceElements } from "./resources.ts";
import { scenarioFigures } from "./scenarios.ts";
import { priceSources } from "./sources.ts";
import { timelineElements } from "./timeline.ts";
import { topologyElement } from "./topology.ts";
import { costTimeFigures } from "./training.ts";

/** What a page says beside its document. */
export interface HtmlOptions {
  /** The SVG of `pictureOf`. @default - the page has no picture of the topology */
  readonly picture?: string;
  /** What the rules demand. @default - findings show the ids of rules alone */
  readonly ruleTitles?: RuleTitles;
}

/** A document as one HTML file that needs no network and runs no script. Ends with a line feed. */
export function htmlReport(document: Document, options: HtmlOptions = {}): string {
  const { project, stack, asOf } = document;
  return htmlPage({
    title: `${stack} · ${project} preview`,
    kicker: `${project} preview as of ${asOf}: what this stack would create, cost and protect`,
    heading: stack,
    opening: [headline(document)],
    sections: partsOf(document, options).filter(({ content }) => content.length > 0),
    styles: REPORT_STYLES,
  });
}

/** The parts of the page in their order; one without content is left out. */
function partsOf(document: Document, { picture, ruleTitles = new Map() }: HtmlOptions): PageSection[] {
  return [
    part("problems", "Problems", undefined, sectionElements(problemSection(document), "Problems")),
    part(
      "topology",
      "Topology",
      "Islands, storage and endpoints, and which ways between them are encrypted.",
      picture === undefined ? [] : [topologyElement(picture)],
    ),
    part(
      "islands",
      "InfiniBand islands",
      "How many GPUs a job can use at once, and what they can do at most.",
      sectionElements([...islandSection(document), ...systemSection(document)], "InfiniBand islands"),
    ),
    part("storage", "Storage", "Where data is kept.", sectionElements(storageSection(document), "Storage")),
    part("cost", "Cost", costLead(document), [
      ...costFigure(document),
      ...sectionElements(costSection(document), "Cost"),
    ]),
    part("scenarios", "Scenarios", "The same stack, bought and used in other ways.", [
      ...scenarioFigures(document),
      ...sectionElements(scenarioSection(document), "Scenarios"),
    ]),
    part("training", "Training", "What the declared jobs take, in days, money, failures and energy.", [
      ...costTimeFigures(document),
      ...sectionElements(trainingSection(document), "Training"),
    ]),
    part(
      "timeline",
      "A training run",
      "How a run may go, with its failures and checkpoints.",
      timelineElements(document),
    ),
    part("addresses", "Address plan", "How much of the network is taken, and what is left.", [
      ...addressFigures(document),
      ...sectionElements(addressSection(document), "Address plan"),
    ]),
    part("data-paths", "Data paths", dataPathLead(document), dataPathElements(document)),
    part(
      "findings",
      "Policy findings",
      "What the rules say of this stack.",
      findingElements(document, ruleTitles),
    ),
    part(
      "preconditions",
      "Before pulumi up",
      "What must be true in the cloud, and nothing here can make true.",
      sectionElements(preconditionSection(document), "Before `pulumi up`"),
    ),
    part(
      "changes",
      "Changes",
      document.changes === null ? undefined : `Against ${document.changes.against}.`,
      [
        ...[...changeSection(document), ...costChangeSection(document.costChanges)].flatMap(({ blocks }) =>
          blockElements(blocks, "Changes"),
        ),
      ],
    ),
    part(
      "resources",
      "Resources",
      "Every resource under the component that declares it.",
      resourceElements(document),
    ),
    part("sources", "Sources of prices", "Where each price was read, and when.", priceSources(document)),
  ];
}

function dataPathLead({ dataPaths }: Document): string {
  const count = (answer: boolean | "unknown"): string =>
    grouped(dataPaths.filter(({ encrypted }) => encrypted === answer).length);
  return `${count(true)} are encrypted, ${count(false)} in the clear, ${count("unknown")} not known: treat these as in the clear.`;
}
