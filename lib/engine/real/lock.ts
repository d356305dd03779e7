import { mkdir, open, rm, stat, utimes } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** Between two looks at a lock that another process holds. */
const LOOK_MS = 200;

/** Between two signs of life of who holds it. */
const SIGN_MS = 5_000;

/** Without a sign for so long its holder is dead: a killed process takes nothing away. */
const DEAD_MS = 60_000;

/**
 * Does something while no other process does, of those that name the same lock.
 *
 * It spares work, and guards nothing that two at once would break: two that find a dead holder at one instant may both go on.
 * Life is told by the file's time and not by a process id, which means nothing in another container.
 *
 * @param file the lock: there as long as somebody works.
 * @param signal ends the wait.
 * @param onWait called once where another process is at it.
 * @param use is told whether it had to wait, so that what it would do may be done.
 */
export async function whileAlone<T>(
  file: string,
  signal: AbortSignal,
  onWait: () => void,
  use: (waited: boolean) => Promise<T>,
): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let waited = false;
  while (!(await took(file))) {
    if (await isDead(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (!waited) onWait();
    waited = true;
    await sleep(LOOK_MS, undefined, { signal });
  }
  const signs = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), SIGN_MS);
  try {
    return await use(waited);
  } finally {
    clearInterval(signs);
    await rm(file, { force: true });
  }
}

async function took(file: string): Promise<boolean> {
  try {
    await (await open(file, "wx")).close();
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function isDead(file: string): Promise<boolean> {
  try {
    return Date.now() - (await stat(file)).mtimeMs > DEAD_MS;
  } catch {
    // Given back since.
    return false;
  }
}
