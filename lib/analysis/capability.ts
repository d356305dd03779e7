import { Decimal } from "decimal.js";
import { type Accelerator, acceleratorOf, type NumberFormat } from "../../catalog/accelerators.ts";
import type { Graph } from "../graph/graph.ts";
import { type AggregatePeak, aggregatePeak } from "../planning/training/index.ts";
import { type NodePool, nodePoolsOf } from "./node-pools.ts";

/** Number formats of which the catalogue keeps peaks, most precise first. */
export const numberFormats = [
  "fp64",
  "fp64TensorCore",
  "fp32",
  "tf32",
  "bf16",
  "fp16",
  "fp8",
] as const satisfies readonly NumberFormat[];

/** GPUs of one model. */
export interface GpuCount {
  readonly model: string;
  readonly count: number;
}

/** InfiniBand of the nodes of one size. */
export interface FabricBandwidth {
  readonly vmSize: string;
  readonly nodes: number;
  /** Gb/s of one node, one direction, all links. */
  readonly gbpsPerNode: number;
}

/** What the GPUs of a graph can do at most. */
export interface Capability {
  /** Nodes that carry GPUs. */
  readonly nodes: number;
  readonly gpus: readonly GpuCount[];
  /**
   * Sum of the GPUs' peaks in PFLOP/s (10^15 a second) by number format, decimal text. Dense: without structured
   * sparsity, which doubles the tensor figures that vendors print. A format that a GPU lacks adds nothing for it.
   */
  readonly peakPflops: Readonly<Partial<Record<NumberFormat, string>>>;
  /** The same with 2:4 structured sparsity, of the formats and GPUs that have it. */
  readonly sparsePflops: Readonly<Partial<Record<NumberFormat, string>>>;
  readonly fabric: readonly FabricBandwidth[];
  /** Whether there may be more, because of `unknown`. */
  readonly atLeast: boolean;
  /** Pools that are not counted, and why. */
  readonly unknown: readonly { readonly urn: string; readonly pool: string; readonly reason: string }[];
}

interface Counted {
  readonly vmSize: string;
  readonly nodes: number;
  readonly gpus: number;
  readonly accelerator: Accelerator;
  readonly gbpsPerNode: number | undefined;
}

/** The peak capability of the GPU pools of a graph, from the number of nodes that `pulumi up` creates. */
export function capabilityOf(graph: Graph): Capability {
  const pools = nodePoolsOf(graph).map((pool) => ({ pool, ...count(pool) }));
  const counted = pools.flatMap((pool) => pool.counted ?? []);
  const unknown = pools.flatMap(({ pool: { resource, name }, reason }) =>
    reason === undefined ? [] : [{ urn: resource.urn, pool: name, reason }],
  );
  return {
    nodes: sum(counted, ({ nodes }) => nodes),
    gpus: [...Map.groupBy(counted, ({ accelerator }) => accelerator.model)]
      .map(([model, same]) => ({ model, count: sum(same, ({ gpus }) => gpus) }))
      .toSorted((a, b) => (a.model < b.model ? -1 : 1)),
    peakPflops: peaks(counted, ({ densePflops }) => densePflops),
    sparsePflops: peaks(counted, ({ sparsePflops }) => sparsePflops),
    fabric: fabricOf(counted),
    atLeast: unknown.length > 0,
    unknown,
  };
}

/** What a pool adds, or why that is not known; neither for a pool that has no GPU. */
function count({ vmSize, hardware, count: nodeCount }: NodePool): { counted?: Counted; reason?: string } {
  if (vmSize === undefined) return { reason: "its VM size is not known" };
  if (hardware === undefined) return { reason: `the catalogue has no row for ${vmSize}` };
  if (hardware.gpus === undefined) return {};
  if (nodeCount === undefined) return { reason: "its number of nodes is not known" };
  const accelerator = acceleratorOf(hardware.gpus.accelerator);
  if (accelerator === undefined)
    return { reason: `the catalogue has no row for ${hardware.gpus.accelerator}` };
  const { nodes } = nodeCount;
  const gpus = nodes * hardware.gpus.count;
  return { counted: { vmSize, nodes, gpus, accelerator, gbpsPerNode: hardware.infiniband?.gbpsPerVm } };
}

function peaks(
  counted: readonly Counted[],
  of: (peak: AggregatePeak) => number | undefined,
): Partial<Record<NumberFormat, string>> {
  const sums = numberFormats.flatMap((format) => {
    const peaksThere = counted.flatMap(({ accelerator, gpus }) => {
      const peak = aggregatePeak(accelerator.model, 1, format);
      const each = peak && of(peak);
      return each === undefined ? [] : [new Decimal(each).times(gpus)];
    });
    return peaksThere.length === 0 ? [] : [[format, Decimal.sum(...peaksThere).toFixed()] as const];
  });
  return Object.fromEntries(sums);
}

function fabricOf(counted: readonly Counted[]): FabricBandwidth[] {
  const bySize = Map.groupBy(counted, ({ vmSize }) => vmSize);
  return [...bySize].flatMap(([vmSize, same]) => {
    const gbpsPerNode = same[0]?.gbpsPerNode;
    return gbpsPerNode === undefined ? [] : [{ vmSize, nodes: sum(same, ({ nodes }) => nodes), gbpsPerNode }];
  });
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
