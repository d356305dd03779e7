import type { Element } from "hast";
import { h } from "hastscript";
import type { Document } from "../document.ts";
import { scatterChart } from "../page/scatter-chart.ts";
import { type Cell, dataTable } from "../page/table.ts";
import { speedErrorText } from "../sections/speed-error.ts";
import { about, aboutShare, compact, grouped, known, plural } from "../words.ts";

type Outlook = NonNullable<Document["outlook"]>[number];

/** Cost against time to train, for each job of which more than one number of nodes can be said. */
export function costTimeFigures({ outlook }: Document): Element[] {
  return (outlook ?? []).flatMap((job, index) => figureOf(job, index));
}

function figureOf({ name, pool, nodes, currency, points, speedError }: Outlook, index: number): Element[] {
  const drawn = points.flatMap(({ nodes: count, elapsedHours, cost }) =>
    typeof elapsedHours === "number" && typeof cost === "string"
      ? [{ x: elapsedHours / 24, y: Number(cost), label: grouped(count), chosen: count === nodes }]
      : [],
  );
  if (drawn.length < 2) return [];
  const text = {
    id: `cost-time-${index}`,
    title: `Cost against time to train ${name}`,
    description: "A point for each number of nodes. The table below has the same figures.",
  };
  const chart = scatterChart(
    text,
    drawn,
    { title: "days to train, logarithmic", format: (days) => grouped(days) },
    { title: `${currency} for these nodes`, format: (amount) => compact(String(amount)) },
  );
  return [
    h("h3", `Cost against time to train ${name}`),
    h("figure", [
      h(
        "figcaption",
        `The same job on other numbers of nodes of ${pool}, in the fastest layout that fits each, from a fitted model. Numbers are nodes; the large point is the ${plural(nodes, "node")} of the job. The cost is that of these nodes alone, without those of the island that the job leaves free. ${speedErrorText(speedError)}`,
      ),
      chart,
    ]),
    pointTable(name, currency, points),
  ];
}

function pointTable(name: string, currency: string, points: Outlook["points"]): Element {
  const rows = points.map(({ nodes, elapsedHours, cost, modelFlopsUtilisation }): Cell[] => [
    grouped(nodes),
    typeof elapsedHours === "number" ? about(elapsedHours / 24) : known(elapsedHours),
    typeof cost === "string" ? about(Number(cost)) : known(cost),
    typeof modelFlopsUtilisation === "number"
      ? aboutShare(modelFlopsUtilisation)
      : known(modelFlopsUtilisation),
  ]);
  return dataTable(["nodes", "days to train", currency, "MFU"], rows, `Cost and time of ${name} by nodes`, {
    numbers: new Set([0, 1, 2, 3]),
    hiddenCaption: true,
  });
}
