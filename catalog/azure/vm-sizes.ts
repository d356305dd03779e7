import { gpuSizes } from "./vm-sizes/gpu.ts";
import { hpcSizes } from "./vm-sizes/hpc.ts";
import { systemSizes } from "./vm-sizes/system.ts";
import type { VmSize } from "./vm-sizes/vm-size.ts";

export type { VmSize } from "./vm-sizes/vm-size.ts";

/** Every size of the catalogue. */
export const vmSizes: readonly VmSize[] = [...gpuSizes, ...hpcSizes, ...systemSizes];

const byName = new Map(vmSizes.map((size) => [size.name.toLowerCase(), size]));

/** The row of a size, whatever the case of its name; `undefined` where the catalogue has none, and then nothing is known. */
export function vmSizeOf(name: string): VmSize | undefined {
  return byName.get(name.toLowerCase());
}
