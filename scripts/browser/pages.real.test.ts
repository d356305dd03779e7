import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import axe from "axe-core";
import type { Browser, Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { rehearsalOf } from "../../lib/analysis/rehearsal/rehearsal.ts";
import { goodSteps, recordOf } from "../../lib/analysis/testing/rehearsals.ts";
import { rehearsalHtml } from "../../lib/reports/rehearsal/html.ts";
import { findChromium, openBrowser } from "./browser.ts";
import { costPage, reportPage } from "./report-page.ts";

const chromium = await findChromium();
if (chromium === undefined)
  process.stderr.write("the tests of pages are skipped, which is no pass: there is no Chromium on PATH\n");

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
/** A4 within margins of 14 mm, in CSS pixels. */
const SHEET = { width: 688, height: 1016 };

describe.skipIf(chromium === undefined).each([
  ["the report of nd-h100-prod", () => reportPage("nd-h100-prod", "2026-11-22")],
  ["the cost of nd-h100-dev", () => costPage("nd-h100-dev", "2026-11-22")],
  ["a rehearsal", async () => rehearsalHtml(rehearsalOf(recordOf(goodSteps())))],
])("%s in a browser", (_, make) => {
  let [folder, address] = ["", ""];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "exaform-page-"));
    const file = join(folder, "page.html");
    writeFileSync(file, await make());
    address = pathToFileURL(file).href;
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(() => page.close());

  /** Opens the page; what it asks for and says is noted. */
  async function open(size: typeof DESKTOP, scheme: "light" | "dark" = "light") {
    page = await browser.newPage();
    const [requests, messages]: string[][] = [[], []];
    page.on("request", (request) => requests?.push(request.url()));
    page.on("console", (message) => messages?.push(message.text()));
    page.on("pageerror", (error) => messages?.push(String(error)));
    await page.setViewport(size);
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(address);
    return { requests, messages };
  }

  /** What an expression gives in the page, as text. */
  async function textsOf(expression: string): Promise<string[]> {
    return (await page.evaluate(`(async () => [...${expression}].map(String))()`)) as string[];
  }

  test("is less than 1.5 MB, asks for nothing but itself and says nothing on the console", async () => {
    expect(statSync(fileURLToPath(address)).size).toBeLessThan(1_500_000);
    expect(await open(DESKTOP)).toEqual({ requests: [address], messages: [] });
  });

  test.each(["light", "dark"] as const)("has no violation of accessibility in %s", async (scheme) => {
    await open(DESKTOP, scheme);
    await page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true");
    await page.evaluate(axe.source);
    const found = await textsOf(
      "(await axe.run()).violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`))",
    );
    expect(found).toEqual([]);
  });

  test("follows the reader's choice of dark", async () => {
    const paper = "[getComputedStyle(document.body).backgroundColor]";
    await open(DESKTOP, "light");
    const light = await textsOf(paper);
    await page.close();
    await open(DESKTOP, "dark");
    expect([light, await textsOf(paper)]).toEqual([["rgb(255, 255, 255)"], ["rgb(15, 20, 26)"]]);
  });

  test("is no wider than a phone; what is wider scrolls in a region of its own that a keyboard reaches", async () => {
    await open(PHONE);
    expect(await textsOf("[document.documentElement.scrollWidth]")).toEqual([String(PHONE.width)]);
    const stuck =
      "[...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth && one.tabIndex !== 0)";
    expect(await textsOf(stuck)).toEqual([]);
  });

  test.each([
    ["a desktop", DESKTOP],
    ["a phone", PHONE],
  ])("has charts on %s whose texts do not overlap and are not cut off", async (_name, size) => {
    await open(size);
    expect(await textsOf(`(${OVERLAPS})()`)).toEqual([]);
  });

  test("can be read with the keyboard alone, in the order in which it stands, and shows where the focus is", async () => {
    await open(DESKTOP);
    const stops = await textsOf(`(${STOPS})()`);
    expect(stops[0]).toBe("A Skip to the content");
    const met: string[] = [];
    for (let press = 0; press < stops.length; press += 1) {
      await page.keyboard.press("Tab");
      met.push(...(await textsOf(`[(${NAME})(document.activeElement)]`)));
      if (press === 0)
        expect(await textsOf("[document.activeElement.getBoundingClientRect().top >= 0]")).toEqual(["true"]);
      expect(await textsOf("[getComputedStyle(document.activeElement).outlineStyle]")).not.toEqual(["none"]);
    }
    expect(met).toEqual(stops);
  });

  test("opens a fold with the keyboard, and the skip link leads to the content", async () => {
    await open(DESKTOP);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await textsOf("[document.activeElement.id]")).toEqual(["content"]);
    await page.focus("details:not([open]) > summary");
    await page.keyboard.press("Enter");
    expect(await textsOf("[document.activeElement.parentElement.open]")).toEqual(["true"]);
  });

  test("has a heading in each section, and a table of contents that leads to all of them", async () => {
    await open(DESKTOP);
    const headed = await textsOf("document.querySelectorAll('main > section:has(> h2)')");
    const entries = await textsOf("document.querySelectorAll('nav a')");
    const targets = await textsOf(
      "[...document.querySelectorAll('nav a')].map((one) => document.querySelector(one.hash)?.tagName)",
    );
    expect(headed.length).toBeGreaterThan(2);
    expect(entries).toHaveLength(headed.length);
    expect(new Set(targets)).toEqual(new Set(["SECTION"]));
  });

  test("is light on paper, with its folds open", async () => {
    await open(DESKTOP, "dark");
    await page.emulateMediaType("print");
    expect(await textsOf("[getComputedStyle(document.body).backgroundColor]")).toEqual([
      "rgb(255, 255, 255)",
    ]);
    const closed =
      "[...document.querySelectorAll('details > :not(summary)')].filter((one) => one.getBoundingClientRect().height === 0).map((one) => one.outerHTML)";
    expect(await textsOf(closed)).toEqual([]);
  });

  test("fits a sheet of A4, and breaks no word of a table", async () => {
    await open(SHEET);
    await page.emulateMediaType("print");
    expect(await textsOf("[document.documentElement.scrollWidth]")).toEqual([String(SHEET.width)]);
    expect(await textsOf(`(${BROKEN})()`)).toEqual([]);
  });
});

