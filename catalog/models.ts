import type { Sourced } from "./source.ts";

/** The shape of a decoder-only transformer: what its parameters, FLOPs and memory follow from. */
export interface TransformerModel {
  readonly name: string;
  /**
   * `gpt`: LayerNorm, biases, dropout, learned positions, two-matrix GeLU feed-forward (Narayanan et al. 2021). `llama`:
   * RMSNorm, no biases and no dropout, rotary positions, three-matrix SwiGLU feed-forward (Llama 3, 2024).
   */
  readonly architecture: "gpt" | "llama";
  readonly layers: number;
  readonly hiddenSize: number;
  readonly attentionHeads: number;
  /** Heads of keys and values, fewer than `attentionHeads` with grouped-query attention. @default attentionHeads */
  readonly keyValueHeads?: number;
  /** Inner width of the feed-forward block. @default 4 × hiddenSize */
  readonly feedForwardSize?: number;
  readonly vocabularySize: number;
  /** Whether input and output embedding are one matrix. @default true for `gpt`, false for `llama` */
  readonly tiedEmbeddings?: boolean;
  /** Tokens of one training sequence. */
  readonly sequenceLength: number;
}

/** A model whose shape was published. */
export interface PublishedModel extends TransformerModel, Sourced {
  /** Billions of parameters as its source prints them. */
  readonly printedBillionParameters: number;
}

const narayanan = {
  architecture: "gpt",
  vocabularySize: 51_200,
  sequenceLength: 2_048,
  source: "https://arxiv.org/abs/2104.04473",
  asOf: "2021-08",
} as const;

/** Rows of table 1 of Narayanan et al. 2021: printed billions, attention heads, hidden size, layers. */
const table1 = [
  [1.7, 24, 2_304, 24],
  [3.6, 32, 3_072, 30],
  [7.5, 32, 4_096, 36],
  [18.4, 48, 6_144, 40],
  [39.1, 64, 8_192, 48],
  [76.1, 80, 10_240, 60],
  [145.6, 96, 12_288, 80],
  [310.1, 128, 16_384, 96],
  [529.6, 128, 20_480, 105],
  [1_008, 160, 25_600, 128],
] as const;

const llama3 = {
  architecture: "llama",
  keyValueHeads: 8,
  vocabularySize: 128_000,
  sequenceLength: 8_192,
  source: "https://arxiv.org/abs/2407.21783",
  asOf: "2024-07",
} as const;

/** Models whose shape a source gives. GPT vocabularies are padded as the source trained them. */
export const publishedModels: readonly PublishedModel[] = [
  ...table1.map(
    ([billions, attentionHeads, hiddenSize, layers]): PublishedModel => ({
      ...narayanan,
      name: `GPT ${billions}B`,
      attentionHeads,
      hiddenSize,
      layers,
      printedBillionParameters: billions,
    }),
  ),
  {
    ...narayanan,
    name: "GPT-3 175B",
    attentionHeads: 96,
    hiddenSize: 12_288,
    layers: 96,
    printedBillionParameters: 174.6,
  },
  {
    ...narayanan,
    name: "GPT 22B",
    attentionHeads: 64,
    hiddenSize: 6_144,
    layers: 48,
    printedBillionParameters: 22,
    source: "https://arxiv.org/abs/2205.05198",
    asOf: "2022-05",
  },
  {
    name: "Megatron 8.3B",
    architecture: "gpt",
    attentionHeads: 24,
    hiddenSize: 3_072,
    layers: 72,
    vocabularySize: 51_200,
    sequenceLength: 1_024,
    printedBillionParameters: 8.3,
    source: "https://arxiv.org/abs/1909.08053",
    asOf: "2020-03",
    confidence: "low",
  },
  {
    ...llama3,
    name: "Llama 3 8B",
    attentionHeads: 32,
    hiddenSize: 4_096,
    feedForwardSize: 14_336,
    layers: 32,
    printedBillionParameters: 8,
  },
  {
    ...llama3,
    name: "Llama 3 70B",
    attentionHeads: 64,
    hiddenSize: 8_192,
    feedForwardSize: 28_672,
    layers: 80,
    printedBillionParameters: 70,
  },
  {
    ...llama3,
    name: "Llama 3 405B",
    attentionHeads: 128,
    hiddenSize: 16_384,
    feedForwardSize: 53_248,
    layers: 126,
    printedBillionParameters: 405,
  },
];

const byName = new Map(publishedModels.map((model) => [model.name.toLowerCase(), model]));

/** The published model of a name, whatever its case; `undefined` where the catalogue has none. */
export function publishedModelOf(name: string): PublishedModel | undefined {
  return byName.get(name.toLowerCase());
}
