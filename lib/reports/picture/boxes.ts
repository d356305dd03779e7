import type { DataPath } from "../../analysis/data-paths.ts";
import { type Island, islandsOf } from "../../analysis/islands.ts";
import { MANAGED_CLUSTER, nodePoolsOf } from "../../analysis/node-pools.ts";
import { type Truth, textAt } from "../../analysis/reading.ts";
import { storageOf } from "../../analysis/storage.ts";
import { type Graph, ofType } from "../../graph/graph.ts";
import { grouped, known, plural } from "../words.ts";
import { type Box, type Line, palette } from "./label.ts";

/** A box, and how it is reached. */
export interface PictureBox extends Box {
  /** Whether the way to it is encrypted; absent where no path says. */
  readonly reached?: Truth;
}

/** How each answer looks, and what the legend says of it. */
export const answers = {
  true: { colour: palette.encrypted, style: "solid", words: "encrypted" },
  false: { colour: palette.clear, style: "bold", words: "in the clear" },
  unknown: { colour: palette.unknown, style: "dashed", words: "not known: treat as in the clear" },
} as const;

/** The look of an answer. */
export function answerOf(encrypted: Truth): (typeof answers)[keyof typeof answers] {
  return encrypted === "unknown" ? answers.unknown : answers[encrypted ? "true" : "false"];
}

/** The path of a kind that a resource decides, if there is one. */
function pathOf(paths: readonly DataPath[], id: DataPath["id"], urn: string): DataPath | undefined {
  return paths.find((path) => path.id === id && path.urns.includes(urn));
}

/** How a resource is reached, by a path of a kind. */
export function reached(
  paths: readonly DataPath[],
  id: DataPath["id"],
  urn: string,
): Pick<PictureBox, "reached"> {
  const path = pathOf(paths, id, urn);
  return path === undefined ? {} : { reached: path.encrypted };
}

/**
 * What a path says, in the colour of its answer; nothing where there is no such path.
 *
 * @param by what to say of an encrypted path. @default - its own words
 */
export function pathLine(
  paths: readonly DataPath[],
  id: DataPath["id"],
  urn: string,
  subject: string,
  by?: string,
): Line[] {
  const path = pathOf(paths, id, urn);
  if (path === undefined) return [];
  const { colour } = answerOf(path.encrypted);
  const words = { true: by ?? path.by, false: "in the clear", unknown: "not known" }[`${path.encrypted}`];
  return [{ text: `● ${subject}: ${words}`, colour }];
}

/** As many islands are drawn one by one; of more, those that look the same share a box. */
const SINGLE_ISLANDS = 4;

/** The InfiniBand islands. */
export function islandBoxes(graph: Graph, paths: readonly DataPath[]): PictureBox[] {
  const islands = islandsOf(graph);
  const alike = ({ urn, pool, ...rest }: Island): string =>
    JSON.stringify(islands.length <= SINGLE_ISLANDS ? urn : rest);
  return [...Map.groupBy(islands, alike).values()].flatMap((same) => {
    const [first, ...rest] = same;
    return first === undefined ? [] : [islandBox(first, rest.length, paths)];
  });
}

function counted(count: Island["nodes"], noun: string): string {
  return typeof count === "number" ? plural(count, noun) : `${known(count)} ${noun}s`;
}

function islandBox(island: Island, others: number, paths: readonly DataPath[]): PictureBox {
  const { urn, pool, nodes, gpus, vmSize, gbpsPerNode, zone } = island;
  const place = zone === null ? "" : ` · zone ${zone}`;
  const each = others === 0 ? "" : " in each";
  return {
    id: `island ${urn}`,
    lines: [
      { text: others === 0 ? `${pool}: InfiniBand island` : `${others + 1} InfiniBand islands`, bold: true },
      { text: `${counted(nodes, "node")} · ${counted(gpus, "GPU")}${each}${place}` },
      { text: `${grouped(gbpsPerNode)} Gb/s a node` },
      { text: vmSize, colour: palette.quiet },
      ...pathLine(paths, "infiniband", urn, "InfiniBand"),
      ...pathLine(paths, "nvlink", urn, "NVLink"),
      ...pathLine(paths, "temporaryDisk", urn, "temporary disk", "encrypted"),
      ...pathLine(paths, "localNvme", urn, "local NVMe"),
    ],
    fill: palette.compute,
  };
}

/** Pools without InfiniBand, in one box for each cluster. */
export function otherPoolBoxes(graph: Graph, paths: readonly DataPath[]): PictureBox[] {
  const others = nodePoolsOf(graph).filter(({ hardware }) => hardware?.infiniband === undefined);
  return others.map(({ resource, name, vmSize = "unknown size", count, zones }) => ({
    id: `pool ${resource.urn} ${name}`,
    lines: [
      { text: `Pool ${name}`, bold: true },
      {
        text: `${count === undefined ? "unknown" : plural(count.nodes, "node")} · zones ${zones.join(", ")}`,
      },
      { text: vmSize, colour: palette.quiet },
      ...pathLine(paths, "temporaryDisk", resource.urn, "temporary disk", "encrypted"),
    ],
    fill: palette.compute,
  }));
}

/** The API server of each cluster. */
export function apiServerBoxes(graph: Graph, paths: readonly DataPath[]): PictureBox[] {
  return ofType(graph, MANAGED_CLUSTER).map((cluster) => ({
    id: `api ${cluster.urn}`,
    ...reached(paths, "apiServer", cluster.urn),
    lines: [
      { text: "Kubernetes API server", bold: true },
      { text: textAt(cluster.inputs, "resourceName") ?? cluster.name, colour: palette.quiet },
      ...pathLine(paths, "etcd", cluster.urn, "secrets in etcd"),
      ...pathLine(paths, "podTraffic", cluster.urn, "pod to pod, TCP"),
    ],
    fill: palette.guard,
  }));
}

/** Firewalls: the only way out of the network. */
export function firewallBoxes(graph: Graph): PictureBox[] {
  return ofType(graph, "azure-native:network:AzureFirewall").map(({ urn, name, inputs }) => ({
    id: `firewall ${urn}`,
    lines: [
      { text: "Azure Firewall", bold: true },
      { text: textAt(inputs, "azureFirewallName") ?? name, colour: palette.quiet },
      { text: "the only way out, by an allow-list" },
    ],
    fill: palette.guard,
  }));
}

/** Lustre file systems: they stand inside the virtual network. */
export function lustreBoxes(graph: Graph, paths: readonly DataPath[]): PictureBox[] {
  return storageOf(graph)
    .filter(({ kind }) => kind === "Managed Lustre")
    .map((item) => ({
      id: `lustre ${item.urn}`,
      ...reached(paths, "lustreInTransit", item.urn),
      lines: [
        { text: "Managed Lustre", bold: true },
        { text: item.name, colour: palette.quiet },
        {
          text: `${known(item.capacityTiB ?? "unknown")} TiB · ${known(item.throughputMBps ?? "unknown")} MB/s`,
        },
        ...pathLine(paths, "lustreInTransit", item.urn, "in transit"),
        ...pathLine(paths, "lustreAtRest", item.urn, "at rest"),
      ],
      fill: palette.store,
    }));
}
