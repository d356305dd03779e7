import { expect, test } from "vitest";
import { changesOf } from "../../analysis/changes/changes.ts";
import { approvalsOf } from "../../analysis/changes/guard.ts";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import { type Graph, graphOf } from "../../graph/graph.ts";
import { documentOf } from "../document.ts";
import type { Block } from "../section.ts";
import { changeSection } from "./changes.ts";

const before = ndH100();

function sectionOf(now: Graph, approved: readonly string[] = []) {
  const changes = changesOf(before, now);
  const comparison = {
    against: "the state of yesterday",
    ...changes,
    approvals: approvalsOf(changes, approved),
  };
  const document = documentOf({ graph: now, findings: [], asOf: "2026-11-24", changes: comparison });
  const [section] = changeSection(document);
  return { title: section?.title, blocks: section?.blocks ?? [], document };
}

const textOf = (block: Block): string =>
  block.kind === "paragraph"
    ? block.text
    : block.kind === "preformatted"
      ? block.lines.join("\n")
      : block.rows
          .map((row) => row.map((cell) => (typeof cell === "string" ? cell : cell.text)).join(" | "))
          .join("\n");

test("a report without a comparison says nothing of changes", () => {
  expect(changeSection(documentOf({ graph: before, findings: [], asOf: "2026-11-24" }))).toEqual([]);
});

test("no change is one sentence", () => {
  const { title, blocks } = sectionOf(ndH100());
  expect(title).toBe("Changes against the state of yesterday");
  expect(blocks.map(textOf)).toEqual(["Nothing changes."]);
});

test("what must be approved stands first, with flags to copy; then settings, moves and resources", () => {
  const smaller = graphOf(
    before,
    ndH100({ h1: { count: 100 }, environment: { islandLimit: 128 } }).resources.filter(
      ({ name }) => name !== "h3",
    ),
  );
  const { blocks, document } = sectionOf(smaller);
  const flag = document.changes?.approvals[0]?.flag;
  expect(blocks.map(textOf)).toEqual([
    "1 updated, 1 deleted, 17 unchanged: up to 680 GPUs in 85 nodes stop.",
    "1 change refused: approve what is meant to happen, each by its name.",
    expect.stringMatching(
      /^refused \| AgentPool h3 is deleted; up to 85 nodes and 680 GPUs stop \| leave islandLimit/,
    ),
    flag,
    "islandLimit | - | 128",
    "h3 | h1 | 14 | 112",
    "updated | h1 | - | count inPlace\ndeleted | h3 | 680 | -",
  ]);
});

test("what is approved needs no flag any more", () => {
  const changed = ndH100({ h1: { count: 80 } });
  const [approval] = sectionOf(changed).document.changes?.approvals ?? [];
  const texts = sectionOf(changed, [approval?.urn ?? ""]).blocks.map(textOf);
  expect(texts[1]).toBe("Everything that needs an approval has one.");
  expect(texts[2]).toMatch(/^approved \| AgentPool h1 /);
  expect(texts.join("\n")).not.toContain("--approve");
});
