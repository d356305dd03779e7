import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { ndH100 } from "../analysis/testing/nd-h100.ts";
import type { Finding } from "../graph/finding.ts";
import { documentOf, refusalOf } from "./document.ts";
import { terminalReport, terminalText } from "./terminal.ts";

const asOf = "2026-11-22";

function finding(rule: string, status: Finding["status"], message: string): Finding {
  const urn = "urn:pulumi:test::exaform::azure-native:containerservice:ManagedCluster::cluster";
  return {
    rule,
    enforcement: "mandatory",
    severity: "high",
    status,
    urn,
    path: "apiServerAccessProfile",
    message,
  };
}

const findings = [
  finding("N01", "passed", "private"),
  finding("N02", "failed", "has a public name"),
  { ...finding("N03", "notEvaluated", "not known before up"), enforcement: "advisory" as const },
  finding("E14", "waived", "is accepted"),
];
const document = documentOf({ graph: ndH100(), findings, asOf });
const report = terminalReport(document);

describe("terminalReport", () => {
  test("has its sections in their order", () => {
    const titles = [...report.matchAll(/^── (.+?) ─+$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      "System",
      "InfiniBand islands",
      "Address plan",
      "Storage",
      "Resources",
      "Cost",
      "Not priced",
      "Free of charge",
      "Scenarios",
      "Policy findings",
      "Data paths",
      "Before `pulumi up`",
    ]);
  });

  test.each([
    ["size", /GPU nodes\s+256\n/],
    ["GPUs", /2,048 H100 SXM5/],
    ["dense peak", /peak, dense .*BF16 2,026\.496/],
    ["island", /^h1 +Standard_ND96isr_H100_v5 +1 +86 +688 +3,200$/m],
    ["subnet", /^subnet +nodes +10\.0\.0\.0\/22 +1,024 +aks-test, h1, h2, h3$/m],
    ["tree", /^├─ AgentPool × 3: h1, h2, h3$/m],
    ["total", /^total, at least +25,1\d\d\.\d{4} +18,\d\d\d,\d\d\d\.\d\d +\d+$/m],
    ["group without any price", /^storage +unknown +unknown +4$/m],
    ["price with its source", /^\[1\] \d{4}-\d\d(-\d\d)? {2}\S+/m],
    ["what is not priced", /^Managed Lustre +1 +the price of +unknown$/m],
    ["failure", /^failed +N02 +cluster +apiServerAccessProfile: has a public name$/m],
    ["what was not evaluated", /^not evaluated +N03, advisory +cluster/m],
    ["path in the clear", /^no +nodes of pools h1, h2, h3 → +nothing +no encryption of RDMA/m],
    ["precondition", /^unknown +quota +24,576 vCPUs/m],
  ])("says the %s", (_, pattern) => {
    expect(report).toMatch(pattern);
  });

  test("passed rules are counted, not listed", () => {
    expect(report).toMatch(/^N {2}Isolation and network +3 +1 +1 +0 +1 +0$/m);
    expect(report).toMatch(/^all +4 +1 +1 +1 +1 +0$/m);
    expect(report).not.toContain("private\n");
  });

  test("what failed stands before what is waived and what could not be evaluated", () => {
    expect([...report.matchAll(/^(?:failed|waived|not evaluated) +(\w+)/gm)].map(([, rule]) => rule)).toEqual(
      ["N02", "E14", "N03"],
    );
  });

  test("says what a rule demands where it is told", () => {
    const titled = terminalReport(document, { ruleTitles: new Map([["N02", "It has no public name."]]) });
    expect(titled).toMatch(
      /^failed +N02 +cluster +It has no public name\.\n +apiServerAccessProfile: has a/m,
    );
  });

  test("has no escape unless asked, and colour changes nothing but escapes", () => {
    expect(report).toBe(stripVTControlCharacters(report));
    const coloured = terminalReport(document, { colour: true });
    expect(coloured).toContain("\u001b[31mno");
    expect(stripVTControlCharacters(coloured)).toBe(report);
  });

  test.each([100, 120, 160])("keeps lines within %i characters, but for sources and the tree", (width) => {
    const lines = terminalReport(document, { width }).split("\n");
    const long = lines.filter((line) => line.length > width && !/^\[\d+\]|[├└]─/.test(line));
    expect(long).toEqual([]);
  });

  test("says where a section stands that is too long for a terminal", () => {
    const blocks = [{ kind: "paragraph", text: "all of it" } as const];
    const long = { title: "Long", blocks, folded: true, inTerminal: "It stands in the JSON." };
    const text = terminalText("title", [long, { title: "Short", blocks }]);
    expect(text).toMatch(/── Long ─+\nIt stands in the JSON\.\n\n── Short ─+\nall of it\n$/);
  });

  test.each(["\u001b[31m", "\u009b31m", "\r", "\u202e"])(
    "shows %j in a name, and does not send it",
    (obeyed) => {
      const name = `a${obeyed}b`;
      const columns = [{ head: name }];
      const blocks = [
        { kind: "paragraph", text: name } as const,
        { kind: "preformatted", lines: [name] } as const,
        { kind: "table", columns, rows: [[name], [{ text: name, tone: "bad" }]] } as const,
      ];
      const text = terminalText(name, [{ title: name, blocks }]);
      expect(text).not.toContain(obeyed);
      expect(text.match(/a\u{FFFD}(\[?31m)?b/gu)).toHaveLength(7);
    },
  );

  test("leaves no space at the end of a line", () => {
    expect(report.split("\n").filter((line) => line.endsWith(" "))).toEqual([]);
  });

  test("is the same every time", () => {
    expect(terminalReport(documentOf({ graph: ndH100(), findings, asOf }))).toBe(report);
  });

  test("refused input shows every problem and no size or cost", () => {
    const problems = [
      { path: "nodes", value: -1, message: "must be at least 1", fix: "write 1" },
      { path: "zone", value: undefined, message: "is missing", fix: "write 1, 2 or 3" },
    ];
    const refused = terminalReport(refusalOf({ project: "exaform", stack: "dev", asOf, problems }));
    expect(refused).toMatch(/dev was refused: 2 problems/);
    expect(refused).toMatch(/^nodes +must be at least 1 +write 1$/m);
    expect(refused).toMatch(/^= -1$/m);
    expect(refused).not.toMatch(/System|Cost|0\.00/);
  });
});
