import { costDocumentOf } from "../../lib/reports/cost/report.ts";
import { documentOf } from "../../lib/reports/document.ts";
import { costHtml } from "../../lib/reports/html/cost-report.ts";
import { htmlReport } from "../../lib/reports/html/report.ts";
import { pictureOf } from "../../lib/reports/picture.ts";
import packageJson from "../../package.json" with { type: "json" };
import { assess, ruleTitles } from "../../policies/assess.ts";
import { graphOfStack } from "../program.ts";

/**
 * The HTML report of a shipped stack, as `exaform preview --format html` writes it.
 *
 * @param asOf the day against which dates are judged, YYYY-MM-DD.
 */
export async function reportPage(stack: string, asOf: string): Promise<string> {
  const graph = await graphOfStack(stack);
  const document = documentOf({ graph, findings: assess(graph, { asOf }), asOf });
  return htmlReport(document, { picture: await pictureOf(graph), ruleTitles });
}

/** The HTML page of what a shipped stack costs, as `exaform cost --format html` writes it. */
export async function costPage(stack: string, asOf: string): Promise<string> {
  const graph = await graphOfStack(stack);
  return costHtml(costDocumentOf({ graph, asOf, source: `stack ${stack}`, version: packageJson.version }));
}
