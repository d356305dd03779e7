import { describe, expect, test } from "vitest";
import { rehearsalOf } from "../../analysis/rehearsal/rehearsal.ts";
import { call, goodSteps, pool, recordOf, step } from "../../analysis/testing/rehearsals.ts";
import { terminalText } from "../terminal.ts";
import { rehearsalSections, rehearsalTitle } from "./sections.ts";

function text(...args: Parameters<typeof recordOf>): string {
  const rehearsal = rehearsalOf(recordOf(...args));
  return terminalText(rehearsalTitle(rehearsal), rehearsalSections(rehearsal), { width: 140 });
}

/** The lines of a section, without its heading. */
function section(report: string, title: string): string[] {
  const lines = report.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`── ${title}`));
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("── "));
  return lines.slice(start + 1, length < 0 ? undefined : start + 1 + length).filter((line) => line !== "");
}

describe("the report of a rehearsal that went well", () => {
  const report = text(goodSteps(), { softDeletedVaults: ["kv-old"] });

  test("says first, and again, that Azure is simulated and what is assumed", () => {
    expect(report.split("\n")[0]).toBe("exaform rehearsal of test on a simulated Azure, 2026-11-24");
    expect(section(report, "Rehearsal")).toContain("It passed, on a simulated Azure.");
    expect(report).toContain("Taken for granted: quota is unlimited.");
    expect(report).toContain("── Steps, on a simulated Azure");
  });

  test("has a line for each step", () => {
    const rows = section(report, "Steps, on a simulated Azure").map((line) => line.split(/ {2,}/));
    expect(rows.find(([title]) => title === "up")).toEqual([
      ..."up|done|11 min|10 min 30 s|1.05 ×|7|0|1|2 create|1 s".split("|"),
    ]);
  });

  test("says what bounds a step", () => {
    expect(report).toContain("up takes at least 10 min 30 s, by what waits for what: vault → pool.");
  });

  test("names long operations under their component, with what cost time", () => {
    expect(section(report, "Timeline of up").at(-1)).toMatch(
      /^ *30 s +11 min +island01 GpuNodePool +create pool: 10 min 30 s, 30 s of it waiting, 1 × Azure was busy, critical$/,
    );
  });

  test("lists what stayed behind and never counts an unknown cost as 0", () => {
    const left = section(report, "What stayed behind after destroy").join("\n");
    expect(left).toMatch(/protected: Pulumi refuses to delete it +1 +0 +1 Vault/);
    expect(left).toMatch(
      /It goes on costing at least 0\.00 USD a month; 1 item more may cost money and have no amount\./,
    );
    expect(left).toMatch(/kv-old: deleted.*what that costs is\s+unknown/);
  });

  test("ends with the metrics", () => {
    expect(section(report, "Metrics")).toContain("upOverCriticalPath  1.048");
  });

  test("says nothing of refusals", () => {
    expect(report).not.toContain("What was refused");
  });
});

test("a failed precondition is shown with what to do, and an unknown ratio as unknown", () => {
  const failed = step("up", {
    exitCode: 255,
    requests: [call(pool, 0, "PUT", 400, "ErrCode_InsufficientVCPUQuota")],
    failures: [{ urn: pool.urn, message: "ErrCode_InsufficientVCPUQuota: requested 192, remaining 96" }],
  });
  const report = text([failed]);
  expect(report).toContain("It did not pass: up failed; it did not come to update.");
  const refused = section(report, "What was refused, and what to do").join("\n");
  expect(refused).toContain("pool: the vCPU quota does not suffice");
  expect(refused).toContain("ask Azure for the vCPUs that are missing");
  expect(section(report, "Metrics").join("\n")).toMatch(/upOverCriticalPath +unknown/);
});
