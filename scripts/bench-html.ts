import { pathToFileURL } from "node:url";
import type { Browser } from "puppeteer-core";
import * as z from "zod";
import { documentOf } from "../lib/reports/document.ts";
import { htmlReport } from "../lib/reports/html/report.ts";
import { pictureOf } from "../lib/reports/picture.ts";
import { assess, ruleTitles } from "../policies/assess.ts";
import { openBrowser } from "./browser/browser.ts";
import { withPage } from "./browser/page-file.ts";
import { graphOfStack } from "./program.ts";

const STACK = "nd-h100-prod";
const ROUNDS = 9;

/** What a reader waits for at most, and what goes into a mail. */
const MOST = { milliseconds: 1_000, bytes: 1_500_000 };

/** A page with nothing on it: what opening a file costs by itself. */
const EMPTY = "<!doctype html><html lang=en><title>empty</title><p>empty";

const timesSchema = z.strictObject({ load: z.number(), paint: z.number() });
type Times = z.output<typeof timesSchema>;

/** Milliseconds from the start of the navigation. */
async function timesOf(browser: Browser, file: string): Promise<Times> {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(file).href, { waitUntil: "load" });
  const times = await page.evaluate(`new Promise((done) => requestAnimationFrame(() => setTimeout(() => done({
    load: performance.getEntriesByType("navigation")[0].loadEventEnd,
    paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  }), 50)))`);
  await page.close();
  return timesSchema.parse(times);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Both files in turn, so that a busy machine slows both. */
async function compare(browser: Browser, files: readonly string[]): Promise<Times[]> {
  const rounds: Times[][] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const times: Times[] = [];
    for (const file of files) times.push(await timesOf(browser, file));
    rounds.push(times);
  }
  return files.map((_, index) => ({
    load: median(rounds.map((times) => times[index]?.load ?? Number.NaN)),
    paint: median(rounds.map((times) => times[index]?.paint ?? Number.NaN)),
  }));
}

/** `npm run bench:html`: how large the report of a stack is, how long it takes to make, and how soon a browser shows it. */
async function bench(): Promise<void> {
  const asOf = new Date().toISOString().slice(0, 10);
  const graph = await graphOfStack(STACK);
  const document = documentOf({ graph, findings: assess(graph, { asOf }), asOf });
  const began = performance.now();
  const html = htmlReport(document, { picture: await pictureOf(graph), ruleTitles });
  const made = performance.now() - began;
  const browser = await openBrowser();
  const bytes = Buffer.byteLength(html);
  const lines = await withPage(html, (report) =>
    withPage(EMPTY, async (empty) => {
      const [own, least] = await compare(browser, [report, empty]);
      if (own === undefined || least === undefined) throw new Error("nothing was measured");
      if (bytes > MOST.bytes || own.load > MOST.milliseconds) process.exitCode = 1;
      return [
        `${STACK} as HTML: ${bytes.toLocaleString("en")} bytes, made in ${made.toFixed(0)} ms with its picture`,
        `load        ${own.load.toFixed(0)} ms, ${(own.load / least.load).toFixed(1)} × an empty page (${least.load.toFixed(0)} ms)`,
        `first paint ${own.paint.toFixed(0)} ms, ${(own.paint / least.paint).toFixed(1)} × an empty page (${least.paint.toFixed(0)} ms)`,
        `medians of ${ROUNDS} rounds, ${await browser.version()}`,
        process.exitCode === 1
          ? "over a bound"
          : `within ${MOST.milliseconds} ms and ${MOST.bytes.toLocaleString("en")} bytes`,
      ];
    }),
  ).finally(() => browser.close());
  process.stdout.write(`${lines.join("\n")}\n`);
}

await bench();
