import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { catalogPrices } from "../../../catalog/prices.ts";
import { InvalidInput } from "../../planning/problem.ts";
import { ndH100 } from "../testing/nd-h100.ts";
import { idleProblems } from "./idle.ts";
import { parseScenarioFile, scenarioFileSchema, scenariosOf } from "./scenario-file.ts";
import { scenarioCosts } from "./scenarios.ts";

const FILE = `
scenarios:
  - name: office hours
    schedule:
      - { pools: "h*", days: [Monday, Tuesday, Wednesday, Thursday, Friday], from: "08:30", to: "18:00" }
  - name: spot, in euro
    compute: [{ match: GPU compute, term: spot }]
    spot: { evictionsPer1000NodeDays: 20, checkpointWriteSeconds: 60, restartSeconds: 600 }
    exchangeRate: { currency: EUR, rate: 0.5, asOf: 2026-11-22, source: our bank }
  - name: at most
    usage: high
usage:
  - { resource: "blob-*", priceItem: privateEndpoint/data, unit: GB, low: 0, expected: 10.5, high: 1000 }
`;

function problemsOf(text: string): string[] {
  try {
    parseScenarioFile(text, "s.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

const one = (more: string): string => `scenarios: [{ name: a, ${more} }]`;

describe("a scenario file", () => {
  const { content } = parseScenarioFile(FILE, "s.yaml");
  const scenarios = scenariosOf(content, () => catalogPrices);

  test("is read with its defaults, and hours are reckoned from days", () => {
    expect(scenarios.map(({ name, usage, compute }) => [name, usage, compute.length])).toEqual([
      ["office hours", "expected", 0],
      ["spot, in euro", "expected", 1],
      ["at most", "high", 0],
    ]);
    expect(scenarios[0]?.schedule).toEqual([{ pools: "h*", hoursPerWeek: 47.5, daysPerWeek: 5 }]);
    expect(content.usage[0]?.expected).toBe(10.5);
  });

  test("costs what it says, in its currency and with the rate named", () => {
    const [office, spot] = scenarioCosts(ndH100(), scenarios);
    expect(office?.notes[0]).toContain("pool h1 runs 47.5 of 168 hours a week");
    expect(spot).toMatchObject({ currency: "EUR", notes: ["0.5 EUR for 1 USD, 2026-11-22, our bank"] });
    const gpus = spot?.groups.find(({ group }) => group === "GPU compute")?.monthly;
    expect(gpus).toBe("1697761.44");
    expect(spot?.spot?.declared?.evictionsPer1000NodeDays).toBe("20");
  });

  test("is what its JSON Schema says", () => {
    const validate = new Ajv2020({ strict: false }).compile(scenarioFileSchema());
    expect([validate(parse(FILE)), validate.errors]).toEqual([true, null]);
    expect(validate({ scenarios: [{ name: "a", usage: "most" }] })).toBe(false);
  });
});

describe("is refused", () => {
  test.each([
    ["no scenario", "scenarios: []", "Too small"],
    ["two of one name", "scenarios: [{ name: a }, { name: a }]", "must not have two of one name"],
    ["an unknown term", one("compute: [{ match: a, term: reserved }]"), "Invalid option"],
    ["an unknown key", one("shedule: []"), "unknown key shedule"],
    ["a week of 169 hours", one('schedule: [{ pools: "*", hoursPerWeek: 169 }]'), "must be 0 to 168"],
    ["neither hours nor days", one('schedule: [{ pools: "*" }]'), "must have hoursPerWeek or days"],
    ["both", one('schedule: [{ pools: "*", hoursPerWeek: 1, days: [Monday] }]'), "and not both"],
    ["a day twice", one('schedule: [{ pools: "*", days: [Monday, Monday] }]'), "must not name a day twice"],
    [
      "a night",
      one('schedule: [{ pools: "*", days: [Monday], from: "22:00", to: "06:00" }]'),
      "must be later than from",
    ],
    ["no time to write", one("spot: { checkpointWriteSeconds: 0, restartSeconds: 1 }"), "must be 1 to 86400"],
    [
      "a negative rate",
      one("exchangeRate: { currency: EUR, rate: -1, asOf: 2026-11-22, source: s }"),
      "must be a plain decimal number",
    ],
    [
      "low above expected",
      `${one("usage: low")}\nusage: [{ priceItem: a, unit: GB, low: 3, expected: 2, high: 4 }]`,
      "must be at least low",
    ],
    ["a secret", one("notes: AccountKey=aaaaaaaaaaaaaaaaaaaaaaaaaaaa"), "looks like a storage account key"],
    ["no YAML", "scenarios: [", "neither YAML nor JSON"],
  ])("%s", (_, text, message) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(message)]);
  });

  test("with every problem at once, each with its line", () => {
    const text = "scenarios:\n  - name: a\n    usage: most\n  - usage: low\n";
    expect(problemsOf(text).map((problem) => problem.split(" ")[0])).toEqual(["s.yaml:3:12", "s.yaml:4:5"]);
  });

  test("what the stack has nothing of", () => {
    const text = `
scenarios:
  - name: a
    compute: [{ match: GPU computer, term: spot }, { match: "pool h1: *", term: spot }]
    schedule: [{ pools: gpu, hoursPerWeek: 1 }, { pools: h1, hoursPerWeek: 1 }]
usage:
  - { priceItem: privateEndpoint/date, unit: GB, low: 0, expected: 1, high: 2 }
  - { priceItem: privateEndpoint/data, unit: GB, low: 0, expected: 1, high: 2 }
  - { resource: nothing, priceItem: privateEndpoint/data, unit: GB, low: 0, expected: 1, high: 2 }
`;
    const problems = idleProblems(ndH100(), parseScenarioFile(text, "s.yaml"));
    expect(problems.map(({ path, fix }) => [path.split(" ")[1], fix.startsWith("did you mean")])).toEqual([
      ["scenarios[0].compute[0].match", true],
      ["scenarios[0].schedule[0].pools", false],
      ["usage[0]", true],
      ["usage[2]", true],
    ]);
  });
});
