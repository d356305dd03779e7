import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { changesOf } from "../lib/analysis/changes/changes.ts";
import { type Graph, isUnknown, type Properties, type Value } from "../lib/graph/graph.ts";
import { toWire } from "../lib/graph/wire.ts";
import { readBefore } from "./against.ts";
import { graphOfStack } from "./program.ts";
import { ROOT } from "./stacks.ts";

let folder = "";
let today: Graph;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "against-"));
  today = await graphOfStack("nd-h100-dev");
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

/** What the engine would have in its state once the cloud has told it every id. */
function stateOf({ resources }: Graph): unknown {
  const states = resources.map(({ options, inputs, ...resource }) => ({
    ...resource,
    inputs: toWire(told(inputs) as Properties),
    protect: options.protect,
    ignoreChanges: options.ignoreChanges,
  }));
  return { version: 3, deployment: { resources: states } };
}

function told(value: Value): Value {
  if (isUnknown(value)) return "00000000-0000-0000-0000-0000000000aa";
  if (Array.isArray(value)) return value.map(told);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, told(item)]));
}

describe("a file", () => {
  test("a state whose ids are known does not differ from the program that made it", async () => {
    const file = write("state.json", stateOf(today));
    const { graph, against } = await readBefore(today, file);
    expect(against).toBe(`the state in ${file}`);
    expect(graph.origin).toBe("state");
    expect(changesOf(graph, today).resources).toEqual([]);
  });

  test("a preview", async () => {
    const { deployment } = stateOf(today) as { deployment: { resources: { urn: string }[] } };
    const steps = deployment.resources.map((newState) => ({ op: "same", urn: newState.urn, newState }));
    const { graph, against } = await readBefore(today, write("preview.json", { steps }));
    expect(against).toMatch(/^the preview in /);
    expect(changesOf(graph, today).resources).toEqual([]);
  });

  test("an environment of before", async () => {
    const text = readFileSync(join(ROOT, "stacks/Pulumi.nd-h100-dev.yaml"), "utf8");
    const file = write("Pulumi.before.yaml", text.replace("nodes: 2\n", "nodes: 1\n"));
    const { graph, against } = await readBefore(today, file);
    expect(against).toBe(`the environment of ${file}`);
    expect(changesOf(graph, today).settings).toEqual([{ setting: "nodes", before: 1, after: 2 }]);
  });

  test("the environment of another stack is refused, by its name", async () => {
    const text = readFileSync(join(ROOT, "stacks/Pulumi.nd-h100-prod.yaml"), "utf8");
    await expect(readBefore(today, write("Pulumi.nd-h100-prod.yaml", text))).rejects.toThrow(
      "is the environment file of nd-h100-prod, another stack",
    );
  });

  test.each([
    ["not JSON", "{", "is no JSON at line 1"],
    ["another JSON", { some: "thing" }, "give the unchanged output of `pulumi stack export`"],
    [
      "another stack's state",
      {
        deployment: {
          resources: [
            {
              urn: "urn:pulumi:prod::exaform::pulumi:pulumi:Stack::exaform-prod",
              type: "pulumi:pulumi:Stack",
              custom: false,
            },
          ],
        },
      },
      "it is of stack prod of project exaform, not of nd-h100-dev of exaform",
    ],
  ])("%s is refused", async (_, content, sentence) => {
    await expect(readBefore(today, write("wrong.json", content))).rejects.toThrow(sentence);
  });

  test("what stands in a broken file is not repeated: it may be a secret", async () => {
    const refusal: unknown = await readBefore(today, write("broken.json", '{"a": hunter2}')).catch(String);
    expect(refusal).toContain("is no JSON");
    expect(refusal).not.toContain("hunter2");
  });

  const theirs = { project: "theirs", stack: "dev" };
  const ofTheirs = {
    urn: "urn:pulumi:dev::theirs::pulumi:pulumi:Stack::theirs-dev",
    type: "pulumi:pulumi:Stack",
    custom: false,
  };

  test("the state of another project is one for that project, also as Windows writes it", async () => {
    const file = write("theirs.json", "");
    const text = JSON.stringify({ deployment: { resources: [ofTheirs] } });
    writeFileSync(file, Buffer.from(`\ufeff${text}`, "utf16le"));
    const { graph } = await readBefore(theirs, file);
    expect(graph.resources.map(({ urn }) => urn)).toEqual([ofTheirs.urn]);
  });

  test("another project has no commits here", async () => {
    await expect(readBefore(theirs, "HEAD")).rejects.toThrow(
      "it is of stack dev of project exaform, not of dev of theirs\n    fix: give a state or a preview of dev of theirs",
    );
  });
});

describe("a git ref", () => {
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", join(folder, "repo"), "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
  const commit = (program: string, tag: string) => {
    writeFileSync(join(folder, "repo/stacks/main.mjs"), program);
    git("add", "-A");
    git("commit", "-qm", tag);
    git("tag", tag);
  };
  const read = (ref: string, stack = "tiny") =>
    readBefore({ project: "exaform", stack }, ref, join(folder, "repo"));
  const declare = (name: string) => `
    import { helper } from "../lib/helper.ts";
    import * as resources from "@pulumi/azure-native/resources/index.js";
    export default () => { new resources.ResourceGroup(helper("${name}"), { resourceGroupName: "g", location: "eastus" }); };`;

  beforeAll(() => {
    mkdirSync(join(folder, "repo/stacks"), { recursive: true });
    mkdirSync(join(folder, "repo/lib"));
    writeFileSync(
      join(folder, "repo/lib/helper.ts"),
      "export const helper = (name: string): string => name;\n",
    );
    cpSync(join(ROOT, "package.json"), join(folder, "repo/package.json"));
    writeFileSync(join(folder, "repo/stacks/Pulumi.tiny.yaml"), "config:\n  azure-native:location: eastus\n");
    git("init", "-q");
    commit(declare("first"), "first");
    commit(declare("second"), "second");
    commit('throw new Error(import.meta.filename + " is broken");', "broken");
  });

  const names = ({ resources }: Graph): string[] =>
    resources.filter(({ custom }) => custom).map(({ name }) => name);

  test("runs the program of that commit, with its own code and environment", async () => {
    const [first, second] = [await read("first"), await read("second")];
    expect([names(first.graph), names(second.graph)]).toEqual([["first"], ["second"]]);
    expect(first.against).toMatch(/^first \(commit [0-9a-f]{10}\)$/);
  });

  test("leaves nothing behind", async () => {
    const scratch = join(folder, "scratch");
    mkdirSync(scratch);
    vi.stubEnv("TMPDIR", scratch);
    try {
      await read("first");
      await expect(read("broken")).rejects.toThrow("does not run");
    } finally {
      vi.unstubAllEnvs();
    }
    expect(readdirSync(scratch)).toEqual([]);
    expect(git("status", "--porcelain").toString()).toBe("");
  });

  test("a stack that the commit does not have has no resources", async () => {
    const { graph, against } = await read("first", "later");
    expect(graph.resources).toEqual([]);
    expect(against).toMatch(/which has no stacks\/Pulumi\.later\.yaml$/);
  });

  test("code that does not run is said to be that, without a path of this machine", async () => {
    const sentence =
      "broken:stacks/Pulumi.tiny.yaml\": the program of that commit does not run on today's engine and packages: stacks/main.mjs is broken";
    await expect(read("broken")).rejects.toThrow(sentence);
  });

  test.each(["nowhere", "--help", "HEAD~99", ""])("%j is neither file nor commit", async (ref) => {
    await expect(read(ref)).rejects.toThrow("there is no such file, and git knows no such commit");
  });
});
