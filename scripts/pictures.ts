import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "puppeteer-core";
import { openBrowser } from "./browser/browser.ts";
import { withPage } from "./browser/page-file.ts";
import { reportPage } from "./browser/report-page.ts";
import { ROOT } from "./stacks.ts";

/** The stack of which the docs show reports. */
const STACK = "nd-h100-prod";

/** One picture of a page. */
interface Picture {
  readonly file: string;
  readonly scheme: "light" | "dark";
  /** In CSS pixels; what is below is cut off. */
  readonly size: { readonly width: number; readonly height: number };
  /** Name of the picture in docs/. */
  readonly name: string;
}

async function take(browser: Browser, { file, scheme, size, name }: Picture): Promise<void> {
  const page = await browser.newPage();
  await page.setViewport(size);
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(ROOT, "docs", name) });
}

/**
 * `npm run pictures [-- DATE [REHEARSAL]]`: makes the pictures of HTML reports again. They need a Chromium.
 *
 * @param rehearsal what `exaform rehearse --format html` wrote. @default - its picture stays as it is
 */
async function pictures(asOf: string, rehearsal: string | undefined): Promise<void> {
  const browser = await openBrowser();
  try {
    await withPage(await reportPage(STACK, asOf), async (file) => {
      const size = { width: 1280, height: 1180 };
      for (const scheme of ["light", "dark"] as const)
        await take(browser, { file, scheme, size, name: `${STACK}-report-${scheme}.png` });
    });
    if (rehearsal === undefined) return;
    const size = { width: 1000, height: 2490 };
    await take(browser, { file: rehearsal, scheme: "light", size, name: `${STACK}-rehearsal.png` });
  } finally {
    await browser.close();
  }
}

const [asOf = new Date().toISOString().slice(0, 10), rehearsal] = process.argv.slice(2);
await pictures(asOf, rehearsal);
