import type { Document } from "../document.ts";
import { type Block, type Cell, type Column, paragraph, type Section, table } from "../section.ts";
import { about, grouped } from "../words.ts";

type Run = NonNullable<Document["training"]>["workloads"][number]["runs"][number];
type Layout = NonNullable<Run["layout"]>;

/** `TP 2 PP 8 DP 40`: how a job is divided, and what it computes again. */
export function layoutText(layout: Layout): string {
  const { tensorParallel, contextParallel, pipelineParallel, dataParallel, recomputation } = layout;
  const context = contextParallel === 1 ? "" : ` CP ${contextParallel}`;
  const again = recomputation === "none" ? "" : `, recompute ${recomputation}`;
  return `TP ${tensorParallel}${context} PP ${pipelineParallel} DP ${dataParallel}${again}`;
}

/**
 * The layout of a job with the next fastest, where their memory goes, and why the others cannot be; the fastest that fit where
 * the job has none.
 */
export function layoutSection(
  name: string,
  run: Pick<Run, "pool" | "layoutBy" | "layout" | "otherLayouts" | "refusedLayouts">,
): Section {
  const right = (head: string): Column => ({ head, align: "right" });
  const columns: Column[] = [
    { head: "layout", flexible: true },
    right("interleaving"),
    right("microbatch"),
    right("ZeRO"),
    right("TFLOP/s a GPU"),
    right("GB a GPU"),
    right("weights"),
    right("gradients"),
    right("optimiser"),
    right("activations"),
    right("else"),
  ];
  const layouts = [...(run.layout === null ? [] : [run.layout]), ...run.otherLayouts];
  const order = run.layoutBy === "declared" ? "The declared layout, then the fastest" : "The fastest first";
  return {
    title: `Layouts of ${name} on ${run.pool}`,
    blocks: [
      table(columns, layouts.map(rowOf)),
      paragraph(`${order}; where speeds differ by less than the model's error, the order is not sure.`),
      ...(layouts.some(dividesGradientsInPipeline) ? [paragraph(GRADIENTS_IN_PIPELINE)] : []),
      ...refusals(run.refusedLayouts),
    ],
    folded: true,
  };
}

/** What a reader must know before choosing such a layout; `docs/training-model.md`, "Memory", has the sources. */
const GRADIENTS_IN_PIPELINE =
  "ZeRO 2 in a pipeline reduces a virtual stage's gradients after each round of microbatches, as Llama 3's training did; Megatron-LM's distributed optimiser is ZeRO 1.";

/** What to know of a layout that not every framework can train, and the next fastest that asks nothing unusual of it. */
export function frameworkText({
  layout,
  otherLayouts,
}: Pick<Run, "otherLayouts"> & { readonly layout: Layout }): string {
  if (!dividesGradientsInPipeline(layout)) return "";
  const usual = otherLayouts.find((other) => !dividesGradientsInPipeline(other));
  const next =
    usual === undefined
      ? ""
      : `; without, ${layoutText(usual)} reaches ${about(usual.tflopsPerGpu)} TFLOP/s a GPU`;
  return ` It needs ZeRO 2 in a pipeline, which Megatron-LM's distributed optimiser does not have${next}.`;
}

function dividesGradientsInPipeline({ zeroStage, pipelineParallel }: Layout): boolean {
  return zeroStage === 2 && pipelineParallel > 1;
}

/** Why layouts cannot be, and how many of them. */
export function refusals(refused: Run["refusedLayouts"]): Block[] {
  if (refused.length === 0) return [];
  const reasons = refused.map(({ layouts, message }) => `${grouped(layouts)}: ${message}`);
  return [paragraph(`Layouts that cannot be, by reason. ${reasons.join(". ")}.`)];
}

function rowOf(layout: Layout): Cell[] {
  const { weights, gradients, optimiser, activations, temporary, reserved } = layout.memoryParts;
  return [
    layoutText(layout),
    String(layout.interleaving),
    String(layout.microbatch),
    String(layout.zeroStage),
    about(layout.tflopsPerGpu),
    `${gigabytes(layout.memoryBytes)} of ${gigabytes(layout.availableBytes)}`,
    ...[weights, gradients, optimiser, activations, temporary + reserved].map(gigabytes),
  ];
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
