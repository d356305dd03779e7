import { scaleLinear } from "d3-scale";
import type { Element } from "hast";
import { h, s } from "hastscript";
import type { Document } from "../document.ts";
import { legend } from "../page/bar-chart.ts";
import { fold } from "../page/blocks.ts";
import { chart, percent } from "../page/chart.ts";
import { type Cell, dataTable } from "../page/table.ts";
import { grouped, plural } from "../words.ts";

type Outlook = NonNullable<Document["outlook"]>[number];
type Draw = NonNullable<Outlook["draw"]>;

/** Pixels. */
const HEIGHT = { bar: 34, top: 22, axis: 22 } as const;

/** As many checkpoints are drawn one by one; more would be a grey wall. */
const MOST_CHECKPOINTS = 400;

/** The timeline of one run of each job: a simulated draw, which each of them says. */
export function timelineElements({ outlook }: Document): Element[] {
  return (outlook ?? []).flatMap(({ draw, ...job }, index) =>
    draw === null ? [] : timelineOf(job, draw, index),
  );
}

function timelineOf({ name, pool, nodes }: Omit<Outlook, "draw">, draw: Draw, index: number): Element[] {
  const { hours, interruptions, checkpointEveryHours, seed } = draw;
  const marks = checkpointsOf(draw);
  const text = {
    id: `timeline-${index}`,
    title: `A simulated run of ${name}`,
    description:
      "Interruptions and checkpoints from the start to the end of the run. The table below has each interruption.",
  };
  return [
    h("h3", `${name} on ${plural(nodes, "node")} of ${pool}`),
    h("p", [
      h("strong", "A simulated draw, no forecast: "),
      `when something fails is drawn at random at the stated rate, from the seed “${seed}”. It takes ${days(hours)} days, with ${plural(interruptions.length, "interruption")} and a checkpoint every ${grouped(Math.round(checkpointEveryHours * 60))} minutes.`,
    ]),
    h("figure", [
      chart(text, HEIGHT.top + HEIGHT.bar + HEIGHT.axis, drawing(draw, marks)),
      legend([
        {
          look: undefined,
          words: marks.length > 0 ? "training; each thin line is a checkpoint" : "training",
        },
        { look: "failed", words: "interrupted: done again, and restart" },
      ]),
    ]),
    ...(interruptions.length === 0
      ? []
      : [fold(`Each interruption of ${name}`, [interruptionTable(name, draw)])]),
  ];
}

/** When checkpoints are written: one after each interval without interruption. */
function checkpointsOf({ hours, checkpointEveryHours, interruptions }: Draw): number[] {
  if (hours / checkpointEveryHours > MOST_CHECKPOINTS) return [];
  const starts = [0, ...interruptions.map(({ backAtHours }) => backAtHours)];
  const ends = [...interruptions.map(({ atHours }) => atHours), hours];
  return starts.flatMap((start, index) => {
    const count = Math.floor(((ends[index] ?? hours) - start) / checkpointEveryHours);
    return Array.from({ length: Math.max(0, count) }, (_, at) => start + (at + 1) * checkpointEveryHours);
  });
}

function drawing({ hours, interruptions }: Draw, checkpoints: readonly number[]): Element[] {
  const x = (at: number): string => percent(at / hours);
  const place = { y: HEIGHT.top, height: HEIGHT.bar };
  const ticks = scaleLinear([0, hours / 24], [0, 1])
    .ticks(6)
    .filter((day) => day * 24 <= hours * 0.93);
  return [
    s("rect.mark", { ...place, x: 0, width: "100%" }),
    ...checkpoints.map((at) =>
      s("line.checkpoint", {
        x1: x(at),
        x2: x(at),
        y1: HEIGHT.top + HEIGHT.bar / 2,
        y2: HEIGHT.top + HEIGHT.bar,
      }),
    ),
    ...interruptions.flatMap(({ atHours, lostHours, backAtHours }) => [
      s("rect.mark.failed", {
        ...place,
        x: x(atHours - lostHours),
        width: x(Math.min(backAtHours, hours) - atHours + lostHours),
      }),
      // A nested svg puts a shape of fixed size at a share of the width.
      s("svg", { x: x(atHours), overflow: "visible" }, [
        s("path.mark.failed", { d: `M-5 ${HEIGHT.top - 14}L5 ${HEIGHT.top - 14}L0 ${HEIGHT.top - 4}Z` }),
      ]),
    ]),
    ...ticks.map((day) =>
      s("text.tick", { x: x(day * 24), y: HEIGHT.top + HEIGHT.bar + 16 }, day === 0 ? "day 0" : String(day)),
    ),
  ];
}

function interruptionTable(name: string, { interruptions }: Draw): Element {
  const rows = interruptions.map(({ atHours, lostHours, backAtHours }): Cell[] => [
    days(atHours),
    grouped(Math.round(lostHours * 60)),
    grouped(Math.round((backAtHours - atHours) * 60)),
  ]);
  const heads = ["day", "minutes done again", "minutes until it goes on"];
  return dataTable(heads, rows, `Interruptions of the simulated run of ${name}`, {
    numbers: new Set([0, 1, 2]),
    hiddenCaption: true,
  });
}

function days(hours: number): string {
  return (hours / 24).toFixed(1);
}
