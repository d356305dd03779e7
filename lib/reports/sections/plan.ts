import type { Document } from "../document.ts";
import { type Cell, paragraph, type Section, table } from "../section.ts";
import { grouped, known } from "../words.ts";

/** The address plan. */
export function addressSection({ plan }: Document): Section[] {
  if (plan === null || plan.addresses.length === 0) return [];
  const columns = [
    { head: "range" },
    { head: "name" },
    { head: "CIDR" },
    { head: "addresses", align: "right" },
    { head: "used by", flexible: true },
  ] as const;
  const rows = plan.addresses.map(({ kind, name, cidr, addresses, usedBy }): Cell[] => [
    kind,
    name,
    known(cidr),
    known(addresses),
    usersText(usedBy),
  ]);
  return [{ title: "Address plan", blocks: [table(columns, rows)] }];
}

/** Users are listed while a reader can take them in. */
const LISTED_USERS = 4;

function usersText(users: readonly string[]): Cell {
  if (users.length === 0) return { text: "-", tone: "quiet" };
  return users.length <= LISTED_USERS ? users.join(", ") : `${users.length}: ${users[0]} … ${users.at(-1)}`;
}

/** Where data is kept. */
export function storageSection({ plan }: Document): Section[] {
  if (plan === null || plan.storage.length === 0) return [];
  const columns = [
    { head: "storage" },
    { head: "name" },
    { head: "purpose" },
    { head: "SKU" },
    { head: "size", align: "right" },
    { head: "throughput", align: "right" },
    { head: "containers", flexible: true },
  ] as const;
  const rows = plan.storage.map((item): Cell[] => [
    item.kind,
    item.name,
    item.purpose === null ? { text: "-", tone: "quiet" } : known(item.purpose),
    known(item.sku),
    item.capacityTiB === null ? "as used" : withUnit(item.capacityTiB, "TiB"),
    item.throughputMBps === null ? { text: "-", tone: "quiet" } : withUnit(item.throughputMBps, "MB/s"),
    item.containers.join(", "),
  ]);
  return [{ title: "Storage", blocks: [table(columns, rows)] }];
}

function withUnit(value: Parameters<typeof known>[0], unit: string): string {
  if (typeof value === "object") return known(value);
  return `${grouped(value)} ${unit}`;
}

/** What must be true before `pulumi up` can work. */
export function preconditionSection({ plan }: Document): Section[] {
  if (plan === null || plan.preconditions.length === 0) return [];
  const tones = { met: "good", unmet: "bad", unknown: "caution" } as const;
  const columns = [
    { head: "state" },
    { head: "kind" },
    { head: "needed", flexible: true },
    { head: "because", flexible: true },
  ];
  const rows = plan.preconditions.map(({ state, kind, needed, reason }): Cell[] => [
    { text: state, tone: tones[state] },
    kind,
    needed,
    reason,
  ]);
  const note = "`unknown` means that only the cloud can tell; the JSON report has the command that asks it.";
  return [{ title: "Before `pulumi up`", blocks: [table(columns, rows), paragraph(note, "quiet")] }];
}
