import type { Document } from "../document.ts";
import { type Cell, paragraph, type Section, table } from "../section.ts";
import { grouped, known, plural } from "../words.ts";

type Peaks = NonNullable<Document["capability"]>["peakPflops"];
type NumberFormat = keyof Peaks;

/** Names of number formats as vendors write them. */
export const FORMAT_NAMES: Readonly<Record<NumberFormat, string>> = {
  fp64: "FP64",
  fp64TensorCore: "FP64 tensor",
  fp32: "FP32",
  tf32: "TF32",
  bf16: "BF16",
  fp16: "FP16",
  fp8: "FP8",
};

/** The system and its size. */
export function systemSection({ system, capability }: Document): Section[] {
  if (capability === null) return [];
  const gpus = capability.gpus.map(({ model, count }) => `${grouped(count)} ${model}`).join(", ");
  const rows: Cell[][] = [
    ["system", system === null ? { text: "not declared", tone: "quiet" } : known(system)],
    ["GPU nodes", `${capability.atLeast ? "at least " : ""}${grouped(capability.nodes)}`],
    ["GPUs", gpus === "" ? "none" : gpus],
    ...capability.fabric.map(({ vmSize, nodes, gbpsPerNode }) => [
      "InfiniBand",
      `${grouped(gbpsPerNode)} Gb/s a node, one direction (${plural(nodes, "node")} ${vmSize})`,
    ]),
    ["peak, dense", peaks(capability.peakPflops)],
    ["with 2:4 sparsity", peaks(capability.sparsePflops, "no format has it")],
  ];
  const missing = capability.unknown.map(({ pool, reason }) =>
    paragraph(`Pool ${pool} is not counted: ${reason}.`, "caution"),
  );
  return [
    { title: "System", blocks: [table([{ head: "" }, { head: "", flexible: true }], rows), ...missing] },
  ];
}

function peaks(pflops: Peaks, none = "not known"): string {
  const formats = Object.entries(FORMAT_NAMES).flatMap(([format, name]) => {
    const value = pflops[format as NumberFormat];
    return value === undefined ? [] : [`${name} ${grouped(value)}`];
  });
  return formats.length === 0 ? none : `${formats.join(" · ")} PFLOP/s`;
}

/** The InfiniBand islands. */
export function islandSection({ plan }: Document): Section[] {
  if (plan === null) return [];
  const columns = [
    { head: "island (node pool)" },
    { head: "VM size", flexible: true },
    { head: "zone" },
    { head: "nodes", align: "right" },
    { head: "GPUs", align: "right" },
    { head: "Gb/s a node", align: "right" },
  ] as const;
  const rows = plan.islands.map(({ pool, vmSize, zone, nodes, minNodes, maxNodes, gpus, gbpsPerNode }) => [
    pool,
    vmSize,
    zone ?? "none",
    minNodes === maxNodes || known(minNodes) === known(maxNodes)
      ? known(nodes)
      : `${known(nodes)} (${known(minNodes)} to ${known(maxNodes)})`,
    known(gpus),
    grouped(gbpsPerNode),
  ]);
  const note = "Nodes reach each other over InfiniBand inside an island only: no job spans two islands.";
  const none = paragraph("No node pool has InfiniBand.");
  return [
    {
      title: "InfiniBand islands",
      blocks: rows.length === 0 ? [none] : [table(columns, rows), paragraph(note, "quiet")],
    },
  ];
}
