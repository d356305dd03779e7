import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { markdownText } from "../markdown.ts";
import { terminalText } from "../terminal.ts";
import { findingsAnnotations } from "./github.ts";
import { findingsJunit } from "./junit.ts";
import { findingsJson, findingsSchema, summaryOf } from "./report.ts";
import { findingsSections, findingsTitle } from "./sections.ts";
import { finding, oneOfEach, reportWith, rule } from "./testing/report.ts";

const COUNTS = "1 failed (1 of mandatory rules), 1 waived, 1 not evaluated, 1 passed, 1 not applicable";

test("every status is counted, nought too", () => {
  expect(summaryOf(oneOfEach)).toBe(COUNTS);
  expect(summaryOf(reportWith([]))).toBe("0 failed, 0 waived, 0 not evaluated, 0 passed, 0 not applicable");
});

test("JSON is what its schema says, and has everything", () => {
  const validate = new Ajv2020({ strict: false }).compile(findingsSchema());
  const json: unknown = JSON.parse(findingsJson(oneOfEach));
  validate(json);
  expect(validate.errors).toBeNull();
  expect(json).toEqual(oneOfEach);
});

describe("the terminal", () => {
  const text = terminalText(findingsTitle(oneOfEach), findingsSections(oneOfEach), { width: 120 });

  test("counts first, then what failed with its place, then what is waived and what is open", () => {
    expect(text).toMatch(/^exaform · test · policies on a state \(state.json\) · as of 2026-11-24\n/);
    expect(text).toContain(`2 rules: ${COUNTS}.`);
    expect(text).toContain("Judged as profile isolated.");
    expect([...text.matchAll(/^── (.+?) ─+$/gm)].map(([, title]) => title)).toEqual([
      "Policy findings",
      "Failed (1)",
      "Waived (1)",
      "Not evaluated: this is no pass (1)",
      "Remedies",
    ]);
    expect(text).toContain("a.b is failed (stacks/nd-h100.ts:12)");
    expect(text).toContain("Write something else.");
  });

  test("failures of advisory rules are apart from those that stop an update", () => {
    const report = reportWith([finding("N01", "failed", { enforcement: "advisory" })]);
    expect(findingsSections(report).map(({ title }) => title)).toContain("Failed, advisory (1)");
  });

  test("without a profile it says how to name one", () => {
    const sections = findingsSections({ ...oneOfEach, profile: null });
    expect(markdownText("title", sections)).toContain("--profile names one");
  });
});

describe("GitHub annotations", () => {
  test("errors, warnings and notices at their lines, the counts last", () => {
    const advisory = finding("N02", "failed", { enforcement: "advisory" });
    const lines = findingsAnnotations(reportWith([advisory, ...oneOfEach.findings]))
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual([
      "::error",
      "::warning",
      "::notice",
      "::notice",
      "::notice",
    ]);
    expect(lines[0]).toBe(
      "::error file=stacks/nd-h100.ts,line=12,col=3,title=N01 It demands something.::a.b is failed (urn:pulumi:test::exaform::azure-native:network:Subnet::nodes)",
    );
    expect(lines.at(-1)).toMatch(/^::notice title=exaform policies::2 failed/);
  });

  test("no text of a finding becomes a command", () => {
    const place = { file: "a,b:c\n::error::.ts", line: 1, column: 1 };
    const text = findingsAnnotations(
      reportWith([finding("N01", "failed", { message: "50%\r\n::stop-commands::x", place })]),
    );
    expect(text.split("\n")).toHaveLength(3);
    expect(text).toContain("50%25%0D%0A::stop-commands::x");
    expect(text).toContain("file=a%2Cb%3Ac%0A%3A%3Aerror%3A%3A.ts,");
  });
});

describe("JUnit", () => {
  test("a suite for each rule, a case for each answer", () => {
    expect(findingsJunit(oneOfEach).split("\n")[0]).toBe('<?xml version="1.0" encoding="UTF-8"?>');
    const text = findingsJunit(oneOfEach);
    expect(text).toContain(
      `<testsuites name="exaform policies test: ${COUNTS}" tests="5" failures="1" errors="0" skipped="3">`,
    );
    expect(text).toContain(
      '<testsuite name="N01 It demands something." tests="3" failures="1" errors="0" skipped="1">',
    );
    expect(text).toContain(
      '<testcase classname="N01" name="azure-native:network:Subnet nodes a.b"></testcase>',
    );
    expect(text).toContain('<failure type="mandatory high" message="a.b is failed">urn:pulumi:test');
    expect(text).toContain('<skipped message="waived: a.b is open; waived until');
    expect(text).toContain('<skipped message="not evaluated: is notEvaluated"></skipped>');
  });

  test("text is escaped, and what XML cannot say is replaced", () => {
    const message = 'is "<&>\u0000\u001B[31m"\n';
    const text = findingsJunit(reportWith([finding("N01", "failed", { message })], [rule("N01")]));
    expect(text).toContain("is &#x22;&#x3C;&#x26;>\u{FFFD}\u{FFFD}[31m&#x22;");
    expect([...text].filter((character) => character < " " && character !== "\n")).toEqual([]);
  });
});
