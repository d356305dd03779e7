import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What ends a program from outside: Ctrl-C, a CI job's time limit, a closed terminal. */
const ENDINGS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Gives a function a folder of its own and removes it afterwards, whatever happens to the function.
 *
 * @param use gets the folder, which no other user may enter, and a signal that aborts when this process is told to end: processes
 * that are started with it end too, and then the folder goes and this process ends as it was told.
 */
export async function withTempFolder<T>(
  use: (folder: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "exaform-"));
  const interruption = new AbortController();
  const interrupt = (ending: NodeJS.Signals): void => interruption.abort(ending);
  for (const ending of ENDINGS) process.on(ending, interrupt);
  try {
    return await use(folder, interruption.signal);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    for (const ending of ENDINGS) process.off(ending, interrupt);
    if (interruption.signal.aborted) process.kill(process.pid, interruption.signal.reason);
  }
}
