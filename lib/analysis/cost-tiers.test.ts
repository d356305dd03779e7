import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogPrices } from "../../catalog/prices.ts";
import { tierAmounts } from "./cost-tiers.ts";

const blob = catalogPrices.tiersOf("blob/hot/LRS", "eastus");
const starts = blob.map(({ from = "0" }) => Number(from));

test("the first 50 TB of hot blobs cost more than the next", () => {
  expect(starts.slice(0, 2)).toEqual([0, 51_200]);
  expect(tierAmounts("60000", blob).map(({ price, quantity }) => [price.price, quantity])).toEqual([
    ["0.0208", "51200"],
    ["0.019968", "8800"],
  ]);
});

describe("whatever the amount", () => {
  const amounts = fc.integer({ min: 0, max: 2_000_000 });

  test("its parts add up to it", () => {
    fc.assert(
      fc.property(amounts, (amount) => {
        const parts = tierAmounts(String(amount), blob).map(({ quantity }) => quantity);
        expect(Decimal.sum(...parts).toFixed()).toBe(String(amount));
      }),
    );
  });

  test("more of it never costs less", () => {
    const cost = (amount: number): Decimal =>
      Decimal.sum(
        ...tierAmounts(String(amount), blob).map(({ price, quantity }) =>
          new Decimal(price.price).times(quantity),
        ),
      );
    fc.assert(
      fc.property(amounts, fc.nat(100_000), (amount, more) => {
        expect(cost(amount + more).gte(cost(amount))).toBe(true);
      }),
    );
  });
});

test("what lies below the first tier is included", () => {
  const above = blob.slice(0, 1).map((price) => ({ ...price, from: "5" }));
  expect(["3", "5", "7"].map((amount) => tierAmounts(amount, above).map(({ quantity }) => quantity))).toEqual(
    [["0"], ["0"], ["2"]],
  );
});
