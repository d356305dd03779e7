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

test("a folder is no file", async () => {
  const refused = readGraph({ option: "--state", file: folder });
  await expect(refused).rejects.toThrow(
    "cannot be read: EISDIR\n    fix: name a file that exists and may be read",
  );
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
});
