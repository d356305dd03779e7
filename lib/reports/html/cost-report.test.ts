import { expect, test } from "vitest";
import { sketch } from "../../analysis/testing/graphs.ts";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import { costDocumentOf } from "../cost/report.ts";
import { costHtml } from "./cost-report.ts";

const header = { version: "0.1.0", asOf: "2026-11-22" };

function sectionsOf(html: string): (string | undefined)[] {
  return [...html.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
}

test("the page of a cost has its figures first, then groups, scenarios and sources", () => {
  const page = costHtml(costDocumentOf({ ...header, graph: ndH100(), source: "stack test" }));
  expect(sectionsOf(page)).toEqual(["cost", "scenarios", "sources"]);
  expect(page).toContain("<dt>A month of 730 h</dt><dd><strong>USD 18.38 M</strong>");
  expect(page).toContain("cost of stack test, as of 2026-11-22");
});

test("a project whose types are not known has no amount, and says so", () => {
  const graph = sketch({ type: "aws:fictional:Machine", name: "<script>" });
  const page = costHtml(costDocumentOf({ ...header, graph, source: "<script>" }));
  expect(page).toMatch(/<li><span>unknown types<\/span> <span class="figure">unknown \+ 1 not priced/);
  expect(page).not.toContain("<script>");
});

test("a scenario without a price for GPU nodes is unknown, and its bar has no length", () => {
  const page = costHtml(costDocumentOf({ ...header, graph: ndH100(), source: "stack test" }));
  const bar = (name: string) => page.match(new RegExp(`<li[^>]*><span>${name}</span>.*?</li>`))?.[0] ?? "";
  expect(bar("spot")).toMatch(/at least 3,39\d,\d{3}\.\d\d \+ \d+ not priced/);
  expect(bar("reserved for 1 year")).toMatch(/>unknown \+ \d+ not priced/);
  expect(bar("reserved for 1 year")).toContain('class="track"');
  expect(bar("spot")).not.toContain('class="track"');
});
