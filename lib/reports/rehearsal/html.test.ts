import { describe, expect, test } from "vitest";
import { rehearsalOf } from "../../analysis/rehearsal/rehearsal.ts";
import { goodSteps, pool, recordOf, step, vault } from "../../analysis/testing/rehearsals.ts";
import { rehearsalHtml } from "./html.ts";

function html(...args: Parameters<typeof recordOf>): string {
  return rehearsalHtml(rehearsalOf(recordOf(...args)));
}

/** The values of an attribute on the tags of a kind. */
function attributes(page: string, tag: string, name: string): string[] {
  const found = page.matchAll(new RegExp(`<${tag}\\b[^>]*? ${name}="([^"]*)"`, "g"));
  return [...found].map(([, value = ""]) => value);
}

const page = html(goodSteps());

describe("the page", () => {
  test("is one file that loads nothing and runs nothing", () => {
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object)\b/);
    expect(page).not.toMatch(/url\(|@import|\bon\w+=/);
    expect(attributes(page, "meta", "content")).toContain(
      "default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;; img-src data:",
    );
  });

  test("says that Azure is simulated in its title, its first words and over each result", () => {
    expect(page).toContain("<title>exaform rehearsal of test on a simulated Azure, 2026-11-24</title>");
    expect(page).toContain("<strong>This is a simulated Azure.</strong>");
    expect(page).toContain("<h2>Steps, on a simulated Azure</h2>");
    expect(page).toContain("<h2>What took how long, on a simulated Azure</h2>");
  });

  test("follows the reader's choice of light and dark, and fits phone and paper", () => {
    expect(page).toMatch(/color-scheme: light dark;.*--ink: light-dark\(/s);
    for (const query of ["max-width: 46rem", "print"])
      expect(page).toMatch(new RegExp(`@media \\(?${query}`));
    expect(attributes(page, "meta", "content")).toContain("width=device-width, initial-scale=1");
  });

  test("shows no markup of the user's as markup", () => {
    const hostile = "<script>alert(1)</script>";
    const failed = step("up", { exitCode: 1, failures: [{ urn: pool.urn, message: hostile }] });
    expect(html([failed], { stack: hostile, assumptions: [hostile] })).not.toContain("<script>");
  });

  test("is the same each time", () => {
    expect(html(goodSteps())).toBe(page);
  });
});

describe("the chart", () => {
  test("puts a bar where its operation was, pale until Azure took it", () => {
    const bars = [...page.matchAll(/<rect [^>]*>/g)].map(([tag]) => tag);
    const [waiting] = bars.filter((tag) => tag.includes('class="waiting"') && tag.includes("%"));
    // Of 660 seconds: from 30 on, taken at 60.
    expect(waiting).toContain('x="4.545%" width="4.545%"');
    expect(
      bars.some((tag) => tag.includes('class="work"') && tag.includes('x="9.091%" width="90.909%"')),
    ).toBe(true);
  });

  test("marks what cost time, with a shape and words", () => {
    expect(page).toMatch(
      /<svg x="4\.545%" class="mark busy"[^>]*><path [^>]*><\/path><title>Azure was busy after 30 s: OperationNotAllowed<\/title>/,
    );
  });

  test("marks the critical path", () => {
    expect(page).toMatch(
      /<details class="row critical"><summary><span class="label inner">pool<b class="badge">critical<\/b>/,
    );
  });

  test("opens a row's facts without a pointer: each row is a details element", () => {
    expect(page).toContain(
      "create pool (AgentPool): from 30 s to 11 min, took 10 min 30 s, 30 s of it waiting; 4 calls; 1 × Azure was busy; on the critical path</p>",
    );
  });

  test("is hidden from screen readers, which get a table with a caption and heads instead", () => {
    expect(page).toContain("<caption>Every operation of up</caption>");
    expect(attributes(page, "th", "scope").every((scope) => scope === "col")).toBe(true);
    const plots = [...page.matchAll(/<svg [^>]*class="plot"[^>]*>/g)].map(([tag]) => tag);
    const axes = [...page.matchAll(/<div class="axis" aria-hidden="true">/g)];
    expect(plots.filter((tag) => !tag.includes('aria-hidden="true"'))).toHaveLength(axes.length);
  });

  test("is left out where nothing took time", () => {
    expect(html([step("again")])).not.toContain('class="gantt"');
  });
});

test("what was refused stands there with what to do", () => {
  const failed = step("up", {
    exitCode: 255,
    failures: [{ urn: vault.urn, message: "ConflictError: already exists in deleted state" }],
  });
  const refused = html([failed]);
  expect(refused).toContain("a deleted vault still has the name");
  expect(refused).toContain("raise `generation`");
  expect(page).not.toContain("What was refused");
});
