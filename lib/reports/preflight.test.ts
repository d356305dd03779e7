import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import type { Check } from "../preflight/check.ts";
import { markdownText } from "./markdown.ts";
import { preflightDocument, preflightSchema, preflightSections, preflightTitle } from "./preflight.ts";
import { terminalText } from "./terminal.ts";

const check = (status: Check["status"], id: string, todo?: string): Check => ({
  id,
  topic: "quota",
  needed: `${id} is there`,
  status,
  reason: `because of ${id}`,
  ...(todo !== undefined && { todo }),
  evidence: [`GET /${id}`],
});

function document(...checks: readonly Check[]) {
  return preflightDocument({
    project: "exaform",
    stack: "dev",
    asOf: "2026-11-24",
    subscriptionId: "s",
    azure: { simulated: true, endpoint: "world.yaml", assumptions: ["quota is unlimited"] },
    checks,
    unaskable: [],
  });
}

test("the JSON is what its schema says", () => {
  const validate = new Ajv2020({ strict: false }).compile(preflightSchema());
  validate(document(check("ok", "a"), check("failed", "b", "do it")));
  expect(validate.errors).toBe(null);
});

test("the terminal shows what is wrong first, then what nobody knows, then what is in order", () => {
  const text = terminalText(
    "title",
    preflightSections(document(check("ok", "a"), check("unknown", "b", "ask"), check("failed", "c", "mend"))),
    { width: 100 },
  );
  const order = [
    "1 failed, 1 unknown, 1 ok",
    "unknown is not ok",
    "quota is unlimited",
    "── Failed",
    "→ mend",
    "── Unknown",
    "→ ask",
    "── In order",
  ];
  const places = order.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
});

test("where nothing is unknown, nothing is said of it", () => {
  const text = markdownText("title", preflightSections(document(check("ok", "a"))));
  expect(text).toContain("0 failed, 0 unknown, 1 ok");
  expect(text).not.toContain("unknown is not ok");
  expect(text).not.toContain("Failed");
});

test("many rows of one topic in order are only counted", () => {
  const many = Array.from({ length: 6 }, (_, index) => check("ok", `row${index}`));
  const text = terminalText("title", preflightSections(document(...many)));
  expect(text).toContain("6 things");
  expect(text).not.toContain("row3");
});

test("the title says that it was a simulation", () => {
  expect(preflightTitle(document())).toBe(
    "exaform · dev · preflight of simulated Azure of world.yaml · as of 2026-11-24",
  );
});

test("what has the same answer stands together", () => {
  const alike = ["a", "b"].map((id) => ({ ...check("failed", id, "mend"), reason: "not allowed" }));
  const text = markdownText("title", preflightSections(document(...alike)));
  expect(text).toContain("| ❌ quota | a is there<br>b is there | not allowed<br>→ mend |");
});
