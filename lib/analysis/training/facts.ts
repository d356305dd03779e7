import { type Accelerator, acceleratorOf } from "../../../catalog/accelerators.ts";
import { vmSizeOf } from "../../../catalog/azure/vm-sizes.ts";
import { carbonOf, type RegionCarbon } from "../../../catalog/carbon.ts";
import { serverPowerOf } from "../../../catalog/server-power.ts";
import type { Sourced } from "../../../catalog/source.ts";
import { type Graph, UNKNOWN } from "../../graph/graph.ts";
import { declaredRegion } from "../azure-region.ts";
import type { CostReport } from "../cost.ts";
import type { Given } from "../figure.ts";
import { type Island, islandsOf } from "../islands.ts";
import { nodePoolsOf } from "../node-pools.ts";
import { type StorageItem, storageOf } from "../storage.ts";
import { hallOf } from "./declared.ts";
import { type Powered, poweredOf } from "./power-cap.ts";

/** What is known of an island and what stands around it: each fact with its source, and unknown where there is none. */
export interface IslandFacts {
  readonly island: Island;
  /** `undefined` where the catalogue does not have the GPU. */
  readonly accelerator: Accelerator | undefined;
  /** Whether its nodes can be taken away at any time. */
  readonly spot: boolean;
  readonly nodes: Given;
  /** What the cap of its hall leaves of them. */
  readonly powered: Powered;
  readonly gpus: Given;
  readonly gpusPerNode: Given;
  readonly gbpsPerNode: Given;
  readonly ethernetGbps: Given;
  readonly tdpWatts: Given;
  readonly serverMaxWatts: Given;
  readonly storageBytesPerSecond: Given;
  readonly pue: Given;
  readonly averageGramsPerKwh: Given;
  readonly marginalGramsPerKwh: Given;
  readonly nodeHourlyPrice: Given<string>;
  readonly stackHourlyCost: Given<string>;
  readonly stackGpus: Given;
}

const GRAPH = "the resource graph";

/** Facts of each InfiniBand island of a graph, in its order. */
export function islandFactsOf(graph: Graph, cost: CostReport): IslandFacts[] {
  const islands = islandsOf(graph);
  const storage = storageBandwidth(storageOf(graph));
  const stackGpus = gpusOfStack(graph);
  const hall = hallOf(graph);
  return islands.map((island) => {
    const pool = nodePoolsOf(graph).find(
      ({ resource, name }) => resource.urn === island.urn && name === island.pool,
    );
    const gpus = pool?.hardware?.gpus;
    const accelerator = gpus && acceleratorOf(gpus.accelerator);
    const size = vmSizeOf(island.vmSize);
    const server = gpus && serverPowerOf(gpus.accelerator, gpus.count);
    const serverMaxWatts = fact(server?.maxWatts, "W", server, server && `${server.server}, a proxy`);
    return {
      island,
      accelerator,
      spot: pool?.spot ?? false,
      nodes: { value: island.nodes, unit: "nodes", source: GRAPH },
      powered: poweredOf(island.nodes, serverMaxWatts, hall),
      gpus: { value: island.gpus, unit: "GPUs", source: GRAPH },
      gpusPerNode: fact(gpus?.count, "GPUs", size),
      gbpsPerNode: fact(island.gbpsPerNode, "Gb/s", size),
      ethernetGbps: fact(size?.ethernetGbps, "Gb/s", size),
      tdpWatts: fact(accelerator?.tdpWatts, "W", accelerator),
      serverMaxWatts,
      storageBytesPerSecond: storage,
      ...carbonFacts(declaredRegion(pool?.cluster).region),
      ...moneyFacts(island, cost),
      stackGpus,
    };
  });
}

/** A fact of the catalogue. */
function fact(
  value: number | undefined,
  unit: string,
  row: Sourced | undefined,
  note: string | undefined = undefined,
): Given {
  const from = row === undefined ? "the catalogue has no row" : `${row.source}, ${row.asOf}`;
  return { value: value ?? UNKNOWN, unit, source: note === undefined ? from : `${note}: ${from}` };
}

/** Lustre is what jobs read and write; what storage accounts give, their size does not decide. */
function storageBandwidth(items: readonly StorageItem[]): Given {
  const lustre = items.filter(({ kind }) => kind === "Managed Lustre");
  const mbps = lustre.flatMap(({ throughputMBps }) =>
    typeof throughputMBps === "number" ? [throughputMBps] : [],
  );
  const known = lustre.length > 0 && mbps.length === lustre.length;
  const names = lustre.map(({ name }) => name).join(", ");
  return {
    value: known ? mbps.reduce((sum, each) => sum + each, 0) * 1e6 : UNKNOWN,
    unit: "bytes/s",
    source:
      lustre.length === 0
        ? "the graph has no Managed Lustre"
        : `nominal throughput of Managed Lustre ${names}`,
  };
}

function gpusOfStack(graph: Graph): Given {
  const counts = nodePoolsOf(graph).flatMap(({ hardware, count }) =>
    hardware?.gpus === undefined ? [] : [count === undefined ? UNKNOWN : count.nodes * hardware.gpus.count],
  );
  const known = counts.flatMap((count) => (typeof count === "number" ? [count] : []));
  const all = known.length === counts.length;
  return { value: all ? known.reduce((sum, count) => sum + count, 0) : UNKNOWN, unit: "GPUs", source: GRAPH };
}

function carbonFacts(
  region: string | undefined,
): Pick<IslandFacts, "pue" | "averageGramsPerKwh" | "marginalGramsPerKwh"> {
  const row = region === undefined ? undefined : carbonOf("azure", region);
  const grams = (value: number | undefined, method: string): Given =>
    fact(value, "g CO2e/kWh", row, row && `${row.region} ${row.year}, ${method}${proxyNote(row)}`);
  return {
    pue: fact(row?.pue, "", row, row && `PUE that Microsoft publishes for ${row.region}, ${row.year}`),
    averageGramsPerKwh: grams(row?.averageGramsPerKwh, "yearly average, location-based"),
    marginalGramsPerKwh: grams(row?.marginalGramsPerKwh, "marginal"),
  };
}

function proxyNote({ proxy }: RegionCarbon): string {
  return proxy === undefined ? "" : `, proxy: the grid of ${proxy}`;
}

/** The price of a node is that of the pool's own line; a resource with several such lines does not tell which. */
function moneyFacts(
  { urn }: Island,
  { lines, hourly, atLeast, currency }: CostReport,
): Pick<IslandFacts, "nodeHourlyPrice" | "stackHourlyCost"> {
  const [line, ...others] = lines.filter(
    (each) => each.urn === urn && each.group === "GPU compute" && each.unit === "hour",
  );
  const known = line !== undefined && others.length === 0;
  const missing = "no price of these nodes is known";
  return {
    nodeHourlyPrice: {
      value: known ? line.unitPrice : UNKNOWN,
      unit: `${currency}/h`,
      source: known ? `${line.source}, ${line.asOf}` : missing,
    },
    // Without them the sum is of the rest alone, and no share of it says what the job costs.
    stackHourlyCost: {
      value: known ? hourly : UNKNOWN,
      unit: `${currency}/h`,
      source: !known ? missing : atLeast ? "cost report, of what has a price" : "cost report",
      atLeast,
    },
  };
}
