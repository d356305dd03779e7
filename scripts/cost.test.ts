import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scenarioCosts, usualScenarios } from "../lib/analysis/scenarios/scenarios.ts";
import { graphOfStack } from "./program.ts";
import { ROOT } from "./stacks.ts";
import { exaform } from "./testing/exaform.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cost-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function written(content: string | Uint8Array): string {
  const file = join(folder, "file.json");
  writeFileSync(file, content);
  return file;
}

const STACK = "urn:pulumi:dev::theirs::pulumi:pulumi:Stack::theirs-dev";
const DISK = "urn:pulumi:dev::theirs::azure-native:compute:Disk::disk";
const disk = {
  op: "create",
  urn: DISK,
  newState: {
    urn: DISK,
    type: "azure-native:compute:Disk",
    custom: true,
    parent: STACK,
    inputs: { sku: { name: "Premium_LRS" }, diskSizeGB: 128 },
    provider:
      "urn:pulumi:dev::theirs::pulumi:providers:azure-native::default_3_28_0::04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  },
};
const preview = { config: { "azure-native:location": "eastus" }, steps: [disk] };

const asOf = ["--as-of", "2026-11-22"];
const json = ["--format", "json", ...asOf];

describe("a preview of any project", () => {
  test("is priced in the region of its configuration; JSON fits its published schema", async () => {
    const { stdout, stderr, status } = await exaform([
      "cost",
      "--pulumi-json",
      written(JSON.stringify(preview)),
      ...json,
    ]);
    const document = JSON.parse(stdout);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "1 resource: 1 priced, 0 priced in part, 0 free, 0 by use, 0 unknown\n",
    });
    expect(document.cost).toMatchObject({ monthly: "19.71", atLeast: false });
    const validate = new Ajv2020({ strict: false }).compile(
      JSON.parse(readFileSync(join(ROOT, "docs/cost.schema.json"), "utf8")),
    );
    validate(document);
    expect(validate.errors).toBeNull();
  });

  test.each([
    ["a byte order mark", new TextEncoder().encode(`\uFEFF${JSON.stringify(preview)}`)],
    ["the UTF-16 of PowerShell", Buffer.from(`\uFEFF${JSON.stringify(preview)}`, "utf16le")],
  ])("is read with %s", async (_, bytes) => {
    const { stdout } = await exaform(["cost", "--pulumi-json", written(bytes), ...json]);
    expect(JSON.parse(stdout).cost.monthly).toBe("19.71");
  });

  test("without the unchanged resources says so, and is a lower bound", async () => {
    const file = written(JSON.stringify({ ...preview, changeSummary: { create: 1, same: 12 } }));
    const { stdout } = await exaform(["cost", "--pulumi-json", file, ...asOf]);
    expect(stdout).toMatch(
      /12 unchanged resources of the stack are not shown by this preview, and not priced/,
    );
    expect(stdout).toMatch(/total, at least/);
  });

  test("replaced counts once, deleted and read do not count", async () => {
    const steps = [
      { ...disk, op: "create-replacement" },
      { ...disk, op: "replace" },
      { op: "delete-replaced", urn: DISK, oldState: disk.newState },
      { op: "delete", urn: `${DISK}-old`, oldState: { ...disk.newState, urn: `${DISK}-old` } },
      {
        op: "read",
        urn: `${DISK}-read`,
        newState: { ...disk.newState, urn: `${DISK}-read`, external: true },
      },
    ];
    const { stdout } = await exaform([
      "cost",
      "--pulumi-json",
      written(JSON.stringify({ ...preview, steps })),
      ...json,
    ]);
    expect(JSON.parse(stdout).cost).toMatchObject({ monthly: "19.71", resources: { total: 1 } });
  });
});

test("a state is priced in the region of its default provider", async () => {
  const provider = "urn:pulumi:dev::theirs::pulumi:providers:aws::default_7_48_0";
  const volume = "urn:pulumi:dev::theirs::aws:ebs/volume:Volume::v";
  const resources = [
    { urn: provider, type: "pulumi:providers:aws", custom: true, inputs: { region: "us-east-1" } },
    {
      urn: volume,
      type: "aws:ebs/volume:Volume",
      custom: true,
      inputs: { type: "gp3", size: 100 },
      provider: `${provider}::id`,
    },
  ];
  const { stdout } = await exaform([
    "cost",
    "--state",
    written(JSON.stringify({ deployment: { resources } })),
    ...json,
  ]);
  expect(JSON.parse(stdout).cost).toMatchObject({ monthly: "8.00", resources: { total: 1, priced: 1 } });
});

test("Markdown shows the price of a GPU-hour", async () => {
  const { stdout } = await exaform(["cost", "nd-h100-prod", "--format", "markdown", ...asOf]);
  expect(stdout).toMatch(
    /\| pool island01: Standard\\_ND96isr\\_H100\\_v5 \| 86 \| 98.32 \| hour \| 12.29 \|/,
  );
});

