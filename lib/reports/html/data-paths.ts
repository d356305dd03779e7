import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { blockElements } from "../page/blocks.ts";
import { dataPathSection } from "../sections/data-paths.ts";

/** What deserves attention first. */
const ANSWERS = [
  [false, "In the clear"],
  ["unknown", "Not known"],
  [true, "Encrypted"],
] as const;

/** Where data is encrypted and where not, by answer. */
export function dataPathElements(document: Document): Element[] {
  return ANSWERS.flatMap(([answer, title]) => {
    const dataPaths = document.dataPaths.filter(({ encrypted }) => encrypted === answer);
    const tables = dataPathSection({ ...document, dataPaths }).flatMap(({ blocks }) => blocks);
    return tables.length === 0 ? [] : [h("h3", title), ...blockElements(tables, title)];
  });
}
