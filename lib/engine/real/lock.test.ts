import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { whileAlone } from "./lock.ts";

let folder = "";
let lock = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "exaform-test-"));
  lock = join(folder, "cache/lock");
});
afterEach(() => rmSync(folder, { recursive: true }));

const { signal } = new AbortController();

test("it is there while somebody works, and goes even where that fails", async () => {
  const failing = whileAlone(
    lock,
    signal,
    () => {},
    async (waited) => {
      expect([waited, existsSync(lock)]).toEqual([false, true]);
      throw new Error("no space left");
    },
  );
  await expect(failing).rejects.toThrow("no space left");
  expect(existsSync(lock)).toBe(false);
});

test("no two work at once, and the second knows that it waited", async () => {
  const told: (string | boolean)[] = [];
  const work = async (waited: boolean): Promise<void> => {
    told.push("begin", waited);
    await new Promise(setImmediate);
    told.push("end");
  };
  await Promise.all([1, 2].map(() => whileAlone(lock, signal, () => told.push("waits"), work)));
  expect(told.filter((word) => word !== "waits")).toEqual(["begin", false, "end", "begin", true, "end"]);
  expect(told.filter((word) => word === "waits")).toHaveLength(1);
});

test("who is told to end while it waits ends, and leaves the lock to its holder", async () => {
  await whileAlone(
    lock,
    signal,
    () => {},
    async () => {
      const interruption = new AbortController();
      const waiting = whileAlone(
        lock,
        interruption.signal,
        () => interruption.abort(),
        async () => "done",
      );
      await expect(waiting).rejects.toThrow("aborted");
      expect(existsSync(lock)).toBe(true);
    },
  );
});

test("a folder that cannot be written is no lock that another holds", async () => {
  writeFileSync(join(folder, "cache"), "");
  await expect(
    whileAlone(
      lock,
      signal,
      () => {},
      async () => {},
    ),
  ).rejects.toThrow("EEXIST");
});
