import type { Document } from "../document.ts";
import { type Block, type Cell, paragraph, type Section, type Tone, table } from "../section.ts";
import { known, plural } from "../words.ts";

type Comparison = NonNullable<Document["changes"]>;
type Change = Comparison["resources"][number];
type Difference = Change["differences"][number];

const TONES: Readonly<Record<Change["kind"], Tone>> = {
  deleted: "bad",
  replaced: "bad",
  refused: "bad",
  unknown: "caution",
  updated: "quiet",
  created: "good",
};

const KINDS = ["created", "updated", "replaced", "refused", "unknown", "deleted"] as const;

/** What becomes of what is there: what must be approved first, then everything else. */
export function changeSection({ changes }: Document): Section[] {
  if (changes === null) return [];
  const blocks = [
    summary(changes),
    ...approvals(changes),
    ...settings(changes),
    ...moves(changes),
    ...resources(changes),
  ];
  return [{ title: `Changes against ${changes.against}`, blocks }];
}

function summary({ resources, unchanged, nodes, gpus }: Comparison): Block {
  if (resources.length === 0) return paragraph("Nothing changes.", "good");
  const counts = KINDS.flatMap((kind) => {
    const count = resources.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kind}`];
  });
  const stops = gpus === 0 ? "no GPU stops" : `up to ${known(gpus)} GPUs in ${known(nodes)} nodes stop`;
  return paragraph(
    `${[...counts, `${unchanged} unchanged`].join(", ")}: ${stops}.`,
    gpus === 0 ? undefined : "bad",
  );
}

function approvals({ approvals }: Comparison): Block[] {
  if (approvals.length === 0) return [];
  const open = approvals.filter(({ approved }) => !approved);
  const rows = approvals.map(({ approved, message, instead }): Cell[] => [
    approved ? { text: "approved", tone: "caution" } : { text: "refused", tone: "bad" },
    message,
    instead,
  ]);
  const columns = [
    { head: "" },
    { head: "what happens", flexible: true },
    { head: "what to do instead", flexible: true },
  ];
  if (open.length === 0)
    return [paragraph("Everything that needs an approval has one.", "caution"), table(columns, rows)];
  return [
    paragraph(
      `${plural(open.length, "change")} refused: approve what is meant to happen, each by its name.`,
      "bad",
    ),
    table(columns, rows),
    { kind: "preformatted", lines: open.map(({ flag }) => flag) },
  ];
}

function settings({ settings }: Comparison): Block[] {
  if (settings.length === 0) return [];
  const rows = settings.map(({ setting, before, after }): Cell[] => [setting, shown(before), shown(after)]);
  return [
    table([{ head: "setting" }, { head: "before", flexible: true }, { head: "today", flexible: true }], rows),
  ];
}

function moves({ moves }: Comparison): Block[] {
  if (moves.length === 0) return [];
  const rows = moves.map(({ fromPool, toPool, nodes, gpus }): Cell[] => [
    fromPool,
    toPool,
    known(nodes),
    known(gpus),
  ]);
  const columns = [
    { head: "nodes leave pool" },
    { head: "and arrive in" },
    { head: "nodes", align: "right" as const },
    { head: "GPUs", align: "right" as const },
  ];
  return [table(columns, rows)];
}

function resources({ resources }: Comparison): Block[] {
  if (resources.length === 0) return [];
  const columns = [
    { head: "change" },
    { head: "resource", flexible: true },
    { head: "GPUs", align: "right" as const },
    { head: "properties", flexible: true },
  ];
  const rows = resources.map(({ kind, name, previousUrn, gpus, differences }): Cell[] => [
    { text: kind, tone: TONES[kind] },
    previousUrn === null ? name : `${name} (was ${previousUrn.split("::").at(-1)})`,
    gpus === 0 ? { text: "-", tone: "quiet" } : known(gpus),
    differences.map(propertyText).join(", ") || "-",
  ]);
  return [table(columns, rows)];
}

function propertyText({ property, effect, certain }: Difference): string {
  return `${property} ${effect}${certain ? "" : " (cannot be compared)"}`;
}

/** Longest value that is shown. */
const MOST = 60;

function shown(value: Comparison["settings"][number]["before"]): string {
  const text = JSON.stringify(value) ?? "-";
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}
