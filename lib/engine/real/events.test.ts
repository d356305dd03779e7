import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { errorsIn, readEvents, violationsIn } from "./events.ts";

const folder = mkdtempSync(join(tmpdir(), "exaform-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function eventsOf(...events: object[]) {
  const file = join(folder, "events.jsonl");
  writeFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  return readEvents(file);
}

test("errors are told as Pulumi shows them, and nothing else is an error", async () => {
  const events = await eventsOf(
    { sequence: 0, timestamp: 1, preludeEvent: { config: {} } },
    { diagnosticEvent: { severity: "warning", message: "mind the gap\n", color: "never" } },
    { diagnosticEvent: { severity: "error", message: "two\nlines\n", color: "never" } },
  );
  expect(errorsIn(events)).toEqual(["two\nlines"]);
});

test("violations keep their resource and their weight", async () => {
  const violation = {
    policyPackName: "exaform",
    policyName: "N01",
    message: "is not private\n",
    color: "never",
  };
  const events = await eventsOf(
    { policyEvent: { ...violation, enforcementLevel: "mandatory", resourceUrn: "urn:a" } },
    { policyEvent: { ...violation, enforcementLevel: "advisory" } },
  );
  expect(violationsIn(events)).toEqual([
    { pack: "exaform", policy: "N01", enforcement: "mandatory", urn: "urn:a", message: "is not private" },
    { pack: "exaform", policy: "N01", enforcement: "advisory", urn: "", message: "is not private" },
  ]);
});

test("what was cut off when the CLI was killed is left out", async () => {
  const file = join(folder, "killed.jsonl");
  writeFileSync(file, '{"diagnosticEvent":{"severity":"error","message":"a"}}\n{"diagnosticEvent":{"sev');
  expect(errorsIn(await readEvents(file))).toEqual(["a"]);
});

test("where the engine never began there are no events", async () => {
  expect(await readEvents(join(folder, "absent.jsonl"))).toEqual([]);
});
