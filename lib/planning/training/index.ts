export { type ForwardFlops, forwardFlops, type TrainingFlops, trainingFlops } from "./flops.ts";
export { type MissingFacts, type TrainingHardware, trainingHardwareOf } from "./hardware.ts";
export { gpusOf, type Layout, microbatchesOf, type TrainingRun } from "./layout.ts";
export { defaultMethod, type TrainingMethod } from "./method.ts";
export {
  type ModelParameters,
  parametersOf,
  type ResolvedModel,
  resolveModel,
  type TransformerModel,
} from "./model.ts";
export {
  type AggregatePeak,
  aggregatePeak,
  deviceYears,
  flopsPerTokenApproximately,
  type TrainingTime,
  type TrainingTimeRequest,
  trainingTime,
} from "./time.ts";
