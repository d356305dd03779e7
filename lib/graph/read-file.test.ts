import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECRET } from "./graph.ts";
import { type ResourceFile, readGraph } from "./read-file.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "read-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("a file that is read piece by piece gives the same graph", () => {
  test.each<ResourceFile>([
    { option: "--state", file: fileURLToPath(new URL("testing/state.json", import.meta.url)) },
    { option: "--preview-json", file: fileURLToPath(new URL("testing/preview.json", import.meta.url)) },
  ])("$option", async (source) => {
    const graph = await readGraph(source, { largeBytes: 0 });
    expect(graph).toEqual(await readGraph(source));
    expect(graph.resources.length).toBeGreaterThan(1);
  });
});

test.each([0, 1e9])(
  "what a state says beside its resources is kept, read in pieces or not: from %d bytes on",
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
    expect(await readGraph({ option: "--state", file }, { largeBytes: large })).toMatchObject({
      secretsProvider: "passphrase",
      outputs: { kubeconfig: SECRET, token: "a" },
    });
  },
);

test.each<[ResourceFile["option"], string, string]>([
  ["--state", "preview.json", "is what `pulumi preview --json --show-sames` prints"],
  ["--pulumi-json", "state.json", "is what `pulumi stack export` prints"],
])("%s is told by its name that %s is another file", async (option, name, message) => {
  const file = fileURLToPath(new URL(`testing/${name}`, import.meta.url));
  await expect(readGraph({ option, file })).rejects.toThrow(message);
});

test("a folder is no file", async () => {
  const refused = readGraph({ option: "--state", file: folder });
  await expect(refused).rejects.toThrow(
    "cannot be read: EISDIR\n    fix: name a file that exists and may be read",
  );
});

describe("a state is refused, and nothing of it lost or counted twice", () => {
  const urn = (name: string): string => `urn:pulumi:dev::theirs::random:index/randomId:RandomId::${name}`;
  const resource = (name: string, parent?: string) => ({
    urn: urn(name),
    type: "random:index/randomId:RandomId",
    custom: true,
    inputs: {},
    ...(parent !== undefined && { parent: urn(parent) }),
  });
  const read = (text: string) => {
    const file = join(folder, "odd.json");
    writeFileSync(file, text);
    return readGraph({ option: "--state", file });
  };
  const stateOf = (...resources: readonly object[]) => JSON.stringify({ deployment: { resources } });

  test.each([
    [
      "whose parents stand in a circle",
      [resource("a", "b"), resource("b", "a"), resource("c")],
      `"${urn("b")}": it is, by its parents, within itself`,
    ],
    ["that is its own parent", [resource("a", "a")], `"${urn("a")}": it is, by its parents, within itself`],
    ["that has a URN twice", [resource("a"), resource("a")], `"${urn("a")}": 2 resources have this URN`],
  ])("%s", async (_, resources, message) => {
    await expect(read(stateOf(...resources))).rejects.toThrow(message);
  });

  test("that waits for its deletion is no twin", async () => {
    const { resources } = await read(stateOf(resource("a"), { ...resource("a"), delete: true }));
    expect(resources).toHaveLength(1);
  });

  test("that is nested more deeply than anybody nests", async () => {
    const deep = `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`;
    const text = stateOf(resource("a")).replace('"inputs":{}', `"inputs":${deep}`);
    await expect(read(text)).rejects.toThrow("is nested more deeply than what Pulumi writes");
  });
});

describe("and is refused in the same words", () => {
  test.each([
    ["cut off", '{"deployment": {"resources": [{"urn": "', "is no JSON"],
    ["no JSON", "Previewing update (dev)", "is no JSON"],
    ["something else", '{"name": "exaform"}', "deployment: "],
    ["no resource", '{"deployment": {"resources": []}}', "resources: there is no resource in it"],
  ])("%s", async (_, text, message) => {
    const file = join(folder, "state.json");
    writeFileSync(file, text);
    await expect(readGraph({ option: "--state", file }, { largeBytes: 0 })).rejects.toThrow(message);
  });

  test("names the file of which they speak: a command may read two", async () => {
    const file = join(folder, "state.json");
    writeFileSync(file, "{}");
    const refused = readGraph({ option: "--against", file });
    await expect(refused).rejects.toThrow(`--against ${file}: 1 problem\n  deployment: `);
  });
});
