import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FindingsReport } from "../lib/reports/findings/report.ts";
import { stateWith } from "./policies/testing/state.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "policies-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the subcommand on a day. */
function policies(args: readonly string[], input = "") {
  return exaform(["policies", "--as-of", "2026-11-24", ...args], input);
}

function fileOf(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const COUNTS = /\d+ failed.*, \d+ waived, \d+ not evaluated, \d+ passed, \d+ not applicable/;

const pool = {
  type: "azure-native:containerservice:AgentPool",
  name: "pool",
  inputs: { enableEncryptionAtHost: false },
};
const environment = (inputs: object) => ({ type: "exaform:stack:Environment", name: "environment", inputs });
const waiver = {
  rule: "E01",
  resource: "pool",
  reason: "The size has no encryption at host.",
  owner: "me",
  expires: "2026-12-31",
};

describe("a shipped stack", () => {
  test("nd-h100-prod has no failure of a mandatory rule, and says so with every count", async () => {
    const { status, stdout, stderr } = await policies(["nd-h100-prod"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^exaform · nd-h100-prod · policies on the embedded engine · as of 2026-11-24\n/);
    expect(stdout).toMatch(COUNTS);
    expect(stdout).toContain("Judged as profile isolated.");
  });

  test("every finding has a place in the user's own files", async () => {
    const { stdout } = await policies(["nd-h100-prod", "--format", "json"]);
    const report = JSON.parse(stdout) as FindingsReport;
    const files = new Set(report.findings.map(({ place }) => place?.file));
    expect(files.has(undefined)).toBe(false);
    expect([...files].filter((file) => !/^(stacks|components)\//.test(file ?? ""))).toEqual([]);
    const accepted = report.findings.find(({ rule, path }) => rule === "A03" && path === "acceptedPaths[1]");
    const lines = readFileSync(join(ROOT, accepted?.place?.file ?? ""), "utf8").split("\n");
    expect(lines[(accepted?.place?.line ?? 0) - 1]).toContain("path: nvlink");
  });
});

describe("a state of any program", () => {
  const bare = () => fileOf("bare.json", stateWith(pool));

  test("a violation ends with 2, and no line is named where nothing is known of it", async () => {
    const { status, stdout } = await policies(["--state", bare()]);
    expect(status).toBe(2);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      `E01 encryption-at-host high pool enableEncryptionAtHost is false; must be true`,
    );
    expect(stdout).not.toContain(`${bare()}:1`);
    expect(stdout).toContain("Nothing declares a profile");
  });

  test("is read from stdin too", async () => {
    expect(await policies(["--state", "-"], JSON.stringify(stateWith(pool)))).toMatchObject({ status: 2 });
  });

  test("its waivers hold", async () => {
    const file = fileOf("waived.json", stateWith(environment({ waivers: [waiver] }), pool));
    const statusOf = async (...args: string[]) => {
      const { stdout } = await policies(["--state", file, "--format", "json", ...args]);
      return (JSON.parse(stdout) as FindingsReport).findings
        .filter(({ rule, path }) => rule === "E01" || path === "waivers[0]")
        .map(({ rule, status }) => `${rule} ${status}`);
    };
    expect(await statusOf()).toEqual(["E01 waived", "A01 passed", "A02 passed"]);
    expect(await statusOf("--as-of", "2027-01-01")).toEqual([
      "E01 failed",
      "A01 failed",
      "A02 notApplicable",
    ]);
  });

  test("the place is that of the program, where the state says it", async () => {
    const file = fileOf(
      "placed.json",
      stateWith({ ...pool, sourcePosition: "project:///infra/pool.ts#12,5" }),
    );
    const { stdout } = await policies(["--state", file]);
    expect(stdout).toContain("(infra/pool.ts:12)");
  });
});

describe("formats for machines", () => {
  test.each(["json", "sarif", "github", "junit"])(
    "%s is alone on stdout, and the counts are on stderr",
    async (format) => {
      const file = fileOf("formats.json", stateWith(pool));
      const { status, stdout, stderr } = await policies(["--state", file, "--format", format]);
      expect(status).toBe(2);
      expect(stdout).not.toBe("");
      expect(stderr).toMatch(COUNTS);
      const out = join(folder, `out.${format}`);
      expect(await policies(["--state", file, "--format", format, "--out", out])).toMatchObject({
        stdout: "",
      });
      expect(readFileSync(out, "utf8")).toBe(stdout);
    },
  );
});

describe("refused with 1, a path, a fix, and no stack trace", () => {
  test.each<[string, () => readonly string[], string, string]>([
    ["no such stack", () => ["nd-h100-prd"], "<stack>", "did you mean nd-h100-prod?"],
    [
      "no such file",
      () => ["--state", "/nowhere.json"],
      '--state = "/nowhere.json": cannot be read: ENOENT',
      "name a file that exists",
    ],
    [
      "no JSON",
      () => ["--preview-json", fileOf("text.txt", "Previewing update (dev)\n")],
      "is no JSON",
      "give the unchanged output of `pulumi preview --json --show-sames`",
    ],
    [
      "cut off",
      () => ["--preview-json", fileOf("cut.json", '{"steps": [')],
      "it ends too early",
      "give the unchanged output of `pulumi preview --json --show-sames`",
    ],
    [
      "a state in place of a preview",
      () => ["--preview-json", fileOf("state.json", stateWith(pool))],
      "is what `pulumi stack export` prints",
      "give the unchanged output of `pulumi preview --json --show-sames`",
    ],
    [
      "a preview without what stays the same",
      () => ["--preview-json", fileOf("sames.json", { steps: [], changeSummary: { same: 3 } })],
      "steps: 3 of 3 unchanged resources are not shown",
      "run `pulumi preview --json --show-sames`",
    ],
    [
      "no resource",
      () => ["--state", fileOf("empty.json", { deployment: {} })],
      "there is no resource in it",
      "give one of a stack",
    ],
    [
      "two things at once",
      () => ["nd-h100-dev", "--state", "-"],
      "--state names one already",
      "leave one of them out",
    ],
    [
      "a waiver of no rule",
      () => [
        "--state",
        fileOf("rule.json", stateWith(environment({ waivers: [{ ...waiver, rule: "E91" }] }))),
      ],
      'exaform:environment.waivers[0].rule = "E91"',
      "did you mean E01?",
    ],
    [
      "a waiver without an end",
      () => [
        "--state",
        fileOf("end.json", stateWith(environment({ waivers: [{ ...waiver, expires: "never" }] }))),
      ],
      "exaform:environment.waivers[0].expires",
      "write it as docs/policies.md shows",
    ],
    [
      "no such profile",
      () => ["--profile", "open"],
      "--profile",
      "Allowed choices are isolated, connected, lab",
    ],
    ["no such day", () => ["--as-of", "2026-02-30"], "--as-of", "write for example"],
  ])("%s", async (_, args, path, fix) => {
    const { status, stdout, stderr } = await policies(args());
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(path);
    expect(stderr).toContain(fix);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("what stands in a file that is no JSON is not repeated: it may be a secret", async () => {
    const { stderr } = await policies(["--state", fileOf("secret.txt", '{"a": hunter2hunter2}')]);
    expect(stderr).not.toContain("hunter2");
  });
});
