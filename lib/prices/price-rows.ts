import type { Price, PriceUnit } from "../../catalog/price.ts";
import { prices } from "../../catalog/prices.ts";
import type { Problem } from "../planning/problem.ts";
import { suggest } from "../planning/suggest.ts";
import type { PriceFile } from "./price-file-model.ts";

type Row = PriceFile["prices"][number];

/** Under which a price is looked up. */
export function keyOf({ item, region, term }: Pick<Price, "item" | "region" | "term">): string {
  return `${item} ${region} ${term}`;
}

const catalogueItems = [...new Set(prices.map(({ item }) => item))];
const unitByItem = new Map(prices.map(({ item, unit }) => [item, unit]));
const kinds = new Set([...catalogueItems.map(kindOf), "lustre"]);

function kindOf(item: string): string {
  return item.split("/")[0] ?? "";
}

/** What one row cannot know of itself: whether its item exists, is counted so, and is priced once. */
export function rowProblems(
  { prices: rows }: PriceFile,
  place: (path: readonly PropertyKey[]) => string,
): Problem[] {
  const seen = new Set<string>();
  return rows.flatMap((row, index) => {
    const at = (property: string): string => place(["prices", index, property]);
    const identity = `${keyOf(row)} ${row.from ?? "0"}`;
    const twice = seen.has(identity);
    seen.add(identity);
    const again: Problem = {
      path: at("item"),
      value: row.item,
      message: `has a price already in ${row.region} on the term ${row.term}${row.from ? ` from ${row.from}` : ""}`,
      fix: "keep one of the two",
    };
    return [...(twice ? [again] : []), ...itemProblem(row, at("item")), ...unitProblem(row, at("unit"))];
  });
}

function itemProblem({ item }: Row, path: string): Problem[] {
  const sameButCase = catalogueItems.find((known) => known.toLowerCase() === item.toLowerCase());
  if (sameButCase !== undefined && sameButCase !== item) {
    return [{ path, value: item, message: "items are spelt exactly", fix: `write ${sameButCase}` }];
  }
  const kind = kindOf(item);
  if (kinds.has(kind)) return [];
  const nearest = suggest(kind, [...kinds]);
  const fix = nearest === undefined ? "docs/prices.md lists what there is" : `did you mean ${nearest}/…?`;
  return [{ path, value: item, message: `nothing is looked up under ${kind}`, fix }];
}

/** An hour and a month differ by arithmetic; a GB and an hour do not. */
function unitProblem({ item, unit }: Row, path: string): Problem[] {
  const known: PriceUnit | undefined = kindOf(item) === "lustre" ? "TiB-month" : unitByItem.get(item);
  if (known === undefined || amountOf(known) === amountOf(unit)) return [];
  return [
    { path, value: unit, message: `${item} is counted by ${known}`, fix: `give the price for ${known}` },
  ];
}

function amountOf(unit: PriceUnit): string {
  return unit.replace(/-?(hour|month)$/, "");
}
