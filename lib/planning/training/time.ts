import { type Accelerator, acceleratorOf, type NumberFormat } from "../../../catalog/accelerators.ts";
import { petaflopDays, trainingHours } from "../capability.ts";
import type { Formula } from "../formula.ts";

const HOURS_PER_DAY = 24;
const DAYS_PER_YEAR = 365;

/** What a training run takes. */
export interface TrainingTimeRequest {
  readonly tokens: number;
  /** From `trainingFlops(...)`, or {@link flopsPerTokenApproximately}. Must count what `flopsPerGpuPerSecond` counts. */
  readonly flopsPerToken: number;
  readonly gpus: number;
  /** Achieved FLOP/s of one GPU. */
  readonly flopsPerGpuPerSecond: number;
}

/** Time of uninterrupted training; failures and restarts come on top. */
export interface TrainingTime {
  readonly seconds: number;
  readonly days: number;
  readonly totalFlops: number;
  /** 10¹⁵ FLOP/s for a day, as OpenAI counts compute. */
  readonly petaflopDays: number;
  readonly gpuHours: number;
}

/**
 * Time, compute and GPU-hours of a run, by the formulas that reports show; with 8 FLOPs per parameter the time is that of
 * Narayanan et al. 2021, equation 4 (https://arxiv.org/abs/2104.04473).
 *
 * @throws RangeError where a number is not greater than 0.
 */
export function trainingTime(request: TrainingTimeRequest): TrainingTime {
  for (const [name, value] of Object.entries(request))
    if (!(value > 0 && Number.isFinite(value)))
      throw new RangeError(`${name} must be greater than 0, got ${value}`);
  const { tokens, flopsPerToken, gpus, flopsPerGpuPerSecond } = request;
  const hours = trainingHours.of({ tokens, tokensPerSecond: (gpus * flopsPerGpuPerSecond) / flopsPerToken });
  return {
    seconds: hours * 3_600,
    days: hours / HOURS_PER_DAY,
    totalFlops: tokens * flopsPerToken,
    petaflopDays: petaflopDays.of({ tokens, flopsPerToken }),
    gpuHours: gpus * hours,
  };
}

/**
 * FLOPs for one token from the number of parameters alone: 6 for each (2 forward, 4 backward), 8 with full recomputation
 * (Narayanan et al. 2021, equation 4). Leaves attention out: at 2,048 tokens 1 to 3 % too little.
 */
export function flopsPerTokenApproximately(parameters: number, recomputation: "none" | "full"): number {
  return (recomputation === "full" ? 8 : 6) * parameters;
}

/** Years that one device would need for what many do; a year has 365 days. */
export const deviceYears: Formula<{ devices: number; days: number }> = {
  text: "devices × days / 365",
  unit: "device-years",
  of: ({ devices, days }) => (devices * days) / DAYS_PER_YEAR,
};

/** Peak of many GPUs in one format, PFLOP/s. */
export interface AggregatePeak {
  readonly densePflops: number;
  /** With 2:4 structured sparsity, as vendors print it; absent where the GPU or the format has none. */
  readonly sparsePflops?: number;
}

/** Formats of the tensor cores that have structured sparsity, from Ampere on: GPUs that have bf16. */
const SPARSE: ReadonlySet<NumberFormat> = new Set(["tf32", "bf16", "fp16", "fp8"]);

/** Peak of `gpus` GPUs of a catalogue model; `undefined` where the catalogue lacks the model or its peak in the format. */
export function aggregatePeak(
  model: Accelerator["model"],
  gpus: number,
  format: NumberFormat,
): AggregatePeak | undefined {
  const peaks = acceleratorOf(model)?.peakTflops;
  const peak = peaks?.[format];
  if (peak === undefined) return undefined;
  const densePflops = (peak * gpus) / 1_000;
  const sparse = SPARSE.has(format) && peaks?.bf16 !== undefined;
  return sparse ? { densePflops, sparsePflops: 2 * densePflops } : { densePflops };
}
