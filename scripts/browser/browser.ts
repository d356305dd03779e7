import { execFile } from "node:child_process";
import { promisify } from "node:util";
import puppeteer, { type Browser } from "puppeteer-core";

/** Names under which systems install Chromium, or a browser made of it. */
const COMMANDS = ["chromium", "chromium-browser", "google-chrome"];

/** The path of a Chromium on PATH; `undefined` where there is none. */
export async function findChromium(): Promise<string | undefined> {
  for (const command of COMMANDS) {
    try {
      return (await promisify(execFile)("which", [command])).stdout.trim();
    } catch {
      // The next name may be there.
    }
  }
  return undefined;
}

/**
 * A browser without a window.
 *
 * @throws Error where there is no Chromium.
 */
export async function openBrowser(): Promise<Browser> {
  const executablePath = await findChromium();
  if (executablePath === undefined)
    throw new Error("there is no Chromium: install it (apt-get install chromium)");
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return puppeteer.launch({ executablePath, args });
}
