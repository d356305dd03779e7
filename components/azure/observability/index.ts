export {
  type ObservabilityArgs,
  type ObservabilitySettings,
  type ResolvedObservability,
  resolveObservabilityArgs,
} from "./observability.args.ts";
export { Observability } from "./observability.ts";
