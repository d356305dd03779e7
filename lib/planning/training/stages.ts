import { type Layout, stageLayers } from "./layout.ts";
import { parametersOf, type TransformerModel } from "./model.ts";

/** Stages of a pipeline that are alike. */
export interface Stage {
  /** Of the first of them, counted from 0. */
  readonly index: number;
  readonly count: number;
  readonly layers: number;
  /** Parameters that one GPU of the stage holds: its layers and embeddings, divided by tensor parallelism. */
  readonly parameters: number;
  /** Whether it projects onto the vocabulary. */
  readonly last: boolean;
}

/**
 * The first stage, those between, and the last.
 *
 * @throws RangeError where the layers cannot be divided among the stages; `layoutProblems` says so beforehand.
 */
export function stagesOf(model: TransformerModel, layout: Layout): Stage[] {
  const { pipelineParallel, tensorParallel } = layout;
  const divided = stageLayers(model.layers, layout);
  if (divided === undefined)
    throw new RangeError(`${model.layers} layers cannot be divided among the stages`);
  const { layer, inputEmbedding, outputProjection, finalNorm } = parametersOf(model);
  const stage = (index: number, count: number, layers: number): Stage => {
    const first = index === 0;
    const last = index === pipelineParallel - 1;
    // A tied embedding is kept on the first and on the last stage.
    const output = first || outputProjection > 0 ? outputProjection : inputEmbedding;
    const beside = (first ? inputEmbedding : 0) + (last ? output + finalNorm : 0);
    return { index, count, layers, parameters: (layers * layer + beside) / tensorParallel, last };
  };
  if (pipelineParallel === 1) return [stage(0, 1, divided.first)];
  const between = pipelineParallel > 2 ? [stage(1, pipelineParallel - 2, divided.middle)] : [];
  return [stage(0, 1, divided.first), ...between, stage(pipelineParallel - 1, 1, divided.last)];
}
