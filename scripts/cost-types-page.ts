import { classicTypes } from "../lib/analysis/pricing/azure-classic/types.ts";
import type { Pricing } from "../lib/analysis/pricing/pricing.ts";
import { pricingTable } from "../lib/analysis/pricing/table.ts";

/** The page of docs/cost-types.md: everything in it is said by the tables of lib/analysis/pricing. */
export function costTypesPage(): string {
  const types = Object.entries(pricingTable);
  const measured = types.filter(([, { kind }]) => kind === "measured").map(([type]) => type);
  const classic = Map.groupBy(Object.entries(classicTypes), ([, { type }]) => type);
  const also = (type: string): string =>
    (classic.get(type) ?? []).map(([token]) => `\`${token}\``).join(", ");
  const count = measured.reduce((sum, type) => sum + (classic.get(type)?.length ?? 0), measured.length);
  return `${[
    "# Types that `exaform cost` knows",
    "<!-- Generated from the tables of lib/analysis/pricing by `npm run generate`. -->",
    `${types.length + Object.keys(classicTypes).length} types: ${count} are paid for, the others cost nothing by themselves. ` +
      "A type that is not here is listed as unknown, and never counted as free. How they are priced: [cost.md](cost.md).",
    "## Paid for",
    table(
      ["type", "priced alike, of the classic provider"],
      measured.toSorted().map((type) => [`\`${type}\``, also(type)]),
    ),
    "## Free by themselves",
    table(
      ["type", "priced alike, of the classic provider", "because"],
      types
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([type, pricing]) => freeRow(type, also(type), pricing)),
    ),
  ].join("\n\n")}\n`;
}

function freeRow(type: string, also: string, pricing: Pricing): string[][] {
  return pricing.kind === "free"
    ? [[`\`${type}\``, also, `${pricing.reason} ([source](${pricing.source}))`]]
    : [];
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
