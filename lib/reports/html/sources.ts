import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { withLinks } from "../page/blocks.ts";
import { type Cell, dataTable } from "../page/table.ts";
import { price } from "../words.ts";

/** A price, what it is for, and where it was read. */
interface Row {
  readonly item: string;
  readonly price: string;
  readonly unit: string;
  readonly asOf: string;
  readonly source: string;
}

/** Where each price was read, once for each. */
export function priceSources({ cost }: Pick<Document, "cost">): Element[] {
  if (cost === null) return [];
  const known = cost.lines.map(
    ({ item, unitPrice, unit, asOf, source }): Row => ({ item, price: unitPrice, unit, asOf, source }),
  );
  const byUse = cost.unpriced.flatMap(({ item, unitPrice }): Row[] =>
    unitPrice === null ? [] : [{ item, ...unitPrice }],
  );
  const free = cost.free.map(
    ({ type, asOf, source }): Row => ({ item: type, price: "0", unit: "", asOf, source }),
  );
  const rows = [
    ...Map.groupBy([...known, ...byUse, ...free], (row) => JSON.stringify([row.source, row.asOf])),
  ].map(([, same]) => sourceRow(same));
  return rows.length === 0
    ? []
    : [
        dataTable(["source", "as of", "prices"], rows, "Sources of prices", {
          numbers: new Set([1]),
          wide: new Set([0, 2]),
          hiddenCaption: true,
        }),
      ];
}

function sourceRow(same: readonly Row[]): Cell[] {
  const [first] = same;
  const prices = [...new Set(same.map(priceText))].map((text) => h("li", text));
  return [h("span", withLinks(first?.source ?? "")), first?.asOf ?? "", h("ul.plain", prices)];
}

function priceText({ item, price: amount, unit }: Row): string {
  return unit === "" ? `${item}: free` : `${item}: ${price(amount)} / ${unit}`;
}
