import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { openBrowser } from "./browser/browser.ts";
import { withPage } from "./browser/page-file.ts";
import { reportPage } from "./browser/report-page.ts";
import { ROOT } from "./stacks.ts";

/** The stack of which the README shows the report. */
const STACK = "nd-h100-prod";

/** What a reader of the README sees, in CSS pixels. */
const SIZE = { width: 1280, height: 1180 };

/** `npm run pictures [-- DATE]`: makes the README's pictures of the HTML report again. They need a Chromium. */
async function pictures(asOf: string): Promise<void> {
  const browser = await openBrowser();
  try {
    await withPage(await reportPage(STACK, asOf), async (file) => {
      for (const scheme of ["light", "dark"] as const) {
        const page = await browser.newPage();
        await page.setViewport(SIZE);
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        await page.goto(pathToFileURL(file).href);
        await page.screenshot({ path: join(ROOT, `docs/${STACK}-report-${scheme}.png`) });
      }
    });
  } finally {
    await browser.close();
  }
}

await pictures(process.argv[2] ?? new Date().toISOString().slice(0, 10));
