import type { Document } from "./document.ts";
import type { Section } from "./section.ts";
import { changeSection } from "./sections/changes.ts";
import { costSection } from "./sections/cost.ts";
import { costChangeSection } from "./sections/cost-changes.ts";
import { dataPathSection } from "./sections/data-paths.ts";
import { findingSection, type RuleTitles } from "./sections/findings.ts";
import { addressSection, preconditionSection, storageSection } from "./sections/plan.ts";
import { problemSection } from "./sections/problems.ts";
import { resourceSection } from "./sections/resources.ts";
import { scenarioSection } from "./sections/scenarios.ts";
import { islandSection, systemSection } from "./sections/system.ts";
import { trainingSection } from "./sections/training.ts";

/**
 * Everything that a report for people says, in its order. A section without content is left out.
 *
 * @param titles what the rules demand. @default - findings show the ids of rules alone
 */
export function sectionsOf(document: Document, titles: RuleTitles = new Map()): Section[] {
  return [
    problemSection,
    changeSection,
    ({ costChanges }: Document) => costChangeSection(costChanges),
    systemSection,
    islandSection,
    trainingSection,
    addressSection,
    storageSection,
    resourceSection,
    costSection,
    scenarioSection,
    findingSection,
    dataPathSection,
    preconditionSection,
  ].flatMap((section) => section(document, titles));
}

/** The line above every report. */
export function titleOf({ project, stack, asOf }: Document): string {
  return `${project} · ${stack} · as of ${asOf}`;
}
