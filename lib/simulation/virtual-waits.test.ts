import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { standInsFor } from "./stand-ins.ts";
import { FakeArm } from "./testing/fake-arm.ts";

const arm = new FakeArm();
let url: string;
beforeAll(async () => {
  url = await arm.listen();
});
afterAll(() => arm.close());
beforeEach(() => arm.forget());

/** Runs a program as the language host does, and gives what it printed. */
async function run(
  program: string,
  clock: string = url,
): Promise<{ readonly printed: string; readonly exitCode: unknown }> {
  const preloads = standInsFor(clock).preloads.flatMap((module) => ["--import", module]);
  const args = [...preloads, "--input-type=module", "--eval", program];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, "close")]);
  return { printed, exitCode };
}

test("a wait of ten minutes is over as soon as the clock says so", async () => {
  const { printed } = await run(`
    import { setTimeout as sleep } from "node:timers/promises";
    console.log(await sleep(600_000, "value"));
  `);
  expect(printed).toBe("value\n");
  expect(arm.waits).toEqual([{ seconds: 600 }]);
});

test("an aborted wait is cancelled on the clock, and rejects as Node.js does", async () => {
  arm.holdsWaits = true;
  const finished = run(`
    import { setTimeout as sleep } from "node:timers/promises";
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await sleep(600_000, undefined, { signal: controller.signal }).catch(({ name, code }) => console.log(name, code));
  `);
  await arm.hungUp;
  expect((await finished).printed).toBe("AbortError ABORT_ERR\n");
});

test("a wait whose signal was aborted before does not begin", async () => {
  const { printed } = await run(`
    import { setTimeout as sleep } from "node:timers/promises";
    await sleep(600_000, undefined, { signal: AbortSignal.abort() }).catch(({ name }) => console.log(name));
  `);
  expect(printed).toBe("AbortError\n");
  expect(arm.waits).toEqual([]);
});

test("timers with callbacks stay real", async () => {
  const { printed } = await run(`setTimeout(() => console.log("rang"), 1);`);
  expect(printed).toBe("rang\n");
  expect(arm.waits).toEqual([]);
});

test("a wait fails where the clock is gone", async () => {
  const { exitCode } = await run(
    `import { setTimeout as sleep } from "node:timers/promises"; await sleep(1);`,
    "http://127.0.0.1:1",
  );
  expect(exitCode).toBe(1);
});
