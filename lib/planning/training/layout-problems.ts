import { grouped } from "../numbers.ts";
import type { Problem } from "../problem.ts";
import { gpusOf, type Layout, stageLayers, type TrainingRun } from "./layout.ts";

/** Why a layout cannot be, memory apart. */
export type LayoutFault = "node" | "heads" | "sequence" | "layers" | "batch";

/**
 * Everything that is wrong with a layout which a user wrote; memory apart, which {@link memoryOf} reckons for layouts
 * without problems. The model must have been resolved before.
 *
 * @param gpus that the job has.
 * @param path where the layout stands in the user's input; stands before each problem's property.
 */
export function layoutProblems(run: TrainingRun, gpus: number, path = "layout"): Problem[] {
  const sizes = Object.entries(run.layout).flatMap(([property, value]): Problem[] =>
    Number.isSafeInteger(value) && value >= 1
      ? []
      : [{ path: `${path}.${property}`, value, message: "must be a whole number from 1", fix: "write 1" }],
  );
  if (sizes.length > 0) return sizes;
  const product = gpusOf(run.layout);
  const wrongProduct: Problem[] =
    product === gpus
      ? []
      : [
          {
            path,
            value: product,
            message: `tensor × context × pipeline × data parallel must be the job's ${grouped(gpus)} GPUs, not ${grouped(product)}`,
            fix: "change dataParallel, or the number of nodes",
          },
        ];
  return [...wrongProduct, ...faultsOf(run).map((fault) => faultProblem(fault, run, path))];
}

/** What is wrong with a layout of whole numbers, memory apart; empty where nothing is. */
export function faultsOf({ model, layout, globalBatch, hardware }: TrainingRun): LayoutFault[] {
  const { tensorParallel, contextParallel, dataParallel, microbatch } = layout;
  const broken: Record<LayoutFault, boolean> = {
    node: hardware.gpusPerNode % tensorParallel !== 0,
    heads: model.attentionHeads % tensorParallel !== 0,
    sequence: contextParallel > 1 && model.sequenceLength % (2 * contextParallel) !== 0,
    layers: stageLayers(model.layers, layout) === undefined,
    batch: globalBatch % (dataParallel * microbatch) !== 0,
  };
  return (["node", "heads", "sequence", "layers", "batch"] as const).filter((fault) => broken[fault]);
}

/** What a fault means for a run, in one sentence. */
export function faultMessage(fault: LayoutFault, { model, hardware, globalBatch }: TrainingRun): string {
  switch (fault) {
    case "node":
      return `tensor parallel GPUs must share a node: their number divides its ${hardware.gpusPerNode}`;
    case "heads":
      return `tensor parallel must divide the ${model.attentionHeads} attention heads`;
    case "sequence":
      return `twice context parallel must divide the ${grouped(model.sequenceLength)} tokens of a sequence`;
    case "layers":
      return `pipeline parallel × interleaving must divide the ${model.layers} layers, or these and two places for the embeddings`;
    case "batch":
      return `data parallel × microbatch must divide the ${grouped(globalBatch)} sequences of a step`;
  }
}

const PROPERTY: Readonly<Record<LayoutFault, keyof Layout>> = {
  node: "tensorParallel",
  heads: "tensorParallel",
  sequence: "contextParallel",
  layers: "pipelineParallel",
  batch: "dataParallel",
};

function faultProblem(fault: LayoutFault, run: TrainingRun, path: string): Problem {
  const property = PROPERTY[fault];
  return {
    path: `${path}.${property}`,
    value: run.layout[property],
    message: faultMessage(fault, run),
    fix: "leave the layout out, and the fastest that fits is taken",
  };
}
