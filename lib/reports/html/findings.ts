import type { Element } from "hast";
import { h, s } from "hastscript";
import { FAMILIES, type Status } from "../../graph/finding.ts";
import type { Document } from "../document.ts";
import { STATUS_NAMES } from "../findings/report.ts";
import { barChart, type Segment } from "../page/bar-chart.ts";
import { sectionElements } from "../page/blocks.ts";
import { findingSection, type RuleTitles } from "../sections/findings.ts";
import { grouped } from "../words.ts";

/** From left to right, and how each looks. */
const LOOKS: readonly (readonly [Status, NonNullable<Segment["look"]>])[] = [
  ["failed", "failed"],
  ["waived", "open"],
  ["notEvaluated", "open"],
  ["passed", "passed"],
  ["notApplicable", "beside"],
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
  const bars = families.map(([letter, own]) => {
    const counts = LOOKS.map(([status, look]) => {
      const count = own.filter((finding) => finding.status === status).length;
      return { count, look, words: STATUS_NAMES[status] };
    }).filter(({ count }) => count > 0);
    return {
      label: `${letter}  ${FAMILIES[letter] ?? "other rules"}`,
      figure: counts.map(({ count, words }) => `${grouped(count)} ${words}`).join(", "),
      segments: counts.map(({ count, look }) => ({ share: count / most, look })),
    };
  });
  const text = {
    id: "finding-chart",
    title: "Answers of the policy rules by family",
    description: "A bar for each family of rules; its end says how many answers it has of each kind.",
  };
  return h("figure", [
    h("figcaption", "Answers by family of rules: one for each rule and each resource that it looks at"),
    barChart(text, bars),
    h("ul.keys", { ariaLabel: "Legend" }, LOOKS.map(keyItem)),
  ]);
}

function keyItem([status, look]: (typeof LOOKS)[number]): Element {
  const swatch = s("svg.chart", { width: 16, height: 12, ariaHidden: "true" }, [
    s("rect", { className: ["mark", look], x: 1, y: 1, width: 14, height: 10 }),
  ]);
  return h("li", [swatch, STATUS_NAMES[status]]);
}
