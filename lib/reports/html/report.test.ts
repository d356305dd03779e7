import { describe, expect, test } from "vitest";
import { sketch } from "../../analysis/testing/graphs.ts";
import { ndH100, ndH100Sketches } from "../../analysis/testing/nd-h100.ts";
import type { Finding, Status } from "../../graph/finding.ts";
import { type Document, documentOf, refusalOf } from "../document.ts";
import { pictureOf } from "../picture.ts";
import { textOf } from "../section.ts";
import { sectionsOf } from "../sections.ts";
import { htmlReport } from "./report.ts";

const asOf = "2026-11-22";

function finding(rule: string, status: Status, message: string): Finding {
  return { rule, enforcement: "mandatory", severity: "high", status, urn: "urn", path: "", message };
}

const workload = {
  name: "gpt-3",
  model: "GPT-3 175B",
  tokens: 300e9,
  globalBatch: 1600,
  nodes: 80,
  restartMinutes: 10,
};

const findings = [
  finding("N01", "passed", "is true"),
  finding("N02", "failed", "must be false"),
  finding("E01", "waived", "waived by security"),
  finding("D01", "notEvaluated", "the graph does not tell"),
];

const ruleTitles = new Map([["N02", "The public DNS does not know the API server."]]);
const graph = ndH100();
const document = documentOf({ graph, findings, asOf });
const page = htmlReport(document, { picture: await pictureOf(graph), ruleTitles });

/** The text of a page, without its markup and style. */
function words(html: string): string {
  const text = html.replace(/<style>.*?<\/style>/s, "").replaceAll(/<[^>]*>/g, " ");
  const entities = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&#x3C;": "<", "&#x26;": "&", "&#45;": "-" };
  return Object.entries(entities)
    .reduce((sofar, [entity, sign]) => sofar.replaceAll(entity, sign), text)
    .replaceAll(/\s+/g, " ");
}

describe("the page", () => {
  test("is one file that loads nothing and runs nothing", () => {
    expect(page).not.toMatch(/<(?:script|link|img|image|iframe|object|base|form)\b/i);
    expect(page).not.toMatch(/url\((?!#)|@import|\son\w+=/i);
    expect(page).toContain(
      "default-src &#x27;none&#x27;; style-src &#x27;unsafe-inline&#x27;; img-src data:",
    );
  });

  test("has its parts in their order, each with a heading to which the contents lead", () => {
    const parts = [...page.matchAll(/<section id="([^"]+)"><h2>([^<]+)<\/h2>/g)].map(([, id, title]) => [
      id,
      title,
    ]);
    const entries = [...page.matchAll(/<li><a href="#([^"]+)">([^<]+)<\/a>/g)].map(([, id, title]) => [
      id,
      title,
    ]);
    expect(entries).toEqual(parts);
    expect(parts.map(([id]) => id)).toEqual(
      "topology islands storage cost scenarios addresses data-paths findings preconditions resources sources".split(
        " ",
      ),
    );
  });

  test("of a stack that trains has each part, and each mark in it, once", () => {
    const workload = {
      name: "gpt-3",
      model: "GPT-3 175B",
      tokens: 300e9,
      globalBatch: 1600,
      nodes: 80,
      restartMinutes: 10,
      layout: { tensorParallel: 8, pipelineParallel: 8 },
    };
    const trains = ndH100({ environment: { workloads: [workload] } });
    const html = htmlReport(documentOf({ graph: trains, findings: [], asOf }));
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toContain("training");
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual([]);
  });

  test("leaves out what has no content", () => {
    const empty = htmlReport(documentOf({ graph: sketch(), findings: [], asOf }));
    for (const part of ["topology", "addresses", "data-paths", "findings", "sources", "changes", "problems"])
      expect(empty).not.toContain(`<section id="${part}"`);
  });

  test("says everything that the other reports say", () => {
    const said = words(page);
    const texts = sectionsOf(document, ruleTitles)
      .filter(({ title }) => title !== "Resources")
      .flatMap(({ blocks }) => blocks)
      .flatMap((block) =>
        block.kind === "paragraph"
          ? [block.text]
          : block.kind === "table"
            ? block.rows.flat().flatMap((cell) => textOf(cell).split("\n"))
            : block.lines,
      )
      .map((text) => text.replaceAll("`", " ").replaceAll(/\s+/g, " ").trim());
    const spaced = said.replaceAll(/ ([,.:;)])/g, "$1");
    expect(
      texts.filter((text) => !said.includes(text) && !spaced.includes(text.replaceAll(/ ([,.:;)])/g, "$1"))),
    ).toEqual([]);
  });

  test("is the same each time, whatever the order of resources", async () => {
    const reversed = sketch(...ndH100Sketches().toReversed());
    const again = documentOf({ graph: reversed, findings, asOf });
    expect(htmlReport(again, { picture: await pictureOf(reversed), ruleTitles })).toBe(page);
  });

  test("shows no markup of the user's as markup, and makes no link of what is not https", async () => {
    const hostile = `<script>alert("1")</script><img src=x onerror=alert(1)>javascript:alert(1)`;
    const attacked = sketch(
      ...ndH100Sketches().map((resource) => ({
        ...resource,
        name: `${resource.name}${hostile}`,
        inputs: {
          ...resource.inputs,
          tags: { purpose: hostile },
          agentPoolName: hostile,
          virtualNetworkName: hostile,
          subnetName: hostile,
        },
        from: {},
      })),
    );
    const html = htmlReport(
      {
        ...documentOf({ graph: attacked, findings: [finding(hostile, "failed", hostile)], asOf }),
        stack: hostile,
      },
      { picture: await pictureOf(attacked), ruleTitles: new Map([[hostile, hostile]]) },
    );
    expect(html).toContain("alert(");
    expect(html).not.toMatch(/<script|<img|href="(?!#|https:)/i);
  });
});

