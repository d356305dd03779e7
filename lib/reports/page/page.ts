import { readFileSync } from "node:fs";
import type { ElementContent } from "hast";
import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";

/** Nothing is loaded and nothing runs: the page is the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One part of a page, to which its table of contents leads. */
export interface PageSection {
  /** Unique on the page; the fragment of its address. */
  readonly id: string;
  readonly title: string;
  /** One sentence that says what to see here. @default - none */
  readonly lead?: string;
  readonly content: readonly ElementContent[];
}

/** What a page shows. */
export interface Page {
  /** Of the browser's tab. */
  readonly title: string;
  /** The largest words on the page. */
  readonly heading: string;
  /** The line above them. */
  readonly kicker: string;
  /** What stands before the first section. @default - nothing */
  readonly opening?: readonly ElementContent[];
  readonly sections: readonly PageSection[];
  /** Style sheets beside {@link styleSheet}'s `page`, in their order. @default - none */
  readonly styles?: readonly string[];
}

/** A page as one HTML file that needs no network and runs no script. Ends with a line feed. */
export function htmlPage({ title, heading, kicker, opening = [], sections, styles = [] }: Page): string {
  const head = h("head", [
    h("meta", { charSet: "utf-8" }),
    h("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    h("meta", { httpEquiv: "Content-Security-Policy", content: POLICY }),
    h("meta", { name: "color-scheme", content: "light dark" }),
    h("title", title),
    h("style", [PAGE_STYLE, ...styles].join("\n")),
  ]);
  const body = h("body", [
    h("a.skip", { href: "#content" }, "Skip to the content"),
    h("header.masthead", [h("p.kicker", kicker), h("h1", heading)]),
    h("div.layout", [
      contents(sections),
      h("main#content", { tabIndex: -1 }, [...opening, ...sections.map(sectionElement)]),
    ]),
  ]);
  return `${toHtml([{ type: "doctype" }, h("html", { lang: "en" }, [head, body])], { allowDangerousHtml: true })}\n`;
}

/**
 * A style sheet beside a module.
 *
 * @param url its address.
 */
export function styleSheet(url: URL): string {
  return readFileSync(url, "utf8");
}

const PAGE_STYLE = styleSheet(new URL("page.css", import.meta.url));

function contents(sections: readonly PageSection[]): ElementContent {
  const entries = sections.map(({ id, title }) => h("li", h("a", { href: `#${id}` }, title)));
  return h("nav.contents", { ariaLabel: "Contents" }, [h("ol", entries)]);
}

function sectionElement({ id, title, lead, content }: PageSection): ElementContent {
  return h("section", { id }, [
    h("h2", title),
    ...(lead === undefined ? [] : [h("p.lead", lead)]),
    ...content,
  ]);
}
