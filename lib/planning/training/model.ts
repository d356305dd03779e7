import type { TransformerModel } from "../../../catalog/models.ts";
import { type Problem, refuse } from "../problem.ts";

export type { TransformerModel } from "../../../catalog/models.ts";

/** A model with every default filled in. */
export interface ResolvedModel extends Required<TransformerModel> {
  /** Width of keys, and of values: hidden size × key-value heads ÷ attention heads. */
  readonly keyValueSize: number;
  /** Matrices of the feed-forward block: 3 with a gate (SwiGLU), else 2. */
  readonly feedForwardMatrices: 2 | 3;
}

/** Where a model's parameters are; counts, not bytes. */
export interface ModelParameters {
  readonly total: number;
  /** One transformer layer: attention, feed-forward and norms. */
  readonly layer: number;
  /** The input embedding, with the table of positions where they are learned. */
  readonly inputEmbedding: number;
  /** The output projection; 0 where it is the input embedding. */
  readonly outputProjection: number;
  /** The norm after the last layer. */
  readonly finalNorm: number;
}

/**
 * Fills in the defaults of a model's shape.
 *
 * @param path where the model stands in the user's input; stands before each problem's property.
 * @throws InvalidInput with everything that is wrong with it.
 */
export function resolveModel(model: TransformerModel, path = "model"): ResolvedModel {
  const known = resolvedModels.get(model);
  if (known !== undefined) return known;
  refuse("model", modelProblems(model, path));
  const { keyValueHeads = model.attentionHeads, architecture } = model;
  const resolved: ResolvedModel = {
    ...model,
    keyValueHeads,
    feedForwardSize: model.feedForwardSize ?? 4 * model.hiddenSize,
    tiedEmbeddings: model.tiedEmbeddings ?? architecture === "gpt",
    keyValueSize: (model.hiddenSize / model.attentionHeads) * keyValueHeads,
    feedForwardMatrices: architecture === "gpt" ? 2 : 3,
  };
  resolvedModels.set(model, resolved);
  resolvedModels.set(resolved, resolved);
  return resolved;
}

/** Ranking the layouts of 2,048 GPUs resolves the same model 50,000 times. */
const resolvedModels = new WeakMap<TransformerModel, ResolvedModel>();

/**
 * Counts parameters from the shape. For a `gpt` this is Narayanan et al. 2021, equation 2:
 * `12·l·h²·(1 + 13/(12h) + (V + s)/(12·l·h))`, and the 2h of the last norm, which the paper leaves out.
 */
export function parametersOf(model: TransformerModel): ModelParameters {
  const resolved = resolveModel(model);
  const { architecture, layers, hiddenSize: h, feedForwardSize: f, keyValueSize } = resolved;
  const attention = 2 * h * h + 2 * h * keyValueSize;
  const matrices = attention + resolved.feedForwardMatrices * h * f;
  const gpt = architecture === "gpt";
  const biases = gpt ? h + 2 * keyValueSize + h + f + h : 0;
  const norm = gpt ? 2 * h : h;
  const layer = matrices + biases + 2 * norm;
  const inputEmbedding = resolved.vocabularySize * h + (gpt ? resolved.sequenceLength * h : 0);
  const outputProjection = resolved.tiedEmbeddings ? 0 : resolved.vocabularySize * h;
  const total = layers * layer + inputEmbedding + outputProjection + norm;
  return { total, layer, inputEmbedding, outputProjection, finalNorm: norm };
}

/** No published shape comes near it; beyond it products leave what a float holds exactly. */
const LARGEST = 2 ** 24;

function modelProblems(model: TransformerModel, path: string): Problem[] {
  const counts = [
    "layers",
    "hiddenSize",
    "attentionHeads",
    "keyValueHeads",
    "feedForwardSize",
    "vocabularySize",
    "sequenceLength",
  ] as const;
  const problems = counts.flatMap((property): Problem[] => {
    const value = model[property];
    if (value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= LARGEST)) return [];
    const message = `must be a whole number from 1 to ${LARGEST}`;
    return [
      { path: `${path}.${property}`, value, message, fix: "write what the model's own configuration says" },
    ];
  });
  return problems.length > 0 ? problems : headProblems(model, path);
}

function headProblems(model: TransformerModel, path: string): Problem[] {
  const { hiddenSize, attentionHeads, keyValueHeads = attentionHeads } = model;
  const problems: Problem[] = [];
  if (hiddenSize % attentionHeads !== 0)
    problems.push({
      path: `${path}.attentionHeads`,
      value: attentionHeads,
      message: `must divide the hidden size, ${hiddenSize}: each head gets an equal part of it`,
      fix: "write the number of heads of the model's own configuration",
    });
  if (attentionHeads % keyValueHeads !== 0)
    problems.push({
      path: `${path}.keyValueHeads`,
      value: keyValueHeads,
      message: `must divide the attention heads, ${attentionHeads}: each serves an equal group of them`,
      fix: "leave it out where every head has keys and values of its own",
    });
  return problems;
}
