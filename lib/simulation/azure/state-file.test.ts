import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Entry, StateFile } from "./state-file.ts";
import { Store } from "./store.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "exaform-state-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const vault = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/schlüssel";

const entries: readonly Entry[] = [
  { now: 0, changes: [{ given: [vault] }] },
  {
    now: 5,
    changes: [
      {
        set: {
          id: vault,
          inputs: { location: "eastus", emoji: "🔑" },
          provisioningState: "Creating",
          createdAt: 5,
        },
      },
      {
        begin: {
          operationId: "1",
          method: "PUT",
          id: vault,
          inputs: { location: "eastus" },
          startedAt: 5,
          endsAt: 65,
        },
      },
    ],
    request: { virtualSeconds: 5, method: "PUT", id: vault, status: 201, urn: "urn:a", retryAfter: 60 },
  },
  { now: 65, changes: [{ end: "1", error: { code: "AllocationFailed", message: "no capacity" } }] },
];

function written(name: string, lines: readonly Entry[] = entries): string {
  const file = join(folder, name);
  rmSync(file, { force: true });
  const state = StateFile.open(file);
  for (const line of lines) state.append(line);
  state.close();
  return file;
}

function reopened(file: string): readonly Entry[] {
  const state = StateFile.open(file);
  state.close();
  return state.entries;
}

describe("a process that is killed while it writes", () => {
  test("leaves the state as it was before that line or after it, whichever byte was the last", () => {
    const whole = readFileSync(written("whole"));
    const text = whole.toString("utf8");
    const file = join(folder, "cut");
    for (let bytes = 0; bytes <= whole.length; bytes += 1) {
      writeFileSync(file, whole.subarray(0, bytes));
      const complete = whole.subarray(0, bytes).filter((byte) => byte === 10).length;
      expect(reopened(file)).toEqual(entries.slice(0, Math.max(0, complete - 1)));
    }
    expect(text.split("\n")).toHaveLength(entries.length + 2);
  });

  test("does not spoil what is written after it: repeating the lost line gives the same file", () => {
    const file = written("repeat");
    const whole = readFileSync(file);
    const lastLine = whole.subarray(0, -1).lastIndexOf(10) + 1;
    for (let bytes = lastLine; bytes < whole.length; bytes += 1) {
      writeFileSync(file, whole.subarray(0, bytes));
      const state = StateFile.open(file);
      for (const entry of entries.slice(-1)) state.append(entry);
      state.close();
      expect(readFileSync(file).equals(whole)).toBe(true);
    }
  });

  test("leaves nothing behind a shorter line that is written next", () => {
    const file = written("shorter");
    writeFileSync(file, readFileSync(file).subarray(0, -1));
    const state = StateFile.open(file);
    state.append({ now: 6 });
    state.close();
    expect(reopened(file)).toEqual([...entries.slice(0, -1), { now: 6 }]);
    expect(readFileSync(file, "utf8").endsWith('}\n{"now":6}\n')).toBe(true);
  });

  test("leaves a long operation under way", () => {
    const store = new Store(written("under-way", entries.slice(0, 2)), () => undefined);
    expect(store.now).toBe(5);
    expect(store.running().map(({ endsAt, write }) => [write.id, endsAt])).toEqual([[vault, 65]]);
    expect(store.resource(vault.toUpperCase())?.provisioningState).toBe("Creating");
    expect(store.requests).toEqual([entries[1]?.request]);
    store.close();
  });
});

describe("a state file", () => {
  test("keeps what the store remembers", () => {
    const store = new Store(written("kept"), () => undefined);
    expect(store.running()).toEqual([]);
    expect(store.operation("1")?.error?.code).toBe("AllocationFailed");
    expect(store.given).toEqual([vault]);
    expect(store.nextOperationId()).not.toBe("1");
    store.close();
  });

  test("is its owner's to read, for a program may have written secrets into its resources", () => {
    expect(statSync(written("mode")).mode & 0o077).toBe(0);
  });

  test.each([
    ["another file", (file: string) => writeFileSync(file, "stack: dev\n"), ":1"],
    ["an empty line", (file: string) => appendFileSync(file, "\n"), ":5"],
    ["a flipped bit", (file: string) => flip(file), ":3"],
    ["a line of another kind", (file: string) => appendFileSync(file, '{"now":70,"then":1}\n'), ":5"],
  ])("that was changed is refused, not guessed at: %s", (_what, damage, place) => {
    const file = written("damaged");
    damage(file);
    expect(() => StateFile.open(file)).toThrow(`${file}${place}: this is no line of such a file`);
  });
});

/** Breaks a brace of the second entry. */
function flip(file: string): void {
  const bytes = readFileSync(file);
  const line = bytes.indexOf(10, bytes.indexOf(10) + 1) + 1;
  bytes[line] = (bytes[line] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}
