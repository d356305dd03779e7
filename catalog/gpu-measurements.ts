import type { Sourced } from "./source.ts";

/** What others measured on a GPU, where the vendor prints only a peak. */
export interface GpuMeasurement extends Sourced {
  /** A model of `catalog/accelerators.ts`. */
  readonly accelerator: string;
  readonly value: number;
}

const matmul = {
  source: "stas00/ml-engineering compute/accelerator/README.md",
  asOf: "undated",
  confidence: "medium",
} as const;
const fp8 = {
  source: "stas00/ml-engineering insights/when-to-upgrade-gpus/README.md",
  asOf: "undated",
  confidence: "medium",
} as const;
const memory = {
  source: "https://thundergolfer.com/blog/nvidia-gpu-memory-capacity",
  asOf: "undated",
  confidence: "medium",
} as const;

/**
 * The fastest bf16 matrix multiplication that a search over shapes found, TFLOP/s, dense. Far below the peak, and the
 * further the newer the GPU: power limits its clock. H200 is said by the source to equal H100.
 */
export const matmulTflops: readonly GpuMeasurement[] = [
  { accelerator: "A100 SXM4 40 GB", value: 271.2, ...matmul },
  { accelerator: "A100 SXM4 80 GB", value: 271.2, ...matmul },
  { accelerator: "A100 PCIe 80 GB", value: 252.9, ...matmul },
  { accelerator: "H100 SXM5", value: 794.5, ...matmul },
  { accelerator: "H200 SXM", value: 794.5, ...matmul },
  { accelerator: "B200 SXM", value: 1_745, ...matmul },
  { accelerator: "GB200", value: 1_822, ...matmul },
];

/**
 * The same search in FP8. The source has no H100 SXM of its own; it says that H200, the same chip at the same power, equals it.
 */
export const fp8MatmulTflops: readonly GpuMeasurement[] = [
  { accelerator: "H100 SXM5", value: 1_453.4, ...fp8 },
  { accelerator: "H200 SXM", value: 1_453.4, ...fp8 },
  { accelerator: "B200 SXM", value: 3_432.5, ...fp8 },
];

/** Memory that the driver reports, MiB: more than the decimal GB on the label, and on H100 less than 80 GiB. */
export const reportedMemoryMiB: readonly GpuMeasurement[] = [
  { accelerator: "A100 SXM4 40 GB", value: 40_960, ...memory },
  { accelerator: "A100 SXM4 80 GB", value: 81_920, ...memory },
  { accelerator: "H100 SXM5", value: 81_559, ...memory },
  { accelerator: "H200 SXM", value: 143_771, ...memory },
];

/** What was measured on a model of GPU; `undefined` where nobody is known to have measured it. */
export function measurementOf(rows: readonly GpuMeasurement[], accelerator: string): number | undefined {
  return rows.find((row) => row.accelerator === accelerator)?.value;
}
