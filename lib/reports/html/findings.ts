import type { Element } from "hast";
import { h } from "hastscript";
import { FAMILIES, type Status } from "../../graph/finding.ts";
import type { Document } from "../document.ts";
import { STATUS_NAMES } from "../findings/report.ts";
import { type Bar, barChart, type KeyEntry, legend, type Segment } from "../page/bar-chart.ts";
import { sectionElements } from "../page/blocks.ts";
import { findingSection, type RuleTitles } from "../sections/findings.ts";
import { grouped } from "../words.ts";

/** From left to right, and how each looks. */
const LOOKS: readonly { readonly status: Status; readonly look: NonNullable<Segment["look"]> }[] = [
  { status: "failed", look: "failed" },
  { status: "waived", look: "open" },
  { status: "notEvaluated", look: "open" },
  { status: "passed", look: "passed" },
  { status: "notApplicable", look: "beside" },
];

/** Answers by family as bars, then what the other reports say too. */
export function findingElements(document: Document, titles: RuleTitles): Element[] {
  const sections = findingSection(document, titles);
  return sections.length === 0
    ? []
    : [familyFigure(document.findings), ...sectionElements(sections, "Policy findings")];
}

function familyFigure(findings: Document["findings"]): Element {
  const families = [...Map.groupBy(findings, ({ rule }) => rule.charAt(0))];
  const most = Math.max(...families.map(([, own]) => own.length));
  const bars = families.map(([letter, own]): Bar => {
    const count = (status: Status): number => own.filter((finding) => finding.status === status).length;
    return {
      label: FAMILIES[letter] ?? letter,
      figure: `${grouped(count("passed"))} of ${grouped(own.length - count("notApplicable"))} passed`,
      segments: LOOKS.map(({ status, look }) => ({ share: count(status) / most, look })),
    };
  });
  return h("figure", [
    h("figcaption", "Answers by family of rules: one for each rule and each resource that it looks at"),
    barChart(bars),
    legend([...Map.groupBy(LOOKS, ({ look }) => look)].map(keyOf)),
  ]);
}

/** What neither passed nor failed looks alike: it wants the reader's judgement. */
function keyOf([look, own]: [NonNullable<Segment["look"]>, typeof LOOKS]): KeyEntry {
  return { look, words: own.map(({ status }) => STATUS_NAMES[status]).join(" or ") };
}
