import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assess } from "../../policies/assess.ts";
import { ROOT } from "../stacks.ts";
import { type ResourceFile, readGraph } from "./read-graph.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-graph-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file that is read piece by piece gives the same graph", () => {
  test.each<ResourceFile>([
    { option: "--state", file: join(ROOT, "lib/graph/testing/state.json") },
    { option: "--preview-json", file: join(ROOT, "lib/graph/testing/preview.json") },
  ])("$option", async (source) => {
    const graph = await readGraph(source, 0);
    expect(graph).toEqual(await readGraph(source));
    expect(graph.resources.length).toBeGreaterThan(1);
  });
});

test.each([0, 1e9])(
  "what a state says beside its resources is judged too, read in pieces or not: from %d bytes on",
  async (large) => {
    const urn = "urn:pulumi:dev::theirs::pulumi:pulumi:Stack::theirs-dev";
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "x",
    };
    const stack = {
      urn,
      type: "pulumi:pulumi:Stack",
      custom: false,
      outputs: { kubeconfig: secret, token: "a" },
    };
    const file = join(folder, "facts.json");
    const secrets_providers = { type: "passphrase", state: { salt: "v1:x" } };
    writeFileSync(
      file,
      JSON.stringify({ version: 3, deployment: { secrets_providers, resources: [stack] } }),
    );
    const graph = await readGraph({ option: "--state", file }, large);
    const findings = assess(graph, { asOf: "2026-11-24" });
    const told = findings.filter(
      ({ rule, status }) => ["D07", "D08"].includes(rule) && status !== "notApplicable",
    );
    expect(told.map(({ rule, status, path }) => [rule, status, path])).toEqual([
      ["D07", "failed", "secrets_providers.type"],
      ["D08", "passed", "outputs.kubeconfig"],
      ["D08", "failed", "outputs.token"],
    ]);
  },
);

describe("and is refused in the same words", () => {
  test.each([
    ["cut off", '{"deployment": {"resources": [{"urn": "', "is no JSON"],
    ["no JSON", "Previewing update (dev)", "is no JSON"],
    ["something else", '{"name": "exaform"}', "deployment: "],
    ["no resource", '{"deployment": {"resources": []}}', "deployment: "],
  ])("%s", async (_, text, message) => {
    const file = join(folder, "state.json");
    writeFileSync(file, text);
    await expect(readGraph({ option: "--state", file }, 0)).rejects.toThrow(message);
  });
});
