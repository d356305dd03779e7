import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { InvalidInput } from "../planning/problem.ts";
import { parsePriceFile, readPriceFile } from "./price-file.ts";
import { priceFileSchema } from "./price-file-model.ts";

const OWN = `# yaml-language-server: $schema=../docs/prices.schema.json
currency: USD
prices:
  - { item: lustre/AMLFS-Durable-Premium-250, region: eastus, unit: TiB-month, price: 215.10, source: our quote, asOf: 2026-11-22 }
  - { item: vm/Standard_ND96isr_H100_v5, region: eastus, unit: hour, price: "71.123456789012", term: reservation3Years, os: linux, source: EA, asOf: "2026" }
discounts:
  - { items: "vm/*", regions: [eastus], percent: 12.5, reason: our agreement }
`;

/** The problems of a file, or none. */
function problemsOf(text: string): readonly string[] {
  try {
    parsePriceFile(text, "p.yaml");
    return [];
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    return error.problems.map(({ path, message }) => `${path}: ${message}`);
  }
}

/** A file of one good row, changed. */
function withRow(changes: Readonly<Record<string, unknown>>): string {
  const row = { item: "aks/Standard", region: "eastus", unit: "hour", price: "1", source: "s", asOf: "2026" };
  return JSON.stringify({ currency: "USD", prices: [{ ...row, ...changes }] });
}

describe("a price file", () => {
  test("is read to the digit, with its defaults", () => {
    expect(parsePriceFile(OWN, "p.yaml")).toEqual({
      currency: "USD",
      origin: "own",
      prices: [
        expect.objectContaining({ price: "215.10", term: "onDemand", asOf: "2026-11-22" }),
        expect.objectContaining({ price: "71.123456789012", term: "reservation3Years", asOf: "2026" }),
      ],
      discounts: [
        {
          items: "vm/*",
          regions: ["eastus"],
          terms: ["onDemand"],
          percent: "12.5",
          reason: "our agreement",
        },
      ],
    });
  });

  test("may be JSON, whose numbers keep their digits too", () => {
    const text = withRow({ price: "?" }).replace('"?"', "0.12345678901");
    expect(parsePriceFile(text, "p.json").prices[0]?.price).toBe("0.12345678901");
  });

  test("passes its published schema, with and without quotes", () => {
    const validate = new Ajv2020({ strict: false }).compile(priceFileSchema());
    expect([validate(parse(OWN)), validate.errors]).toEqual([true, null]);
    expect(validate({ currency: "USD", prices: [{ item: "aks/Standard" }] })).toBe(false);
    expect(validate(JSON.parse(withRow({ price: "1,5" })))).toBe(false);
  });
});

describe("is refused", () => {
  test.each<[string, string, string]>([
    ["no row's price", withRow({ price: undefined }), "is missing"],
    ["a price of nothing", withRow({ price: "0.00" }), "must be more than nothing"],
    ["a negative price", withRow({ price: "-1" }), "must be a plain decimal number"],
    ["an exponent", withRow({ price: "1e3" }), "must be a plain decimal number"],
    ["a decimal comma", withRow({ price: "1,5" }), "must be a plain decimal number"],
    ["an unknown unit", withRow({ unit: "fortnight" }), "Invalid option"],
    ["an unknown term", withRow({ term: "reserved" }), "Invalid option"],
    ["a day that is none", withRow({ asOf: "2026-13" }), "must be a day, a month or a year"],
    ["another case of an item", withRow({ item: "vm/standard_nd96isr_H100_v5" }), "items are spelt exactly"],
    ["a kind that is never looked up", withRow({ item: "vms/Standard_X" }), "nothing is looked up under vms"],
    ["a unit of another thing", withRow({ unit: "GB" }), "aks/Standard is counted by hour"],
    [
      "Lustre by GiB",
      withRow({ item: "lustre/AMLFS-Durable-Premium-40", unit: "GiB-month" }),
      "lustre/AMLFS-Durable-Premium-40 is counted by TiB-month",
    ],
    ["an unknown key", withRow({ prise: "1" }), "unknown key prise"],
    ["a currency in words", JSON.stringify({ currency: "dollars" }), "three capital letters"],
    ["a currency that is none", JSON.stringify({ currency: "XXQ" }), "three capital letters"],
    [
      "a secret",
      withRow({ source: "AccountKey=aaaaaaaaaaaaaaaaaaaaaaaaaaaa" }),
      "looks like a storage account key",
    ],
    ["text that a terminal obeys", withRow({ source: "a\u001b[31m" }), "control and invisible characters"],
    [
      "too large a discount",
      '{currency: USD, discounts: [{items: "*", percent: 101, reason: r}]}',
      "must be 0 to 100",
    ],
    [
      "a pattern with a star inside",
      '{currency: USD, discounts: [{items: "v*m", percent: 1, reason: r}]}',
      "must be an item's key",
    ],
    ["no YAML", "currency: [", "neither YAML nor JSON"],
    ["an alias", "currency: &c USD\nprices: []\ndiscounts: *c", "aliases are not allowed here"],
    ["a list", "[]", "Invalid input: expected object"],
    ["nothing", "", "Invalid input: expected object"],
  ])("%s", (_, text, message) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(message)]);
  });

  test("all at once, each where it stands", () => {
    const text = `currency: usd
prices:
  - { item: aks/Standard, region: East US, unit: hour, price: free, source: s, asOf: 2026 }
  - { item: aks/Premium, region: eastus, unit: hour, source: s, asOf: 2026 }
`;
    expect(problemsOf(text).map((problem) => problem.split(": ")[0])).toEqual([
      "p.yaml:1:11 currency",
      "p.yaml:3:35 prices[0].region",
      "p.yaml:3:63 prices[0].price",
      "p.yaml:4:5 prices[1].price",
    ]);
  });

  test("two prices of one thing, but not its tiers and terms", () => {
    const row = "item: aks/Standard, region: eastus, unit: hour, price: 1, source: s, asOf: 2026";
    const rows = ["", ", from: 0", ", from: 10", ", term: reservation1Year"].map(
      (more) => `  - { ${row}${more} }`,
    );
    expect(problemsOf(`currency: USD\nprices:\n${rows.join("\n")}`)).toEqual([
      "p.yaml:4:13 prices[1].item: has a price already in eastus on the term onDemand from 0",
    ]);
  });
});

describe("files", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "price-file-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("that are not there, or no text, are refused with what to write", () => {
    const missing = join(folder, "missing.yaml");
    expect(() => readPriceFile(missing)).toThrow(/there is no such file.*\n.*fix: write it, for example:/);
    const binary = join(folder, "binary.yaml");
    writeFileSync(binary, Buffer.from([0xff, 0xfe, 0x63]));
    expect(() => readPriceFile(binary)).toThrow("is no UTF-8 text");
  });

  test("that are there are read", () => {
    const file = join(folder, "own.yaml");
    writeFileSync(file, OWN);
    expect(readPriceFile(file).prices).toHaveLength(2);
  });
});
