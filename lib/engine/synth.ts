import type { Graph } from "../graph/graph.ts";
import { previewProgram } from "./embedded.ts";

/** Where the resources of a test live. */
export interface SynthOptions {
  /** @default "exaform" */
  readonly project?: string;
  /** @default "test" */
  readonly stack?: string;
  /** Configuration besides the example subscription and location. @default - none */
  readonly config?: Readonly<Record<string, string>>;
}

const CONFIG = {
  "azure-native:subscriptionId": "00000000-0000-0000-0000-000000000001",
  "azure-native:location": "eastus",
};

/**
 * Declares resources in a stack of a test's own and gives its graph.
 *
 * @param declare makes the resources; what it returns is ignored, so `() => new Component(…)` will do.
 * @throws what `declare` throws.
 */
export function synth(declare: () => unknown, options: SynthOptions = {}): Promise<Graph> {
  const { project = "exaform", stack = "test", config = {} } = options;
  const program = async () => {
    await declare();
  };
  return previewProgram({ project, stack, config: { ...CONFIG, ...config }, program });
}
