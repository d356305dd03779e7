import { expect, test } from "vitest";
import { changes, duration, marksText, outcome, took } from "./words.ts";

test.each([
  [0, "0 s"],
  [59.6, "1 min"],
  [90, "1 min 30 s"],
  [3600, "1 h"],
  [4350, "1 h 12 min"],
])("%d seconds are %s", (seconds, text) => {
  expect(duration(seconds)).toBe(text);
});

test("what was done is counted, and nothing is called nothing", () => {
  expect(changes({ changes: { same: 1176, update: 2, delete: 0 } })).toBe("1,176 same, 2 update");
  expect(changes({ changes: {} })).toBe("nothing");
});

test("what cost time is counted by its kind", () => {
  expect(marksText([{ kind: "busy" }, { kind: "throttled" }, { kind: "busy" }])).toBe(
    "2 × Azure was busy, 1 × throttled",
  );
});

test("waiting is told apart from work", () => {
  expect(took({ beganAt: 30, endedAt: 660, waitedSeconds: 30 })).toBe("10 min 30 s, 30 s of it waiting");
  expect(took({ beganAt: 0, endedAt: 30, waitedSeconds: 0 })).toBe("30 s");
});

test("a step that locks held back is done, and says so", () => {
  expect(outcome({ outcome: "done", failures: [] })).toBe("done");
  expect(outcome({ outcome: "failed", failures: [] })).toBe("failed");
});
