import { readFileSync } from "node:fs";
import { Decimal } from "decimal.js";
import { expect, test } from "vitest";
import { catalogPrices } from "../../catalog/prices.ts";
import { tierAmounts } from "./cost-tiers.ts";
import { type GoldenLine, goldenLines } from "./testing/infracost.ts";

function ours({ item, region, quantity }: GoldenLine): string {
  return tierAmounts(quantity, catalogPrices.tiersOf(item, region))
    .reduce((sum, tier) => sum.plus(new Decimal(tier.price.price).times(tier.quantity)), new Decimal(0))
    .toFixed(2);
}

test.each(goldenLines.map((line) => [`${line.cloud} ${line.test}: ${line.line}`, line] as const))(
  "%s",
  (_, line) => {
    expect(ours(line)).toBe(line.differs?.ours ?? line.printed);
    // A difference that is none any more is to be taken out.
    expect(line.differs?.ours).not.toBe(line.printed);
  },
);

test("docs/prices.md shows each of these lines", () => {
  const page = readFileSync(new URL("../../docs/prices.md", import.meta.url), "utf8");
  const rows = goldenLines.map(
    ({ cloud, test, line, item, printed, differs }) =>
      `| ${cloud} ${test} | ${line} | \`${item}\` | ${printed} | ${differs?.ours ?? printed} | ${differs?.because ?? ""} |`,
  );
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
});
