import { expect, test } from "vitest";
import { costChangesOf } from "../../analysis/cost-changes.ts";
import { sketch } from "../../analysis/testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../../analysis/testing/nd-h100.ts";
import { UNKNOWN } from "../../graph/graph.ts";
import { MARKDOWN_LIMIT_BYTES, markdownText } from "../markdown.ts";
import { terminalText } from "../terminal.ts";
import { costChangeSection } from "./cost-changes.ts";

const changesOf = (...graphs: Parameters<typeof costChangesOf>) => ({
  against: "main",
  ...costChangesOf(...graphs),
});

test("says what rises, what falls and what is not known", () => {
  const changes = changesOf(
    ndH100(),
    ndH100({ h1: { count: 87 }, h2: { count: 84 }, h3: { count: UNKNOWN } }),
  );
  const text = terminalText("title", costChangeSection(changes), { width: 120 });
  expect(text).toMatch(/changed +h1 +count +6,172,529\.60 +6,244,303\.20 +\+71,773\.60/);
  expect(text).toMatch(/changed +h2 +count +6,100,756\.00 +6,028,982\.40 +-71,773\.60/);
  expect(text).toMatch(/changed +h3 +count +6,100,756\.00 +unknown +unknown$/m);
  expect(text).toContain("what has none, on either side, is not in it");
});

test("shows no difference where one side has no price at all: neither 0 nor a saving", () => {
  const changes = changesOf(ndH100(), sketch(...ndH100Sketches(), pool("spare", 1, { count: UNKNOWN })));
  const text = terminalText("title", costChangeSection(changes), { width: 120 });
  expect(text).toMatch(/^added +spare +- +unknown +unknown$/m);
});

test("names the sides before and after: of a preview, today is what is there before", () => {
  const text = terminalText("title", costChangeSection(changesOf(ndH100(), ndH100())), { width: 120 });
  expect(text).toMatch(/^after/m);
  expect(text).not.toContain("today");
});

test("says that nothing changes", () => {
  expect(terminalText("title", costChangeSection(changesOf(ndH100(), ndH100())), { width: 120 })).toContain(
    "No cost changes.",
  );
});

test("of a thousand resources fits one comment, with the greatest rows", () => {
  const many = sketch(
    ...ndH100Sketches(),
    ...Array.from({ length: 1500 }, (_, index) => pool(`p${index}`, index)),
  );
  const text = markdownText("title", costChangeSection(changesOf(ndH100(), many)));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MARKDOWN_LIMIT_BYTES);
  expect(text).toContain("p1499");
  expect(text).not.toContain("| p1 |");
  expect(text).toMatch(/_\d+ more rows: see the JSON report\._/);
});

test("a side of which part has no price makes the difference a bound, not a total", () => {
  const scaled = { enableAutoScaling: true, minCount: 90, maxCount: 100 };
  const [plain, open] = [ndH100(), ndH100({ h1: scaled })];
  const rows = (...graphs: Parameters<typeof changesOf>) =>
    terminalText("title", costChangeSection(changesOf(...graphs)), { width: 140 });
  expect(rows(plain, open)).toMatch(/^changed +h1 .* \+ unknown +at least \+287,094\.40$/m);
  expect(rows(open, plain)).toMatch(/^changed +h1 .* at most -287,094\.40$/m);
});

test("the difference of all is a bound too, and unknown where a side has no price at all", () => {
  const disk = { type: "compute:Disk", name: "disk" };
  const endpoint = { type: "network:PrivateEndpoint", name: "endpoint" };
  const difference = (...graphs: Parameters<typeof changesOf>) =>
    terminalText("title", costChangeSection(changesOf(...graphs)), { width: 120 }).match(
      /^difference.*$/m,
    )?.[0];
  expect(difference(sketch(endpoint), sketch(disk))).toMatch(/^difference +unknown +unknown$/);
  expect(difference(sketch(), sketch(endpoint, disk))).toMatch(
    /^difference +at least \+0\.0100 +at least \+7\.30$/,
  );
});
