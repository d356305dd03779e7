import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { foldedTree, type TreeLine } from "../tree.ts";
import { plural } from "../words.ts";

/** Every resource under its parent; each component unfolds. */
export function resourceElements({ resources }: Document): Element[] {
  if (resources.length === 0) return [];
  const cloud = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length;
  const note = `${plural(resources.length, "resource")}, ${cloud} of them in the cloud. What has the same shape shares a line; what stands below is in each.`;
  return [
    h("p.quiet", note),
    h(
      "ul.tree",
      foldedTree(resources).map((line) => lineElement(line, true)),
    ),
  ];
}

/** @param open whether what stands below is shown. */
function lineElement({ text, children }: TreeLine, open: boolean): Element {
  if (children.length === 0) return h("li", text);
  return h("li", [
    h("details", { open }, [
      h("summary", text),
      h(
        "ul",
        children.map((child) => lineElement(child, false)),
      ),
    ]),
  ]);
}