describe("refused with a path and a fix, without the content", () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ["an empty file", "", /is no JSON: it ends too early/],
    ["a file that is cut off", JSON.stringify(preview).slice(0, 300), /is no JSON/],
    ["other JSON", '{"name": "exaform"}', /steps: Invalid input: expected array/],
    ["an array", "[]", /expected object/],
    ["several documents", `${JSON.stringify(preview)}\n${JSON.stringify(preview)}`, /is no JSON/],
    ["binary", Uint8Array.of(0x1f, 0x8b, 8, 0, 0xff, 0xfe), /is no JSON/],
    ["steps that are null", '{"steps": null}', /steps: Invalid input/],
    ["a step that is null", '{"steps": [null]}', /steps.0: Invalid input/],
    ["a name twice", '{"steps": [], "steps": [{}]}', /a name stands twice in one object/],
    [
      "nothing but deletions",
      JSON.stringify({ steps: [{ op: "delete", urn: DISK }] }),
      /there is no resource in it/,
    ],
    [
      "nothing changed, nothing shown",
      JSON.stringify({ steps: [], changeSummary: { same: 3 } }),
      /3 of 3 unchanged resources are not shown/,
    ],
    [
      "a failed preview",
      JSON.stringify({ ...preview, diagnostics: [{ severity: "error", message: "hunter2" }] }),
      /the preview failed with 1 error/,
    ],
  ])("%s", async (_, content, message) => {
    const { status, stdout, stderr } = await exaform(["cost", "--pulumi-json", written(content), ...asOf]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/hunter2|\n\s+at /);
  });

  test("two things at once", async () => {
    const { status, stderr } = await exaform(["cost", "nd-h100-dev", "--state", written("{}")]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/--state names one already/);
  });
});

describe("what changes", () => {
  const larger = { ...disk.newState, inputs: { ...disk.newState.inputs, diskSizeGB: 256 } };
  const gone = { ...disk.newState, urn: `${DISK}-gone` };
  const steps = [
    { op: "update", urn: DISK, oldState: disk.newState, newState: larger },
    { op: "delete", urn: gone.urn, oldState: gone },
  ];

  test("is priced from the two sides that a preview shows", async () => {
    const file = written(JSON.stringify({ ...preview, steps }));
    const { stdout } = await exaform(["cost", "--pulumi-json", file, ...json]);
    const { changes } = JSON.parse(stdout);
    expect(changes).toMatchObject({
      before: { monthly: "39.42" },
      after: { monthly: "38.01" },
      monthly: "-1.41",
    });
    expect(
      changes.resources.map(({ name, kind, inputs }: Record<string, unknown>) => [name, kind, inputs]),
    ).toEqual([
      ["disk-gone", "removed", []],
      ["disk", "changed", ["diskSizeGB"]],
    ]);
  });

  test("is not said of a preview that creates everything", async () => {
    const { stdout } = await exaform(["cost", "--pulumi-json", written(JSON.stringify(preview)), ...json]);
    expect(JSON.parse(stdout).changes).toBeNull();
  });
});

test("a scenario file that is wrong is refused with its line", async () => {
  const file = written("scenarios:\n  - name: a\n    usage: most\n");
  const { status, stderr, stdout } = await exaform(["cost", "--scenarios", file, ...asOf]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  expect(stderr).toMatch(/file\.json:3:12 scenarios\[0\]\.usage/);
});

test("an export says how many costs it leaves out", async () => {
  const { stdout, stderr } = await exaform(["cost", "--format", "opencost", ...asOf]);
  expect(stdout).toContain(",island01,eastus,node,metadata.labels.kubernetes.azure.com/agentpool,,98.32,");
  expect(stderr).toMatch(/\d+ costs without an amount are left out/);
  expect(stderr).toMatch(/\d+ priced costs left out: only nodes of AKS pools have a row/);
});

test("more hours of a schedule never cost less, on whatever terms", async () => {
  const graph = await graphOfStack("nd-h100-dev");
  const hours = fc.integer({ min: 1, max: 168 });
  fc.assert(
    fc.property(hours, hours, (a, b) => {
      const monthly = [Math.min(a, b), Math.max(a, b)].map((hoursPerWeek) => {
        const schedule = [{ pools: "*", hoursPerWeek, daysPerWeek: Math.ceil(hoursPerWeek / 24) }];
        const scenarios = usualScenarios().map((scenario) => ({ ...scenario, schedule }));
        return scenarioCosts(graph, scenarios).map((cost) => Number(cost.monthly));
      });
      const [fewer = [], more = []] = monthly;
      expect(fewer.filter((cost, index) => cost > (more[index] ?? 0))).toEqual([]);
      // The price on demand of its two nodes is known.
      if (a !== b) expect(more[0]).toBeGreaterThan(fewer[0] ?? 0);
    }),
    { numRuns: 20 },
  );
});
