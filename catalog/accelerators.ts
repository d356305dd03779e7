import type { Sourced } from "./source.ts";

/** Number formats in which a GPU reckons. */
export type NumberFormat = "fp64" | "fp64TensorCore" | "fp32" | "tf32" | "bf16" | "fp16" | "fp8";

/** Generations of GPUs by the vendor's name, oldest first. */
export const architectures = ["Pascal", "Volta", "Ampere", "Hopper", "Blackwell"] as const;

/** A model of GPU. */
export interface Accelerator extends Sourced {
  /** What `VmSize.gpus.accelerator` names. */
  readonly model: string;
  readonly vendor: "NVIDIA";
  readonly architecture: (typeof architectures)[number];
  /** Memory of one GPU, decimal GB. */
  readonly memoryGB: number;
  readonly memoryBandwidthGBps: number;
  /** NVLink of one GPU, GB/s, both directions together as vendors print it; absent where it has none or only a bridge. */
  readonly nvlinkGBps?: number;
  /** What the vendor lets it draw at most. */
  readonly tdpWatts: number;
  /**
   * Peaks in TFLOP/s, dense: vendors print tensor figures from H100 on with structured sparsity, twice as much.
   * A format is absent where the GPU lacks it, or where sources contradict each other.
   */
  readonly peakTflops: Readonly<Partial<Record<NumberFormat, number>>>;
}

const ampere = { fp64: 9.7, fp64TensorCore: 19.5, fp32: 19.5, tf32: 156, bf16: 312, fp16: 312 };
const hopper = { fp64: 34, fp64TensorCore: 67, fp32: 67, tf32: 494.5, bf16: 989.5, fp16: 989.5, fp8: 1_979 };

const a100 = { source: "https://glennklockwood.com/garden/processors/a100", asOf: "undated" } as const;
const h100 = { source: "https://glennklockwood.com/garden/processors/h100", asOf: "undated" } as const;

/** GPUs, oldest first. B300 is left out: sources contradict each other on its memory and power. */
export const accelerators: readonly Accelerator[] = [
  {
    model: "P100 SXM2",
    vendor: "NVIDIA",
    architecture: "Pascal",
    memoryGB: 16,
    memoryBandwidthGBps: 732,
    tdpWatts: 300,
    peakTflops: { fp64: 5.3, fp32: 10.6, fp16: 21.2 },
    source: "https://wccftech.com",
    asOf: "undated",
    confidence: "medium",
  },
  {
    model: "V100 PCIe 16 GB",
    vendor: "NVIDIA",
    architecture: "Volta",
    memoryGB: 16,
    memoryBandwidthGBps: 900,
    tdpWatts: 250,
    peakTflops: { fp64: 7, fp32: 14, fp16: 112 },
    source: "https://www.io-tech.fi",
    asOf: "2017",
    confidence: "medium",
  },
  {
    model: "V100 SXM2 32 GB",
    vendor: "NVIDIA",
    architecture: "Volta",
    memoryGB: 32,
    memoryBandwidthGBps: 900,
    nvlinkGBps: 300,
    tdpWatts: 300,
    peakTflops: { fp64: 7.8, fp32: 15.7, fp16: 125 },
    source: "https://grokipedia.com",
    asOf: "undated",
    confidence: "medium",
  },
  {
    model: "A100 SXM4 40 GB",
    vendor: "NVIDIA",
    architecture: "Ampere",
    memoryGB: 40,
    memoryBandwidthGBps: 1_555,
    nvlinkGBps: 600,
    tdpWatts: 400,
    peakTflops: ampere,
    ...a100,
  },
  {
    model: "A100 SXM4 80 GB",
    vendor: "NVIDIA",
    architecture: "Ampere",
    memoryGB: 80,
    memoryBandwidthGBps: 2_039,
    nvlinkGBps: 600,
    tdpWatts: 400,
    peakTflops: ampere,
    ...a100,
  },
  {
    model: "A100 PCIe 80 GB",
    vendor: "NVIDIA",
    architecture: "Ampere",
    memoryGB: 80,
    memoryBandwidthGBps: 1_935,
    tdpWatts: 300,
    peakTflops: ampere,
    source: "https://www.thundercompute.com/blog/nvidia-a100-specs",
    asOf: "2026-05-21",
    confidence: "medium",
  },
  {
    model: "H100 SXM5",
    vendor: "NVIDIA",
    architecture: "Hopper",
    memoryGB: 80,
    memoryBandwidthGBps: 3_350,
    nvlinkGBps: 900,
    tdpWatts: 700,
    peakTflops: hopper,
    ...h100,
  },
  {
    model: "H100 NVL",
    vendor: "NVIDIA",
    architecture: "Hopper",
    memoryGB: 94,
    memoryBandwidthGBps: 3_900,
    tdpWatts: 400,
    peakTflops: { fp64: 30, fp64TensorCore: 60, fp32: 60, tf32: 417, bf16: 835, fp16: 835, fp8: 1_671 },
    source: "pytorch/torchtitan torchtitan/tools/utils.py",
    asOf: "undated",
    confidence: "medium",
  },
  {
    model: "H200 SXM",
    vendor: "NVIDIA",
    architecture: "Hopper",
    memoryGB: 141,
    memoryBandwidthGBps: 4_800,
    nvlinkGBps: 900,
    tdpWatts: 700,
    peakTflops: hopper,
    ...h100,
  },
  {
    model: "B200 SXM",
    vendor: "NVIDIA",
    architecture: "Blackwell",
    memoryGB: 180,
    memoryBandwidthGBps: 7_700,
    nvlinkGBps: 1_800,
    tdpWatts: 1_000,
    peakTflops: { fp64: 37, fp32: 75, bf16: 2_250, fp16: 2_250, fp8: 4_500 },
    source: "https://www.nvidia.com/en-us/data-center/hgx/",
    asOf: "undated",
    confidence: "medium",
  },
  {
    model: "GB200",
    vendor: "NVIDIA",
    architecture: "Blackwell",
    memoryGB: 186,
    memoryBandwidthGBps: 8_000,
    nvlinkGBps: 1_800,
    tdpWatts: 1_200,
    peakTflops: { tf32: 1_250, bf16: 2_500, fp16: 2_500, fp8: 5_000 },
    source: "https://glennklockwood.com/garden/processors/b200",
    asOf: "undated",
    confidence: "medium",
  },
  {
    model: "GB300",
    vendor: "NVIDIA",
    architecture: "Blackwell",
    memoryGB: 288,
    memoryBandwidthGBps: 8_000,
    nvlinkGBps: 1_800,
    tdpWatts: 1_400,
    peakTflops: { fp32: 80, tf32: 1_250, bf16: 2_500, fp16: 2_500, fp8: 5_000 },
    source: "https://learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated/nd-gb300-v6-series",
    asOf: "2026-08-12",
    confidence: "medium",
  },
];

const byModel = new Map(accelerators.map((accelerator) => [accelerator.model, accelerator]));

/** The row of a model; `undefined` where the catalogue has none, and then nothing is known. */
export function acceleratorOf(model: string): Accelerator | undefined {
  return byModel.get(model);
}
