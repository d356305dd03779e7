import type { Sourced } from "../source.ts";

/** An EC2 instance type with GPUs for training. */
export interface GpuInstance extends Sourced {
  /** As AWS spells it: `p5.48xlarge`. */
  readonly name: string;
  readonly gpus: number;
}

const page = {
  source: "https://docs.aws.amazon.com/ec2/latest/instancetypes/ac.html",
  asOf: "2026-11",
} as const;

const gpusOf = {
  "p4d.24xlarge": 8,
  "p4de.24xlarge": 8,
  "p5.4xlarge": 1,
  "p5.48xlarge": 8,
  "p5e.48xlarge": 8,
  "p5en.48xlarge": 8,
  "p6-b200.48xlarge": 8,
  "p6-b300.48xlarge": 8,
  "p6e-gb200.36xlarge": 4,
} as const;

/** Types of the P families from A100 on; other types may have GPUs too. */
export const gpuInstances: readonly GpuInstance[] = Object.entries(gpusOf).map(([name, gpus]) => ({
  name,
  gpus,
  ...page,
}));

const byName = new Map(gpuInstances.map((row) => [row.name, row]));

/** The row of a type; `undefined` where the catalogue has none. */
export function gpuInstanceOf(name: string): GpuInstance | undefined {
  return byName.get(name);
}
