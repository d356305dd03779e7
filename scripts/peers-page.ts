import { shortType } from "../lib/graph/graph.ts";
import { peers, UNCHECKED_BY_PEERS } from "../policies/peers/index.ts";
import type { Peer, PeerCheck } from "../policies/peers/peer.ts";

/** The page of docs/policy-peers.md: what other tools check of the same resources, and which rule answers each check. */
export function peersPage(): string {
  const types = [
    ...new Set(peers.flatMap(({ checks }) => checks.flatMap((check) => check.types))),
  ].toSorted();
  return `${[
    "# The rules beside their peers",
    "<!-- Generated from policies/peers by `npm run generate`. -->",
    "What three other tools check of the kinds of resource that the stacks declare in Azure, and for each check the rule of " +
      "[rules.md](rules.md) that demands the same or more, or the reason why none does. A test holds that no check is without an answer.",
    table(
      ["tool", "checks", "answered by a rule", "by a reason", "list", "read on"],
      peers.map((peer) => [
        peer.name,
        ...countsOf(peer).map(String),
        `[list](${peer.source}): ${peer.list}`,
        peer.asOf,
      ]),
    ),
    ...peers.map(({ name, covered }) => `**${name}.** ${covered}`),
    `None of them has a check for ${UNCHECKED_BY_PEERS.map((type) => `\`${shortType(type)}\``).join(", ")}; and none has one for ` +
      "InfiniBand, islands, capacity reservations, GPU drivers or the health of GPUs, which family F demands.",
    ...types.map(section),
  ].join("\n\n")}\n`;
}

function countsOf({ checks }: Peer): number[] {
  const answered = checks.filter(({ rules }) => rules.length > 0).length;
  return [checks.length, answered, checks.length - answered];
}

function section(type: string): string {
  const rows = peers.flatMap(({ name, checks }) =>
    checks.filter(({ types }) => types.includes(type)).map((check) => [name, check.id, answerOf(check)]),
  );
  return `## ${type}\n\n${table(["tool", "check", "rule, or why none"], rows)}`;
}

function answerOf({ rules, reason }: PeerCheck): string {
  return reason ?? rules.join(", ");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}
