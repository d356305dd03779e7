import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { Log, Result } from "sarif";
import { describe, expect, test } from "vitest";
import type { FindingsReport } from "./report.ts";
import { findingsSarif } from "./sarif.ts";
import { finding, oneOfEach, reportWith, rule } from "./testing/report.ts";

/**
 * SARIF's published schema, as @microsoft/jest-sarif 1.0.0-beta.0 (MIT licence) has it.
 * Source: https://json.schemastore.org/sarif-2.1.0-rtm.5.json
 */
const { $schema, id, ...schema } = JSON.parse(
  readFileSync(join(import.meta.dirname, "testing/sarif-2.1.0.schema.json"), "utf8"),
);
// It is of draft 04, of which it uses nothing that later drafts read differently; one of its patterns is none of Unicode's.
const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

function sarif(report: FindingsReport): Log {
  const log: unknown = JSON.parse(findingsSarif(report));
  validate(log);
  expect(validate.errors).toBeNull();
  return log as Log;
}

function resultsOf(report: FindingsReport): readonly Result[] {
  return sarif(report).runs[0]?.results ?? [];
}

test("the schema refuses what is no SARIF", () => {
  const log = sarif(oneOfEach);
  expect(validate({ ...log, version: "2.0.0" })).toBe(false);
  expect(validate({ ...log, runs: [{ tool: {} }] })).toBe(false);
});

test("a report of nothing is valid", () => {
  expect(resultsOf(reportWith([], []))).toEqual([]);
});

describe("a result", () => {
  test("is what failed, what is waived, and what is open; the others are counted", () => {
    expect(resultsOf(oneOfEach).map(({ ruleId, kind, level }) => [ruleId, kind, level])).toEqual([
      ["N01", "fail", "error"],
      ["N01", "fail", "error"],
      ["N02", "open", "none"],
    ]);
    expect(sarif(oneOfEach).runs[0]?.properties?.counts).toEqual({
      passed: 1,
      failed: 1,
      waived: 1,
      notEvaluated: 1,
      notApplicable: 1,
    });
  });

  test("says where to write, and of what", () => {
    expect(resultsOf(oneOfEach)[0]).toMatchObject({
      message: { text: "a.b is failed" },
      ruleIndex: 0,
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "stacks/nd-h100.ts", uriBaseId: "%SRCROOT%" },
            region: { startLine: 12, startColumn: 3 },
          },
          logicalLocations: [
            {
              fullyQualifiedName: "urn:pulumi:test::exaform::azure-native:network:Subnet::nodes#a.b",
              name: "nodes",
            },
          ],
        },
      ],
    });
  });

  test("a path outside of the project has no base", () => {
    const place = { file: "/tmp/my state.json", line: 1, column: 1 };
    const [result] = resultsOf(reportWith([finding("N01", "failed", { place })]));
    expect(result?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({
      uri: "/tmp/my%20state.json",
    });
  });

  test("a waived one is suppressed with its reason, and no other is", () => {
    expect(resultsOf(oneOfEach).map(({ suppressions }) => suppressions)).toEqual([
      undefined,
      [
        {
          kind: "external",
          status: "accepted",
          justification: "is open; waived until 2027-01-31 by me: because",
        },
      ],
      undefined,
    ]);
  });

  test("a failure of an advisory rule is a warning", () => {
    const [result] = resultsOf(reportWith([finding("N01", "failed", { enforcement: "advisory" })]));
    expect(result?.level).toBe("warning");
  });
});

describe("its fingerprint", () => {
  const of = (...of: Parameters<typeof finding>) =>
    resultsOf(reportWith([finding(...of)]))[0]?.partialFingerprints;
  const base = of("N01", "failed");

  test("stays when text, line or status change", () => {
    expect(base?.primaryLocationLineHash).toMatch(/^[0-9a-f]{32}:1$/);
    expect(of("N01", "failed", { message: "other" })).toEqual(base);
    expect(of("N01", "failed", { place: { file: "x.ts", line: 9, column: 9 } })).toEqual(base);
    expect(of("N01", "waived")).toEqual(base);
  });

  test.each<[string, Parameters<typeof finding>]>([
    ["rule", ["N02", "failed"]],
    ["resource", ["N01", "failed", { urn: "urn:pulumi:test::exaform::a:b:C::d" }]],
    ["property", ["N01", "failed", { path: "a.c" }]],
    ["border between them", ["N01a", "failed", { path: ".b" }]],
  ])("differs for another %s", (_, other) => {
    expect(of(...other)).not.toEqual(base);
  });
});

test("a rule says what to write, why, and how bad it is as GitHub counts", () => {
  const severities = ["critical", "high", "medium", "low"] as const;
  const rules = severities.map((severity) => rule(severity, { severity }));
  const told = sarif(reportWith([], rules)).runs[0]?.tool.driver.rules ?? [];
  expect(told.map(({ properties }) => properties?.["security-severity"])).toEqual([
    "9.5",
    "8.0",
    "5.5",
    "2.5",
  ]);
  expect(told[0]).toMatchObject({
    id: "critical",
    name: "a-name",
    shortDescription: { text: "It demands something." },
    help: { text: "Write something else." },
    helpUri: "https://example.com/why",
    defaultConfiguration: { level: "error" },
    properties: { tags: ["security", "NIST SP 800-53: AC-4"] },
  });
});

test("each stack is an analysis of its own", () => {
  expect(sarif(oneOfEach).runs[0]?.automationDetails?.id).toBe("exaform/exaform/test/");
});
