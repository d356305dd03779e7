import type { Sourced } from "./source.ts";

/** What a whole server draws at most, as its vendor states it. */
export interface ServerPower extends Sourced {
  readonly server: string;
  /** Models of `catalog/accelerators.ts` that it carries. */
  readonly accelerators: readonly string[];
  readonly gpus: number;
  readonly maxWatts: number;
}

const dgx = (page: string) =>
  ({ source: `https://docs.nvidia.com/dgx/${page}/`, asOf: "undated", confidence: "low" }) as const;

/**
 * Servers of NVIDIA: proxies for a cloud's nodes with the same GPUs, whose own figures no cloud publishes. The rows of
 * DGX are widely printed and were not read again.
 */
export const serverPowers: readonly ServerPower[] = [
  {
    server: "DGX-1 V100",
    accelerators: ["V100 SXM2 32 GB"],
    gpus: 8,
    maxWatts: 3_500,
    ...dgx("dgx1-user-guide"),
  },
  {
    server: "DGX A100",
    accelerators: ["A100 SXM4 40 GB", "A100 SXM4 80 GB"],
    gpus: 8,
    maxWatts: 6_500,
    ...dgx("dgxa100-user-guide"),
  },
  {
    server: "DGX H100/H200",
    accelerators: ["H100 SXM5", "H200 SXM"],
    gpus: 8,
    maxWatts: 10_200,
    ...dgx("dgxh100-user-guide"),
  },
  {
    server: "DGX B200",
    accelerators: ["B200 SXM"],
    gpus: 8,
    maxWatts: 14_300,
    ...dgx("dgxb200-user-guide"),
  },
  {
    server: "GB200 compute tray",
    accelerators: ["GB200"],
    gpus: 4,
    maxWatts: 6_667,
    source:
      "https://docs.nvidia.com/datacenter/dps/versions/latest/guides/concepts/device-specifications.html",
    asOf: "undated",
  },
];

/** The server that carries these GPUs; `undefined` where the catalogue has none, or it carries another number. */
export function serverPowerOf(accelerator: string, gpus: number): ServerPower | undefined {
  return serverPowers.find((row) => row.accelerators.includes(accelerator) && row.gpus === gpus);
}
