import { acceleratorOf } from "../../../catalog/accelerators.ts";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { matmulTflops, measurementOf, reportedMemoryMiB } from "../../../catalog/gpu-measurements.ts";

/** What training time depends on, of the nodes of one island. Rates are per GPU, bandwidths of one direction. */
export interface TrainingHardware {
  /** VM size, or what the user calls it. */
  readonly name: string;
  readonly gpusPerNode: number;
  /** Dense peak in bf16, or in fp16 on GPUs without bf16. Utilisation is counted against it. */
  readonly peakFlopsPerSecond: number;
  /** The fastest matrix multiplication that was measured. */
  readonly matmulFlopsPerSecond: number;
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

/** Facts of a VM size, or what is missing. */
export function trainingHardwareOf(vmSize: string): TrainingHardware | MissingFacts {
  const size = vmSizeOf(vmSize);
  if (size === undefined) return { missing: [`the size ${vmSize}`] };
  if (size.gpus === undefined) return { missing: [`GPUs: ${size.name} has none`] };
  const { accelerator: model, count: gpusPerNode } = size.gpus;
  const accelerator = acceleratorOf(model);
  const peak = accelerator?.peakTflops.bf16 ?? accelerator?.peakTflops.fp16;
  const matmul = measurementOf(matmulTflops, model);
  const { nvlinkGBps, memoryGB, memoryBandwidthGBps } = accelerator ?? {};
  const missing = Object.entries({
    [`half-precision peak of ${model}`]: peak,
    [`measured matrix multiplication of ${model}`]: matmul,
    [`memory of ${model}`]: memoryGB,
    [`memory bandwidth of ${model}`]: memoryBandwidthGBps,
    [`NVLink bandwidth of ${model}`]: nvlinkGBps,
    [`InfiniBand of ${size.name}`]: size.infiniband,
  }).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (
    peak === undefined ||
    matmul === undefined ||
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
    peakFlopsPerSecond: peak * 1e12,
    matmulFlopsPerSecond: matmul * 1e12,
    memoryBytes: reported === undefined ? memoryGB * 1e9 : reported * 2 ** 20,
    memoryBytesPerSecond: memoryBandwidthGBps * 1e9,
    nvlinkBytesPerSecond: (nvlinkGBps / 2) * 1e9,
    fabricBytesPerSecond: (size.infiniband.gbpsPerVm * 1e9) / 8 / gpusPerNode,
  };
}
