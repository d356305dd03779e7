import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InvalidInput, type Problem } from "../planning/problem.ts";
import { readStackFile } from "./stack-file.ts";
import { EXAMPLE } from "./stack-file-text.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stack-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string | Uint8Array) {
  const file = join(folder, "Pulumi.test.yaml");
  writeFileSync(file, text);
  return readStackFile(file, "Pulumi.test.yaml");
}

function problemsOf(run: () => unknown): readonly Problem[] {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

describe("what it hands to a program", () => {
  test("text as it is, mappings as JSON, encrypted values as secrets without content", () => {
    const file = read(
      [
        "config:",
        "  azure-native:location: eastus",
        "  exaform:environment:",
        "    nodes: 2",
        '    zone: "1"',
        "  app:token:",
        "    secure: v1:abc:def",
      ].join("\n"),
    );
    expect(file.config).toEqual({
      "azure-native:location": "eastus",
      "exaform:environment": '{"nodes":2,"zone":"1"}',
      "app:token": "",
    });
    expect(file.secretKeys).toEqual(["app:token"]);
  });

  test("a property's place, or its parent's where the file lacks it", () => {
    const file = read(
      "config:\n  exaform:environment:\n    nodes: 2\n    tags:\n      owner: me\n    list: [a, b]\n",
    );
    expect(file.positionOf("exaform:environment.nodes")).toBe("Pulumi.test.yaml:3:12");
    expect(file.positionOf("exaform:environment.tags.owner")).toBe("Pulumi.test.yaml:5:14");
    expect(file.positionOf("exaform:environment.list[1]")).toBe("Pulumi.test.yaml:6:15");
    expect(file.positionOf("exaform:environment.zone")).toBe("Pulumi.test.yaml:3:5");
    expect(file.positionOf("azure-native:location")).toBeUndefined();
  });
});

describe("refused", () => {
  test("B01 a missing file says what to write, and that works", () => {
    expect(problemsOf(() => readStackFile(join(folder, "none.yaml"), "none.yaml"))).toEqual([
      {
        path: "none.yaml",
        value: undefined,
        message: "there is no such file, or it cannot be read",
        fix: `write it, with your own ids:\n${EXAMPLE}`,
      },
    ]);
    const shipped = readFileSync(join(import.meta.dirname, "../../stacks/Pulumi.nd-h100-dev.yaml"), "utf8");
    const lines = shipped.split("\n").filter((line) => line !== "" && !/^#|stage:/.test(line));
    // The shipped file goes on with what somebody must decide, not what a stack needs to exist.
    expect(EXAMPLE.split("\n")).toEqual(lines.slice(0, 10));
  });

  test.each([[""], ["# nothing here\n"], ["{}"], ["- a\n"], ["text"]])(
    "B01 %j has no configuration",
    (text) => {
      expect(problemsOf(() => read(text))).toEqual([
        expect.objectContaining({ path: "Pulumi.test.yaml: config" }),
      ]);
    },
  );

  test.each([
    ["B02 tab", "config:\n\ta: b\n", "Pulumi.test.yaml:2:1", "indent with spaces"],
    ["B02 syntax", "config: [a\n", "Pulumi.test.yaml:2:1", "mend the syntax there"],
  ])("%s with line and column", (_name, text, path, fix) => {
    expect(problemsOf(() => read(text))).toContainEqual(expect.objectContaining({ path, fix }));
  });

  test.each([
    ["no", 'quote it if it is text: "no"; else write true or false'],
    ["22:22", 'quote it if it is text: "22:22"'],
    ["2027-03-31", 'quote it if it is text: "2027-03-31"'],
    ["0o17", "write it in plain decimal digits"],
    ["017", "write it in plain decimal digits"],
    ["1e3", "write 1000"],
    [".inf", "write a number"],
    [".nan", "write a number"],
  ])("B07 %s", (source, fix) => {
    expect(problemsOf(() => read(`config:\n  x:nodes: ${source}\n`))).toEqual([
      expect.objectContaining({ path: "Pulumi.test.yaml:2:12", value: source, fix }),
    ]);
  });

  test("B04 aliases, whatever they would expand to", () => {
    const bomb = ["config:", "  a:a: &a [x, x]", "  a:b: &b [*a, *a]", "  a:c: [*b, *b]"].join("\n");
    expect(problemsOf(() => read(bomb)).map(({ message }) => message)).toEqual(
      Array(4).fill("aliases are not allowed here"),
    );
  });

  test("B04 a file of 300 KiB, and one nested a hundred thousand levels", () => {
    expect(problemsOf(() => read(`config:\n  a:b: ${"x".repeat(300_000)}\n`))[0]?.message).toContain(
      "at most 262144 bytes",
    );
    expect(problemsOf(() => read(`config: ${"[".repeat(100_000)}`))).not.toEqual([]);
  });

  test("B03 a duplicate key names both places", () => {
    expect(problemsOf(() => read("config:\n  a:b: 1\n  c:d: 2\n  a:b: 3\n"))).toEqual([
      {
        path: "Pulumi.test.yaml:4:3",
        value: undefined,
        message: "the same key stands at Pulumi.test.yaml:2:3 already",
        fix: "keep one of the two",
      },
    ]);
  });

  test("a second document", () => {
    expect(problemsOf(() => read("config:\n  a:b: c\n---\nconfig: {}\n"))).toEqual([
      {
        path: "Pulumi.test.yaml:3:1",
        value: undefined,
        message: "a second document begins here: a stack's file has one",
        fix: "remove it, with its ---",
      },
    ]);
  });

  const text = "config:\n  a:b: é\n";
  test.each([
    ["UTF-16", Buffer.from(`\u{FEFF}${text}`, "utf16le")],
    ["UTF-16 without its mark", Buffer.from(text, "utf16le")],
    ["Latin-1", Buffer.from(text, "latin1")],
    ["no text", Buffer.from([0x63, 0x00, 0xff])],
  ])("%s", (_name, bytes) => {
    expect(problemsOf(() => read(bytes))).toEqual([
      {
        path: "Pulumi.test.yaml",
        value: undefined,
        message: "is no UTF-8 text, but UTF-16, Latin-1, or no text at all",
        fix: "save it as UTF-8",
      },
    ]);
  });

  test("UTF-8 with its mark is read", () => {
    expect(read(Buffer.from(`\u{FEFF}${text}`)).config).toEqual({ "a:b": "é" });
  });

  test.each([
    ["confg", "did you mean config?"],
    ["secretprovider", "did you mean secretsprovider?"],
    ["nodes", "remove it, or write it under config:"],
  ])("%s at the top", (key, fix) => {
    expect(problemsOf(() => read(`${key}: x\nconfig:\n  a:b: c\n`))).toEqual([
      {
        path: "Pulumi.test.yaml:1:1",
        value: key,
        message:
          "unknown key; allowed at the top: config, environment, secretsprovider, encryptedkey, encryptionsalt",
        fix,
      },
    ]);
  });

  test("what Pulumi knows at the top is taken", () => {
    const head =
      "environment: [shared]\nsecretsprovider: passphrase\nencryptedkey: x\nencryptionsalt: v1:x:v1:y\n";
    expect(read(`${head}config:\n  a:b: c\n`).config).toEqual({ "a:b": "c" });
  });
});

describe("secrets in clear", () => {
  const token = `ghp_${"0123456789abcdefghij"}`;

  test.each([
    ["a setting", `config:\n  azure-native:location: ${token}\n`, "Pulumi.test.yaml:2:26", "a GitHub token"],
    ["a list", `config:\n  a:b: [x, ${token}]\n`, "Pulumi.test.yaml:2:8[1]", "a GitHub token"],
    ["a key", `config:\n  a:${token}: x\n`, "Pulumi.test.yaml:2:3 (a key)", "a GitHub token"],
    ["a password by its key", "config:\n  app:dbPassword: hunter2\n", "Pulumi.test.yaml:2:19", "a password"],
  ])("%s", (_name, file, path, kind) => {
    expect(problemsOf(() => read(file))).toEqual([
      {
        path,
        value: "[masked]",
        message: `looks like ${kind}; nothing here may be a secret, since it is stored and shown in clear`,
        fix: "remove it, revoke it, and give it to the program that needs it with `pulumi config set --secret`",
      },
    ]);
  });

  test.each([
    ["at the top", `${token}: x\nconfig:\n  a:b: c\n`],
    ["an alias", `config:\n  a:b: &${token} x\n  a:c: *${token}\n`],
    ["no YAML", `config:\n  a:b: *${token}\n`],
    ["a duplicate key", `config:\n  ${token}: 1\n  ${token}: 2\n`],
  ])("%s is not shown", (_name, file) => {
    const problems = problemsOf(() => read(file));
    expect(problems).not.toEqual([]);
    expect(JSON.stringify(problems)).not.toContain(token);
  });

  test("an encrypted value is none", () => {
    expect(read("config:\n  app:token:\n    secure: v1:abc:def\n").secretKeys).toEqual(["app:token"]);
  });
});
