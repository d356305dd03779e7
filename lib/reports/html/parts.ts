import type { Element } from "hast";
import { type PageSection, styleSheet } from "../page/page.ts";
import { TOPOLOGY_STYLE } from "./topology.ts";

/** The style sheets of reports, beside the page's own. */
export const REPORT_STYLES: readonly string[] = [
  styleSheet(new URL("../page/figures.css", import.meta.url)),
  styleSheet(new URL("report.css", import.meta.url)),
  TOPOLOGY_STYLE,
];

/** Shorthand for a part of a report's page. */
export function part(
  id: string,
  title: string,
  lead: string | undefined,
  content: readonly Element[],
): PageSection {
  return { id, title, ...(lead !== undefined && { lead }), content };
}
