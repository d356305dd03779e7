import { describe, expect, test } from "vitest";
import { sketch } from "../analysis/testing/graphs.ts";
import { ndH100, ndH100Sketches, pool } from "../analysis/testing/nd-h100.ts";
import { documentOf, refusalOf } from "./document.ts";
import { MARKDOWN_LIMIT_BYTES, markdownReport } from "./markdown.ts";

const asOf = "2026-11-22";
const report = markdownReport(documentOf({ graph: ndH100(), findings: [], asOf }));

describe("markdownReport", () => {
  test("says what the terminal says, as tables", () => {
    expect(report).toContain("## exaform · test · as of 2026-11-22\n");
    expect(report).toContain("### InfiniBand islands\n");
    expect(report).toContain("| h1 | Standard\\_ND96isr\\_H100\\_v5 | 1 | 86 | 688 | 3,200 |");
    expect(report).toMatch(/\| total, at least \| 25,1[\d.]+ \| 18,[\d,.]+ \| \d+ \|/);
    expect(report).toContain("❌ no");
  });

  test("folds the tree", () => {
    expect(report).toMatch(
      /<details><summary><b>Resources<\/b><\/summary>\n\n[^<]*```text\nStack exaform-test\n[^<]*```\n\n<\/details>/,
    );
  });

  test("fits a comment however large the stack is, and says what was cut", () => {
    const pools = Array.from({ length: 900 }, (_, index) => pool(`p${index}`, 1 + (index % 90)));
    const large = markdownReport(
      documentOf({ graph: sketch(...ndH100Sketches(), ...pools), findings: [], asOf }),
    );
    expect(Buffer.byteLength(large)).toBeLessThanOrEqual(MARKDOWN_LIMIT_BYTES);
    expect(large).toMatch(/_\d+ more rows: see the JSON report\._/);
    expect(large).toContain("### Cost");
  });

  test("what a user wrote stays text", () => {
    const problems = [
      { path: "names|x", value: "<img src=x> *a* [b](c)", message: "a\\b", fix: "write ```" },
    ];
    const refused = markdownReport(refusalOf({ project: "exaform", stack: "dev", asOf, problems }));
    expect(refused).toContain('names\\|x<br>= "&lt;img src=x&gt; \\*a\\* \\[b\\](c)"');
    expect(refused).toContain("a\\\\b");
    expect(refused).not.toContain("<img");
  });

  test("a tree cannot close its own fence", () => {
    const graph = sketch({ type: "network:Subnet", name: "a```b" });
    expect(markdownReport(documentOf({ graph, findings: [], asOf }))).toContain("~~~~text\nStack");
  });
});
