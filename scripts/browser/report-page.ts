import { documentOf } from "../../lib/reports/document.ts";
import { htmlReport } from "../../lib/reports/html/report.ts";
import { pictureOf } from "../../lib/reports/picture.ts";
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
