import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { graphOfFile } from "./preview.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "preview-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function problemsOf(text: string): Promise<readonly Problem[]> {
  const file = join(folder, "Pulumi.dev.yaml");
  writeFileSync(file, text);
  try {
    await graphOfFile("dev", file, "Pulumi.dev.yaml");
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

describe("what it prints", () => {
  test("JSON that its published schema accepts", async () => {
    const args = ["preview", "nd-h100-prod", "--format", "json", "--as-of", "2026-11-22"];
    const { status, stdout, stderr } = await exaform(args);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const schema = JSON.parse(readFileSync(join(ROOT, "docs/preview.schema.json"), "utf8"));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
  });

  test("a table of nd-h100-dev by default", async () => {
    const { status, stdout } = await exaform(["preview", "--as-of", "2026-11-22"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^exaform · nd-h100-dev · as of 2026-11-22\n/);
    for (const section of [
      "InfiniBand islands",
      "Address plan",
      "Resources",
      "Cost",
      "Policy findings",
      "Data paths",
      "Before `pulumi up`",
    ]) {
      expect(stdout).toContain(`── ${section} ─`);
    }
  });

  test("Markdown into a file", async () => {
    const out = join(folder, "preview.md");
    expect(await exaform(["preview", "--format", "markdown", "--out", out])).toEqual({
      status: 0,
      stdout: "",
      stderr: "",
    });
    expect(readFileSync(out, "utf8")).toMatch(/^## exaform · nd\\?-h100/);
  });
});

describe("against what is there", () => {
  const pool =
    "urn:pulumi:nd-h100-dev::exaform::exaform:azure:GpuNodePool$azure-native:containerservice:AgentPool::island01-agentpool";

  function earlier(from: string, to: string): string {
    const text = readFileSync(join(ROOT, "stacks/Pulumi.nd-h100-dev.yaml"), "utf8");
    const file = join(folder, "before.yaml");
    writeFileSync(file, text.replace(from, to));
    return file;
  }

  test("a smaller pool is refused until it is approved by name", async () => {
    const args = ["preview", "--against", earlier("nodes: 2\n", "nodes: 5\n"), "--format", "json"];
    const refused = await exaform(args);
    expect(refused.status).toBe(4);
    expect(JSON.parse(refused.stdout).changes).toMatchObject({
      nodes: 3,
      gpus: 24,
      settings: [{ setting: "nodes", before: 5, after: 2 }],
      approvals: [{ urn: pool, approved: false, flag: `--approve '${pool}'` }],
    });
    const approved = await exaform([...args, "--approve", pool]);
    expect(approved.status).toBe(0);
    expect(JSON.parse(approved.stdout).changes.approvals).toMatchObject([{ urn: pool, approved: true }]);
    const schema = JSON.parse(readFileSync(join(ROOT, "docs/preview.schema.json"), "utf8"));
    const validate = new Ajv2020({ strict: false }).compile(schema);
    validate(JSON.parse(approved.stdout));
    expect(validate.errors).toBeNull();
  });

  test("in a terminal with the flag to copy", async () => {
    const { status, stdout } = await exaform(["preview", "--against", earlier("nodes: 2\n", "nodes: 5\n")]);
    expect(status).toBe(4);
    expect(stdout).toContain("1 updated, ");
    expect(stdout).toContain("up to 24 GPUs in 3 nodes stop.");
    expect(stdout).toContain(`\n--approve '${pool}'\n`);
  });

  test("a stack that only grows ends with 0", async () => {
    expect(await exaform(["preview", "--against", earlier("nodes: 2\n", "nodes: 1\n")])).toMatchObject({
      status: 0,
    });
  });

  test.each([
    ["that approves what needs no approval", pool.replace("01", "02"), `leave it out, or write '${pool}'`],
    ["that approves all", "all", "no change of this resource needs an approval"],
  ])("an approval %s is refused", async (_, urn, sentence) => {
    const file = earlier("nodes: 2\n", "nodes: 5\n");
    const { status, stderr } = await exaform(["preview", "--against", file, "--approve", urn]);
    expect(status).toBe(1);
    expect(stderr).toContain(sentence);
  });

  test("an approval without a comparison is refused", async () => {
    const { status, stderr } = await exaform(["preview", "--approve", pool]);
    expect(status).toBe(1);
    expect(stderr).toContain("add --against <file|ref>");
  });
});

describe("what it refuses", () => {
  test.each([
    [["preview", "nd-h100-dve"], "did you mean nd-h100-dev?"],
    [["preview", "--as-of", "2026-02-30"], "must be a day of the calendar as YYYY-MM-DD"],
    [["preview", "--format", "xml"], "Allowed choices are table, json, markdown"],
    [["preview", "--out", "/nowhere/at/all.txt"], "name a file in a folder that exists"],
    [["preveiw"], "Did you mean preview?"],
  ])("%j: exit code 1, a sentence, no stack trace", async (args, sentence) => {
    const { status, stdout, stderr } = await exaform(args);
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(sentence);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test("refused input is a JSON document too", async () => {
    const { status, stdout } = await exaform(["preview", "nothing", "--format", "json"]);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      stack: "nothing",
      resources: [],
      problems: [{ value: "nothing" }],
    });
  });
});

describe("each problem says where it stands", () => {
  test("file, line and column", async () => {
    const text = readFileSync(join(ROOT, "stacks/Pulumi.nd-h100-dev.yaml"), "utf8");
    const problems = await problemsOf(
      text.replace("nodes: 2\n", "nodes: 2.5\n").replace("eastus", "East US"),
    );
    expect(problems.map(({ path, message }) => [path, message.slice(message.lastIndexOf("("))])).toEqual([
      ["exaform:environment.nodes", "(Pulumi.dev.yaml:11:12)"],
      ["azure-native:location", "(Pulumi.dev.yaml:4:26)"],
    ]);
  });

  test("an empty environment names everything that is missing", async () => {
    const problems = await problemsOf("config:\n  exaform:environment: {}\n");
    expect(problems.map(({ path }) => path)).toEqual([
      ...["system", "zone", "nodes", "plannedMaxNodes", "adminGroups"].map(
        (key) => `exaform:environment.${key}`,
      ),
      "azure-native:subscriptionId",
      "azure-native:tenantId",
      "azure-native:location",
    ]);
  });

  test("a secret among other settings reaches neither problem nor graph", async () => {
    const text = readFileSync(join(ROOT, "stacks/Pulumi.nd-h100-dev.yaml"), "utf8");
    const file = join(folder, "Pulumi.dev.yaml");
    writeFileSync(file, `${text}  app:token:\n    secure: v1:canary-of-a-secret\n`);
    expect(JSON.stringify(await graphOfFile("dev", file, "Pulumi.dev.yaml"))).not.toContain("canary");
  });
});
