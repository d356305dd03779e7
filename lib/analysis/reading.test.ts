import { describe, expect, test } from "vitest";
import { ofType, SECRET, UNKNOWN } from "../graph/graph.ts";
import { both, is, isGiven, not, numberAt, ownerOf, textAt, textsAt } from "./reading.ts";
import { type ResourceSketch, sketch } from "./testing/graphs.ts";

describe("what is not known is never a value", () => {
  const inputs = { a: UNKNOWN, b: SECRET, c: "x", d: 1, e: ["x", UNKNOWN], f: { g: UNKNOWN } };

  test.each([
    ["a", undefined],
    ["b", undefined],
    ["c", "x"],
    ["d", undefined],
    ["f.g.h", undefined],
    ["missing", undefined],
  ])("textAt %s", (path, text) => {
    expect(textAt(inputs, path)).toBe(text);
  });

  test("numberAt and textsAt leave out what is something else", () => {
    expect(numberAt(inputs, "d")).toBe(1);
    expect(numberAt(inputs, "c")).toBeUndefined();
    expect(textsAt(inputs, "e")).toEqual(["x"]);
  });

  test.each([
    ["a", "unknown"],
    ["b", "unknown"],
    ["c", true],
    ["d", false],
    ["missing", false],
    ["f.g.h", "unknown"],
  ])("is %s", (path, truth) => {
    expect(is(inputs, path, "x")).toBe(truth);
  });
});

test.each([
  [[true, true], true],
  [[true, "unknown"], "unknown"],
  [["unknown", false], false],
  [[], true],
] as const)("both %j is %s", (truths, result) => {
  expect(both(...truths)).toBe(result);
});

test("not leaves unknown unknown", () => {
  expect([not(true), not(false), not("unknown")]).toEqual([false, true, "unknown"]);
});

test("an unknown id is given when its owner is declared, and unknown when nothing tells", () => {
  const graph = sketch(
    { type: "keyvault:Key", name: "key" },
    {
      type: "compute:DiskEncryptionSet",
      name: "linked",
      inputs: { key: { id: UNKNOWN } },
      from: { key: ["key"] },
    },
    { type: "compute:DiskEncryptionSet", name: "unlinked", inputs: { key: { id: UNKNOWN } } },
    { type: "compute:DiskEncryptionSet", name: "without" },
    { type: "compute:DiskEncryptionSet", name: "empty", inputs: { key: { id: "" } } },
  );
  const answers = Object.fromEntries(
    ofType(graph, "azure-native:compute:DiskEncryptionSet").map((set) => [
      set.name,
      isGiven(graph, set, "key.id"),
    ]),
  );
  expect(answers).toEqual({ linked: true, unlinked: "unknown", without: false, empty: false });
});

describe("ownerOf", () => {
  const vault = { type: "keyvault:Vault", name: "vault", inputs: { vaultName: "kv" } };
  const key = { type: "keyvault:Key", name: "key", inputs: { vaultName: "kv" } };
  const owner = (...sketches: readonly ResourceSketch[]) => {
    const graph = sketch(...sketches);
    const [found] = ofType(graph, "azure-native:keyvault:Key");
    return found && ownerOf(graph, found, "vaultName", "azure-native:keyvault:Vault", "vaultName")?.name;
  };

  test("is found through the dependency", () => {
    expect(owner(vault, { ...key, inputs: { vaultName: UNKNOWN }, from: { vaultName: ["vault"] } })).toBe(
      "vault",
    );
  });

  test("is found by its name where no dependency is carried", () => {
    expect(owner(vault, key)).toBe("vault");
  });

  test("is not guessed between two of the same name", () => {
    expect(owner(vault, { ...vault, name: "twin" }, key)).toBeUndefined();
  });

  test("is not there for another name or an unknown one", () => {
    expect(owner(vault, { ...key, inputs: { vaultName: "other" } })).toBeUndefined();
    expect(owner(vault, { ...key, inputs: { vaultName: UNKNOWN } })).toBeUndefined();
  });
});