/** A budget of which nothing is known but its amount. */
const budgetOf = (name: string, monthly: string, scope: Document["budgets"][number]["scope"] = {}) => ({
  name,
  monthly,
  scope,
  currency: "USD",
  known: "1",
  unpriced: 1,
  thresholds: [],
  state: "open" as const,
});

describe("what it says", () => {
  test("the figures that a reader wants first, with what they leave open", () => {
    const said = words(page.slice(page.indexOf('<dl class="headline"'), page.indexOf("</dl>")));
    for (const text of [
      "GPU nodes 256",
      "GPUs 2,048 H100 SXM5",
      "2,026 PFLOP/s BF16, dense",
      "USD 18.38 M",
      "at least:",
      "1 failed",
      "1 waived, 1 not evaluated, 1 passed",
      "exit code 2",
    ])
      expect(said).toContain(text);
  });

  test("how the known cost stands to the budget of which it takes most", () => {
    const small = { ...budgetOf("small", "18376247.05"), known: "16538622.35", state: "warned" as const };
    const large = { ...small, name: "large", monthly: "99000000", state: "within" as const };
    const said = words(htmlReport({ ...document, budgets: [large, small] }));
    expect(said).toContain(
      "Budget small 90.0 % of USD 18,376,247.05 a month is known cost: above a threshold that warns",
    );
    expect(said).not.toContain("Budget large");
  });

  test("a group without any price has a bar of unknown length, never one of 0", () => {
    const rows = [
      ...page.matchAll(
        /<li><span>([^<]*)<\/span> <span class="figure">unknown \+ \d+ not priced<\/span><svg [^>]*><rect [^>]*class="([^"]*)"/g,
      ),
    ];
    expect(rows.map(([, group]) => group)).toContain("storage");
    expect(new Set(rows.map(([, , look]) => look))).toEqual(new Set(["track"]));
  });

  test("the budget as a mark on all of the cost, and on no part of it", () => {
    const budgets = [
      budgetOf("storage", "1000", { group: "storage" }),
      budgetOf("loose", "99000000"),
      budgetOf("tight", "36750000"),
    ];
    const marked = htmlReport({ ...document, budgets });
    // The scale ends 2 % beyond the budget.
    expect(marked.match(/<line class="limit"[^>]*x1="[^"]*"/g)).toEqual(['<line class="limit" x1="98.039%"']);
    expect(words(marked)).toContain("all, at least 18,376,169.65 of 36,750,000.00, the budget tight");
    expect(page).not.toContain('<line class="limit"');
  });

  test("needs of pulumi up that the stack itself shows not to be met, beside the verdict", () => {
    const unmet = ndH100({ environment: { adminGroups: ["00000000-0000-0000-0000-000000000003"] } });
    const said = words(htmlReport(documentOf({ graph: unmet, findings: [], asOf })));
    expect(said).toContain("exit code 0: no rule, budget or change stops it; 1 need of pulumi up not met");
    expect(words(page)).not.toContain("not met");
  });

  test("the address plan to scale, with what is free", () => {
    expect(words(page)).toContain("10.0.0.0/20: 4,096 addresses, of which 2,976 (72.7 %) are free");
    expect(page).toMatch(/<svg x="0\.000%" y="0\.000%" width="50\.000%" height="50\.000%" class="block">/);
  });

  test("paths in the clear before those that are encrypted", () => {
    const [clear, encrypted] = ["<h3>In the clear</h3>", "<h3>Encrypted</h3>"].map((title) =>
      page.indexOf(title),
    );
    expect(clear).toBeGreaterThan(0);
    expect(encrypted).toBeGreaterThan(clear ?? 0);
  });

  test("cost against time with a point for each number of nodes, and a run that says that it is drawn", () => {
    const trained = htmlReport(
      documentOf({ graph: ndH100({ environment: { workloads: [workload] } }), findings, asOf }),
    );
    const chart = trained.slice(
      trained.indexOf('id="cost-time-0-title"'),
      trained.indexOf("</figure>", trained.indexOf('id="cost-time-0-title"')),
    );
    expect(
      [...chart.matchAll(/<circle class="mark( beside)?"/g)].filter(([, beside]) => beside === undefined),
    ).toHaveLength(1);
    expect(chart).toMatch(/<circle class="mark"[^>]*r="6"><\/circle><text [^>]*>80<\/text>/);
    const said = words(trained);
    expect(said).toContain(
      "A simulated draw, no forecast: when something fails is drawn at random at the stated rate, from the seed “exaform/test/gpt-3”.",
    );
    const interruptions = [...trained.matchAll(/<path class="mark failed"/g)].length;
    expect(said).toContain(`with ${interruptions} interruptions and a checkpoint every`);
    const ids = [...trained.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.filter((id) => id === "training" || id === "timeline")).toEqual(["training", "timeline"]);
    expect(page).not.toContain('<section id="timeline"');
  });

  test("what was refused, and nothing that would have been created", () => {
    const problems = [{ path: "nodes", value: -1, message: "must be positive", fix: "write 1" }];
    const refused = htmlReport(refusalOf({ project: "exaform", stack: "bad", asOf, problems }));
    expect(words(refused)).toContain("exit code 1: the input has problems");
    expect(words(refused)).toContain("must be positive");
    expect([...refused.matchAll(/<section id="([^"]+)"/g)].map(([, id]) => id)).toEqual(["problems"]);
  });
});