/** How a test names an element. */
const NAME = "(one) => `${one.tagName} ${one.getAttribute('aria-label') ?? one.textContent.slice(0, 60)}`";

/** What a keyboard can reach and what is shown, in its order. */
const STOPS = `() => [...document.querySelectorAll("a[href], summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ contentVisibilityAuto: true }))
  .map(${NAME})`;

/** Texts of charts that touch each other, or that stand outside their chart. */
const OVERLAPS = `() => [...document.querySelectorAll("svg.chart")].flatMap((chart) => {
  const frame = chart.getBoundingClientRect();
  const texts = [...chart.querySelectorAll("text")].map((one) => ({ words: one.textContent, box: one.getBoundingClientRect() }));
  const outside = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1);
  const touching = texts.flatMap(({ words, box }, index) =>
    texts.slice(index + 1)
      .filter(({ box: other }) => box.left < other.right && other.left < box.right && box.top + 2 < other.bottom && other.top + 2 < box.bottom)
      .map((other) => words + " over " + other.words));
  return [...outside.map(({ words }) => words + " is cut off"), ...touching];
})`;

/** Plain words in tables that stand on more than one line. */
const BROKEN = `() => [...document.querySelectorAll("th, td")].flatMap((cell) => {
  const range = document.createRange();
  const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walker.nextNode()) {
    for (const { 0: word, index } of walker.currentNode.data.matchAll(/(?<=^|\\s)[a-z]{2,14}(?=$|\\s)/gi)) {
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (range.getClientRects().length > 1) broken.push(word + " in " + cell.textContent);
    }
  }
  return broken;
})`;
