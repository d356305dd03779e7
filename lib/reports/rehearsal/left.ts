import type { LeftReason, LeftResource } from "../../analysis/rehearsal/left-behind.ts";
import type { Rehearsal } from "../../analysis/rehearsal/rehearsal.ts";
import { shortType } from "../../graph/graph.ts";
import { type Block, type Cell, paragraph, type Section, table } from "../section.ts";
import { grouped, money, plural } from "../words.ts";

/** Why something is still there, in words. */
export const REASONS: Readonly<Record<LeftReason, string>> = {
  protected: "protected: Pulumi refuses to delete it",
  locked: "locked: Azure refuses to delete it",
  needed: "needed by what is protected",
  retained: "retained: Pulumi forgot it, Azure keeps it",
  failed: "its deletion failed",
  "made by Azure": "Azure made it by itself",
  unexpected: "nothing explains it",
};

/** What `destroy` left, and what that goes on costing. */
export function leftSections({ leftBehind }: Rehearsal): Section[] {
  if (leftBehind === null) return [];
  const { resources, softDeletedVaults, cost } = leftBehind;
  const reserved = softDeletedVaults.map(
    (name) =>
      `${name}: deleted, its name and keys are kept until Azure purges them; what that costs is unknown`,
  );
  const blocks: Block[] =
    resources.length === 0
      ? [paragraph("Nothing stayed behind.")]
      : [leftTable(resources), ...costBlocks(cost)];
  return [
    {
      title: "What stayed behind after destroy",
      blocks: [...blocks, ...reserved.map((text) => paragraph(text, "caution"))],
    },
  ];
}

/** Rows of one reason and type become one. */
export function leftRows(
  resources: readonly LeftResource[],
): { why: string; types: string; count: number; locked: number }[] {
  return [...Map.groupBy(resources, ({ why }) => why)].map(([why, own]) => {
    const byType = [...Map.groupBy(own, ({ type }) => shortType(type))].toSorted(
      ([, a], [, b]) => b.length - a.length,
    );
    return {
      why: REASONS[why],
      types: byType.map(([type, some]) => `${some.length} ${type}`).join(", "),
      count: own.length,
      locked: own.filter(({ locked }) => locked).length,
    };
  });
}

function leftTable(resources: readonly LeftResource[]): Block {
  const columns = [
    { head: "why", flexible: true },
    { head: "number", align: "right" },
    { head: "locked", align: "right" },
    { head: "what", flexible: true },
  ] as const;
  const rows = leftRows(resources).map(({ why, types, count, locked }): Cell[] => [
    why,
    grouped(count),
    grouped(locked),
    types,
  ]);
  return table(columns, rows);
}

type CostOfLeft = NonNullable<Rehearsal["leftBehind"]>["cost"];

/** The costs that go on, in one sentence. */
export function costSentence({ monthly, currency, atLeast, unpriced }: CostOfLeft): string {
  const least = atLeast ? "at least " : "";
  const open =
    unpriced.length === 0
      ? ""
      : `; ${plural(unpriced.length, "item")} more may cost money and have no amount`;
  return `It goes on costing ${least}${money(monthly)} ${currency} a month${open}.`;
}

function costBlocks(cost: CostOfLeft): Block[] {
  const columns = [{ head: "group" }, { head: `${cost.currency} a month`, align: "right" }] as const;
  const rows = cost.groups.map(({ group, monthly }): Cell[] => [group, money(monthly)]);
  return [paragraph(costSentence(cost), "caution"), ...(rows.length === 0 ? [] : [table(columns, rows)])];
}
