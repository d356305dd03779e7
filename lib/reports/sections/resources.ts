import type { Document } from "../document.ts";
import { paragraph, type Section } from "../section.ts";
import { treeOf } from "../tree.ts";
import { plural } from "../words.ts";

/** Every resource under its parent. */
export function resourceSection({ resources }: Document): Section[] {
  if (resources.length === 0) return [];
  const cloud = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length;
  const note = `${plural(resources.length, "resource")}, ${cloud} of them in the cloud. What has the same shape shares a line; what stands below is in each.`;
  return [
    {
      title: "Resources",
      blocks: [paragraph(note, "quiet"), { kind: "preformatted", lines: treeOf(resources) }],
      folded: true,
    },
  ];
}
