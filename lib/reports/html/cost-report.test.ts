import { expect, test } from "vitest";
import { sketch } from "../../analysis/testing/graphs.ts";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import { UNKNOWN } from "../../graph/graph.ts";
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

const bar = (page: string, name: string) =>
  page.match(new RegExp(`<li[^>]*><span>${name}</span>.*?</li>`))?.[0] ?? "";

test("a scenario without any price for GPU nodes has no bar", () => {
  const page = costHtml(costDocumentOf({ ...header, graph: ndH100(), source: "stack test" }));
  expect(bar(page, "spot")).toMatch(/at least 3,39\d,\d{3}\.\d\d \+ \d+ not priced/);
  expect(bar(page, "spot")).not.toContain('class="track"');
  expect(bar(page, "reserved for 1 year")).toBe("");
});

test("one that lacks the price of some is a lower bound, and its bar has no length", () => {
  const graph = ndH100({ h1: { count: UNKNOWN } });
  const page = costHtml(costDocumentOf({ ...header, graph, source: "stack test" }));
  expect(bar(page, "on demand")).toMatch(/at least 12,\d{3},\d{3}\.\d\d \+ \d+ not priced/);
  expect(bar(page, "on demand")).toContain('class="track"');
});

test("where none has any, all bars are unknown", () => {
  const document = costDocumentOf({ ...header, graph: ndH100(), source: "stack test" });
  const scenarios = document.scenarios.filter(({ name }) => name.startsWith("reserved"));
  const page = costHtml({ ...document, scenarios });
  expect(bar(page, "reserved for 1 year")).toMatch(/>unknown \+ \d+ not priced/);
  expect(bar(page, "reserved for 1 year")).toContain('class="track"');
});
