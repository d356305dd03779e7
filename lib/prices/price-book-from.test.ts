import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Price } from "../../catalog/price.ts";
import { prices } from "../../catalog/prices.ts";
import { priceBookFrom } from "./price-book-from.ts";
import { parsePriceFile } from "./price-file.ts";
import type { PriceFile } from "./price-file-model.ts";

const H100 = "vm/Standard_ND96isr_H100_v5";

interface Row {
  readonly price: string;
  readonly item?: string;
  readonly region?: string;
  readonly unit?: string;
  readonly term?: string;
  readonly from?: string;
}

/** A file of these rows and discounts. */
function file(rows: readonly Row[], more: object = {}): PriceFile {
  const prices = rows.map((row) => ({
    item: H100,
    region: "eastus",
    unit: "hour",
    source: "quote",
    asOf: "2026-11-01",
    ...row,
  }));
  return parsePriceFile(JSON.stringify({ currency: "USD", prices, ...more }), "p.json");
}

const discount = (more: object = {}) => ({ items: "vm/*", percent: "12", reason: "EA 2026", ...more });

describe("which price wins", () => {
  const refreshed = file([{ price: "90" }], { origin: "refreshed" });
  const own = file([{ price: "70" }]);

  test.each<[string, readonly PriceFile[], string]>([
    ["the catalogue's, without files", [], "98.32"],
    ["a refreshed one over the catalogue's", [refreshed], "90"],
    ["an own one over a refreshed one", [refreshed, own], "70"],
    ["an own one, even where the refreshed file comes later", [own, refreshed], "70"],
    ["the later of two own ones", [own, file([{ price: "60" }])], "60"],
  ])("%s", (_, files, price) => {
    const book = priceBookFrom(prices, files);
    expect(book.priceOf(H100, "eastus")?.price).toBe(price);
    // What no file names keeps its price.
    expect([book.currency, book.priceOf(H100, "eastus2")?.price]).toEqual(["USD", "98.32"]);
    expect(book.priceOf(H100, "eastus", "spot")?.price).toBe("18.169536");
  });

  test("a file's tiers replace all of the catalogue's: two lists are never mixed", () => {
    const item = "keyVault/hsmKey/RSA-3072";
    const tiers = [
      { price: "4", item, unit: "key-month" },
      { price: "1", item, unit: "key-month", from: "100" },
    ];
    const book = priceBookFrom(prices, [file(tiers)]);
    expect(book.tiersOf(item, "eastus").map(({ price, from }) => [price, from])).toEqual([
      ["4", undefined],
      ["1", "100"],
    ]);
  });

  test("what nobody priced stays unknown", () => {
    const book = priceBookFrom(prices, [file([{ price: "70" }], { discounts: [discount()] })]);
    expect(book.priceOf("lustre/AMLFS-Durable-Premium-250", "eastus")).toBeUndefined();
    expect(book.priceOf(H100, "norwayeast")).toBeUndefined();
  });
});

describe("discounts", () => {
  test("are taken off the list price to the digit, and say so", () => {
    const book = priceBookFrom(prices, [file([], { discounts: [discount()] })]);
    const listed = prices.find(({ item, region }) => item === H100 && region === "eastus");
    expect(book.priceOf(H100, "eastus")).toMatchObject({
      price: "86.5216",
      source: `${listed?.source}; 12 % off the list price of 98.32: EA 2026`,
      discount: { listPrice: "98.32", percent: "12", reason: "EA 2026" },
    });
  });

  test.each<[string, object, string, Price["term"], string]>([
    ["not off spot", {}, "eastus", "spot", "18.169536"],
    ["off spot where they say so", { terms: ["spot"] }, "eastus", "spot", "15.98919168"],
    ["then not on demand", { terms: ["spot"] }, "eastus", "onDemand", "98.32"],
    ["in their regions", { regions: ["eastus2"] }, "eastus2", "onDemand", "86.5216"],
    ["nowhere else", { regions: ["eastus2"] }, "eastus", "onDemand", "98.32"],
    ["on an item by its whole key", { items: H100 }, "eastus", "onDemand", "86.5216"],
    ["not on what begins like a whole key", { items: "vm/Standard_ND96*" }, "uksouth", "onDemand", "108.152"],
    ["of everything: nothing is left, and it says why", { percent: "100" }, "eastus", "onDemand", "0"],
  ])("%s", (_, more, region, term, price) => {
    const book = priceBookFrom(prices, [file([], { discounts: [discount(more)] })]);
    expect(book.priceOf(H100, region, term)?.price).toBe(price);
  });

  test("leave agreed prices alone, and reach refreshed ones", () => {
    const rows = [{ price: "50" }];
    const own = priceBookFrom(prices, [file(rows, { discounts: [discount()] })]);
    expect(own.priceOf(H100, "eastus")).toMatchObject({ price: "50", source: "quote" });
    const refreshed = file(rows, { origin: "refreshed" });
    const both = priceBookFrom(prices, [file([], { discounts: [discount()] }), refreshed]);
    expect(both.priceOf(H100, "eastus")?.price).toBe("44");
  });

  test("are not added up: the last that matches holds", () => {
    const discounts = [discount({ items: "*", percent: "50" }), discount()];
    const book = priceBookFrom(prices, [file([], { discounts })]);
    expect(book.priceOf(H100, "eastus")?.price).toBe("86.5216");
    expect(book.priceOf("aks/Standard", "eastus")?.price).toBe("0.05");
  });

  test("of nothing are refused", () => {
    const discounts = [discount({ items: "vm/Standard_ND96isr_H100_v6" })];
    expect(() => priceBookFrom(prices, [file([], { discounts })])).toThrow(
      /no list price of the book has such an item/,
    );
  });

  test("and what was taken off add up to the list price, whatever the digits", () => {
    const amount = fc
      .integer({ min: 1, max: 10 ** 9 })
      .chain((units) =>
        fc
          .integer({ min: 0, max: 9 })
          .map((digits) => new Decimal(units).div(new Decimal(10).pow(digits)).toFixed()),
      );
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (listPrice, hundredths) => {
        const percent = new Decimal(hundredths).div(100).toFixed();
        const files = [
          file([{ price: listPrice }], { origin: "refreshed", discounts: [discount({ percent })] }),
        ];
        const price = new Decimal(priceBookFrom([], files).priceOf(H100, "eastus")?.price ?? "NaN");
        expect(price.plus(new Decimal(listPrice).times(percent).div(100)).toFixed()).toBe(listPrice);
      }),
      { numRuns: 50 },
    );
  });
});

describe("currencies", () => {
  const euro = file([{ price: "85" }], { currency: "EUR" });

  test("are never mixed: in euros, the catalogue's dollars are unknown", () => {
    const book = priceBookFrom(prices, [euro]);
    expect([book.currency, book.priceOf(H100, "eastus")?.price]).toEqual(["EUR", "85"]);
    expect(book.priceOf("aks/Standard", "eastus")).toBeUndefined();
    expect(book.priceOf(H100, "eastus", "spot")).toBeUndefined();
  });

  test("of two files must be one", () => {
    expect(() => priceBookFrom(prices, [euro, file([{ price: "70" }])])).toThrow(
      "the files are in EUR and USD",
    );
  });
});
