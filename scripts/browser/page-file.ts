import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Gives a page as a file while something runs: browsers open files, as whoever gets a report does. */
export async function withPage<T>(html: string, run: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "exaform-page-"));
  try {
    const file = join(folder, "page.html");
    writeFileSync(file, html);
    return await run(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
