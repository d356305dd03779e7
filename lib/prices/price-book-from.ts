import { Decimal } from "decimal.js";
import type { Price } from "../../catalog/price.ts";
import { type PriceBook, priceBookOf } from "../../catalog/price-book.ts";
import { type Problem, refuse } from "../planning/problem.ts";
import type { DiscountRule, PriceFile } from "./price-file-model.ts";
import { keyOf } from "./price-rows.ts";

/** No digit of a price times a percentage is lost. */
const Exact = Decimal.clone({ precision: 60 });

/** Whose currency the catalogue is. */
const CATALOGUE_CURRENCY = "USD";

/**
 * One book of the catalogue and of price files. An own price wins over a refreshed one, and that over the catalogue's; of two
 * of one kind the later file's wins. Discounts are taken off list prices only: what a file gives as its own was agreed as it
 * stands. In another currency than the catalogue's, what no file prices has no price.
 *
 * @param catalogue list prices in US dollars.
 * @throws InvalidInput where files differ in currency, or a discount is of nothing.
 */
export function priceBookFrom(catalogue: readonly Price[], files: readonly PriceFile[]): PriceBook {
  const currencies = [...new Set(files.map(({ currency }) => currency))];
  const currency = currencies[0] ?? CATALOGUE_CURRENCY;
  refuse("--prices", currencyProblems(currencies));
  const own = merged(files.filter(({ origin }) => origin === "own").map(rowsOf));
  const listed = merged([
    catalogue.filter((row) => row.currency === currency),
    ...files.filter(({ origin }) => origin === "refreshed").map(rowsOf),
  ]);
  const rules = files.flatMap(({ discounts }) => discounts);
  refuse("--prices", idleDiscounts(rules, [...listed.values()].flat()));
  const discounted = new Map(
    [...listed].map(([key, rows]) => [key, rows.map((row) => discountedPrice(row, rules))]),
  );
  return priceBookOf([...new Map([...discounted, ...own]).values()].flat(), currency);
}

function currencyProblems(currencies: readonly string[]): Problem[] {
  if (currencies.length < 2) return [];
  const message = `the files are in ${currencies.join(" and ")}: amounts of two currencies are never added`;
  return [{ path: "--prices", value: undefined, message, fix: "give files of one currency" }];
}

function rowsOf({ currency, prices }: PriceFile): Price[] {
  return prices.map(({ os, from, ...row }) => ({
    ...row,
    currency,
    ...(os !== undefined && { os }),
    ...(from !== undefined && from !== "0" && { from }),
  }));
}

/** Rows by key; a later layer replaces all tiers that an earlier one has for a key. */
function merged(layers: readonly (readonly Price[])[]): Map<string, readonly Price[]> {
  return new Map(layers.flatMap((rows) => [...Map.groupBy(rows, keyOf)]));
}

function idleDiscounts(rules: readonly DiscountRule[], listed: readonly Price[]): Problem[] {
  const items = new Set(listed.map(({ item }) => item));
  return rules
    .filter((rule) => ![...items].some((item) => covers(rule, item)))
    .map((rule) => ({
      path: "discounts",
      value: rule.items,
      message: "no list price of the book has such an item, so that nothing is taken off",
      fix: "mend the pattern, or refresh the prices first",
    }));
}

function covers({ items }: DiscountRule, item: string): boolean {
  return items.endsWith("*") ? item.startsWith(items.slice(0, -1)) : item === items;
}

function discountedPrice(row: Price, rules: readonly DiscountRule[]): Price {
  const rule = rules.findLast(
    (each) =>
      covers(each, row.item) &&
      each.terms.includes(row.term) &&
      (each.regions === undefined || each.regions.includes(row.region)),
  );
  if (rule === undefined) return row;
  const { percent, reason } = rule;
  return {
    ...row,
    price: new Exact(row.price).times(new Exact(100).minus(percent)).div(100).toFixed(),
    source: `${row.source}; ${percent} % off the list price of ${row.price}: ${reason}`,
    discount: { listPrice: row.price, percent, reason },
  };
}
