import type { Element } from "hast";
import { h } from "hastscript";
import type { Raw } from "mdast-util-to-hast";
import { palette } from "../picture/label.ts";

/** Where a colour of the picture follows the reader's choice of light and dark. */
export const COLOURS: Readonly<Record<keyof typeof palette, string>> = {
  ink: "var(--ink)",
  quiet: "var(--soft)",
  frame: "var(--line)",
  paper: "var(--paper)",
  network: "var(--panel)",
  compute: "light-dark(#e3effb, #14263a)",
  store: "light-dark(#fff3dc, #302612)",
  guard: "light-dark(#e6f4ea, #13291c)",
  encrypted: "var(--good)",
  clear: "var(--bad)",
  unknown: "var(--caution)",
};

/** A rule for each colour of the picture: what a style sheet says goes before what an attribute says. */
export const TOPOLOGY_STYLE = [
  ...Object.entries(palette).flatMap(([name, colour]) =>
    ["fill", "stroke"].map(
      (property) =>
        `.topology [${property}="${colour}"] { ${property}: ${COLOURS[name as keyof typeof palette]}; }`,
    ),
  ),
  ".topology svg { display: block; width: 100%; min-width: 58rem; max-width: 78rem; height: auto; }",
  "@media print { .topology svg { min-width: 0; } }",
].join("\n");

const TITLE = "Topology of the stack";
const DESCRIPTION =
  "Administrators reach the Kubernetes API server; it leads to the node pools, these to storage and to private endpoints, and those to the services. The tables of this page say the same in words.";

/**
 * The picture of `pictureOf`, in the page's colours.
 *
 * @param picture its SVG: the only markup that enters a page as it is. Graphviz wrote it, and escaped what it names.
 */
export function topologyElement(picture: string): Element {
  const body = picture
    .slice(picture.indexOf("<g "))
    // Graphviz names each shape by its id, which a pointer would show.
    .replaceAll(/<title>[^<]*<\/title>|<!--[^>]*-->/g, "")
    .replaceAll(/ id="[^"]*"/g, "");
  const [, viewBox = ""] = /viewBox="([\d. ]+)"/.exec(picture) ?? [];
  const names = `<title id="topology-title">${TITLE}</title><desc id="topology-description">${DESCRIPTION}</desc>`;
  const svg: Raw = {
    type: "raw",
    value: `<svg viewBox="${viewBox}" role="img" aria-labelledby="topology-title topology-description">${names}${body}`,
  };
  return h("figure", [h("div.scroll.topology", { tabIndex: 0, role: "region", ariaLabel: TITLE }, [svg])]);
}
