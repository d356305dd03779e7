import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InvalidInput, type Problem } from "../planning/problem.ts";
import { readStackFile } from "./stack-file.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "stack-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
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
  test("B01 a missing file says what to write", () => {
    expect(problemsOf(() => readStackFile(join(folder, "none.yaml"), "none.yaml"))).toEqual([
      expect.objectContaining({ path: "none.yaml", fix: expect.stringContaining("config:") }),
    ]);
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
    ["B03 duplicate key", "config:\n  a:b: 1\n  a:b: 2\n", "Pulumi.test.yaml:3:3", "keep one of the two"],
  ])("%s with line and column", (_name, text, path, fix) => {
    expect(problemsOf(() => read(text))).toContainEqual(expect.objectContaining({ path, fix }));
  });

  test.each([
    ["no", 'quote it if it is text: "no"; else write true or false'],
    ["22:22", 'quote it if it is text: "22:22"'],
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
});
