import { acceleratorOf } from "../../../catalog/accelerators.ts";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import {
  fp8MatmulTflops,
  matmulTflops,
  measurementOf,
  reportedMemoryMiB,
} from "../../../catalog/gpu-measurements.ts";
import type { TrainingPrecision } from "./precision.ts";

/** What training time depends on, of the nodes of one island. Rates are per GPU, bandwidths of one direction. */
export interface TrainingHardware {
  /** VM size, or what the user calls it. */
  readonly name: string;
  readonly gpusPerNode: number;
  readonly precision: TrainingPrecision;
  /** Dense peak in that precision. Utilisation is counted against it. */
  readonly peakFlopsPerSecond: number;
  /** The fastest multiplication that was measured in that precision: of the layers' matrices. */
  readonly matrixFlopsPerSecond: number;
  /** The fastest in half precision: of attention and of the output projection. */
  readonly halfFlopsPerSecond: number;
  /** What the driver reports; where nobody published it, the vendor's decimal GB, which is less. */
  readonly memoryBytes: number;
  readonly memoryBytesPerSecond: number;
  readonly nvlinkBytesPerSecond: number;
  /** InfiniBand or its like. */
  readonly fabricBytesPerSecond: number;
}

/** Facts that the catalogue lacks: nothing can be said about training time on such a size. */
export interface MissingFacts {
  /** What is missing, in words, at least one. */
  readonly missing: readonly string[];
}

/** Facts of a VM size for training in a precision, or what is missing. */
export function trainingHardwareOf(
  vmSize: string,
  precision: TrainingPrecision = "bf16",
): TrainingHardware | MissingFacts {
  const size = vmSizeOf(vmSize);
  if (size === undefined) return { missing: [`the size ${vmSize}`] };
  if (size.gpus === undefined) return { missing: [`GPUs: ${size.name} has none`] };
  const { accelerator: model, count: gpusPerNode } = size.gpus;
  const accelerator = acceleratorOf(model);
  const half = accelerator?.peakTflops.bf16 ?? accelerator?.peakTflops.fp16;
  const peak = precision === "fp8" ? accelerator?.peakTflops.fp8 : half;
  const halfMatmul = measurementOf(matmulTflops, model);
  const matmul = precision === "fp8" ? measurementOf(fp8MatmulTflops, model) : halfMatmul;
  const format = precision === "fp8" ? "FP8" : "half-precision";
  const { nvlinkGBps, memoryGB, memoryBandwidthGBps } = accelerator ?? {};
  const missing = Object.entries({
    [`${format} peak of ${model}`]: peak,
    [`measured ${format} matrix multiplication of ${model}`]: matmul,
    [`memory of ${model}`]: memoryGB,
    [`memory bandwidth of ${model}`]: memoryBandwidthGBps,
    [`NVLink bandwidth of ${model}`]: nvlinkGBps,
    [`InfiniBand of ${size.name}`]: size.infiniband,
  }).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (
    peak === undefined ||
    matmul === undefined ||
    halfMatmul === undefined ||
    memoryGB === undefined ||
    memoryBandwidthGBps === undefined ||
    nvlinkGBps === undefined ||
    size.infiniband === undefined
  )
    return { missing };
  const reported = measurementOf(reportedMemoryMiB, model);
  return {
    name: size.name,
    gpusPerNode,
    precision,
    peakFlopsPerSecond: peak * 1e12,
    matrixFlopsPerSecond: matmul * 1e12,
    halfFlopsPerSecond: halfMatmul * 1e12,
    memoryBytes: reported === undefined ? memoryGB * 1e9 : reported * 2 ** 20,
    memoryBytesPerSecond: memoryBandwidthGBps * 1e9,
    nvlinkBytesPerSecond: (nvlinkGBps / 2) * 1e9,
    fabricBytesPerSecond: (size.infiniband.gbpsPerVm * 1e9) / 8 / gpusPerNode,
  };
}
