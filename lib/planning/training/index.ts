export { fittedEfficiency } from "./fitted.ts";
export { type ForwardFlops, forwardFlops, type TrainingFlops, trainingFlops } from "./flops.ts";
export {
  type MissingFacts,
  type TrainingHardware,
  trainingHardwareOf,
} from "./hardware.ts";
export { gpusOf, type Layout, microbatchesOf, type TrainingRun } from "./layout.ts";
export { layoutProblems } from "./layout-problems.ts";
export {
  type LayoutRequest,
  type RankedLayout,
  type RankedLayouts,
  type RefusedLayouts,
  rankLayouts,
} from "./layouts.ts";
export { type MemoryBytes, memoryFormulas, memoryOf, RESERVED_BYTES, type TrainingMemory } from "./memory.ts";
export { defaultMethod, type TrainingMethod } from "./method.ts";
export {
  type ModelParameters,
  parametersOf,
  type ResolvedModel,
  resolveModel,
  type TransformerModel,
} from "./model.ts";
export { type TrainingPrecision, trainingPrecisions } from "./precision.ts";
export { type RunError, type SpeedError, speedErrorOf } from "./speed-error.ts";
export {
  type Efficiency,
  type StepSeconds,
  stepFormulas,
  type Throughput,
  throughputOf,
} from "./throughput.ts";
export {
  type AggregatePeak,
  aggregatePeak,
  deviceYears,
  flopsPerTokenApproximately,
  type TrainingTime,
  type TrainingTimeRequest,
  trainingTime,
} from "./time.ts";
