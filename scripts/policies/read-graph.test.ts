import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
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
