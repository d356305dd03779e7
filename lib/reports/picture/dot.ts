import { addressesOf } from "../../analysis/addresses.ts";
import { capabilityOf } from "../../analysis/capability.ts";
import { dataPathsOf } from "../../analysis/data-paths.ts";
import { environmentOf } from "../../analysis/environment.ts";
import { islandsOf } from "../../analysis/islands.ts";
import { both, objectsAt, type Truth, textAt, textsAt } from "../../analysis/reading.ts";
import { type Graph, ofType } from "../../graph/graph.ts";
import { grouped, known, plural } from "../words.ts";
import {
  answerOf,
  answers,
  apiServerBoxes,
  firewallBoxes,
  islandBoxes,
  lustreBoxes,
  otherPoolBoxes,
  type PictureBox,
} from "./boxes.ts";
import { boxLabel, columnLabel, palette, plainText, portOf, quote } from "./label.ts";
import { serviceBoxes } from "./service-boxes.ts";

const FONT = "Helvetica,Arial,sans-serif";
const POOLS = quote("pools");
const SERVICES = quote("services");

/** The picture as a Graphviz program. */
export function pictureDot(graph: Graph): string {
  const paths = dataPathsOf(graph);
  const pools = [...islandBoxes(graph, paths), ...otherPoolBoxes(graph, paths)];
  const servers = apiServerBoxes(graph, paths);
  const lustre = lustreBoxes(graph, paths);
  const services = serviceBoxes(graph, paths);
  const endpoints = endpointBoxes(graph, services);
  const administrators = administratorBox(graph);
  const firewalls = firewallBoxes(graph);
  const inNetwork = [...servers, ...lustre, ...endpoints, ...firewalls];
  return [
    `digraph ${quote(`${graph.project} ${graph.stack}`)} {`,
    `graph [rankdir=LR, fontname="${FONT}", fontsize=18, fontcolor="${palette.ink}", bgcolor="${palette.paper}", pad=0.3, nodesep=0.3, ranksep=0.5, labelloc=t, labeljust=l, label=<${titleOf(graph)}>];`,
    `node [shape=plain, fontname="${FONT}"];`,
    "edge [penwidth=1.6, arrowsize=0.7];",
    `subgraph cluster_network {`,
    `graph [label=<<b>${plainText(networkTitle(graph))}</b>>, style="rounded,filled", fillcolor="${palette.network}", color="${palette.frame}", margin=14, fontsize=13];`,
    ...inNetwork.map((box) => node(quote(box.id), boxLabel(box))),
    node(POOLS, columnLabel("Node pools", pools)),
    "}",
    node(quote(administrators.id), boxLabel(administrators)),
    node(SERVICES, columnLabel("Services", services)),
    ...servers.flatMap((server) => [
      edge(quote(administrators.id), quote(server.id), server.reached),
      edge(quote(server.id), POOLS, server.reached),
    ]),
    ...[...lustre, ...endpoints, ...firewalls].map((target) => edge(POOLS, quote(target.id), target.reached)),
    ...endpoints.flatMap(({ id }) =>
      services.map(({ reached }, index) => edge(quote(id), `${SERVICES}:${portOf(index)}:w`, reached)),
    ),
    "}",
  ].join("\n");
}

function node(id: string, label: string): string {
  return `${id} [label=${label}];`;
}

/** A way between two boxes, in the look of its answer. */
function edge(from: string, to: string, encrypted: Truth = "unknown"): string {
  const { colour, style } = answerOf(encrypted);
  return `${from} -> ${to} [color="${colour}", style=${style}];`;
}

function titleOf(graph: Graph): string {
  const { nodes, gpus } = capabilityOf(graph);
  const models = gpus.map(({ model, count }) => `${grouped(count)} ${model}`).join(", ");
  const islands = plural(islandsOf(graph).length, "InfiniBand island");
  const size = `${plural(nodes, "GPU node")}, ${models === "" ? "no GPU" : models}, ${islands}`;
  return `<b>${plainText(`${graph.stack}: ${size}`)}</b><br align="left"/>${LEGEND}<br align="left"/> `;
}

function networkTitle(graph: Graph): string {
  const networks = addressesOf(graph).filter(({ kind }) => kind === "virtual network");
  return `Virtual network${networks.length === 1 ? "" : "s"} ${networks.map(({ cidr }) => known(cidr)).join(", ")}`;
}

function administratorBox(graph: Graph): PictureBox {
  const environment = environmentOf(graph);
  const allowed = environment === undefined ? [] : textsAt(environment, "allowedNetworks");
  const isolated = environment !== undefined && textAt(environment, "isolation") === "isolated";
  return {
    id: "administrators",
    lines: [
      { text: "Administrators", bold: true },
      { text: allowed.length === 0 ? "from inside the network only" : `from ${allowed.join(", ")}` },
      ...(isolated ? [{ text: "no route to or from the internet", colour: palette.quiet }] : []),
    ],
    fill: palette.guard,
  };
}

/** All private endpoints in one box; the way to it is as good as the worst behind it. */
function endpointBoxes(graph: Graph, services: readonly PictureBox[]): PictureBox[] {
  const endpoints = ofType(graph, "azure-native:network:PrivateEndpoint");
  if (endpoints.length === 0) return [];
  const groups = endpoints.flatMap(({ inputs }) =>
    objectsAt(inputs, "privateLinkServiceConnections").flatMap((connection) =>
      textsAt(connection, "groupIds"),
    ),
  );
  const counts = [...Map.groupBy(groups, (group) => group)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const lines = counts.map(([group, same]) => ({
    text: same.length === 1 ? group : `${group} × ${same.length}`,
  }));
  const title = { text: plural(endpoints.length, "private endpoint"), bold: true };
  const reached = both(...services.flatMap((service) => service.reached ?? []));
  return [{ id: "endpoints", lines: [title, ...lines], fill: palette.guard, reached }];
}

const LEGEND = Object.values(answers)
  .map(({ colour, words }) => `<font color="${colour}" point-size="12">● ${words}</font>`)
  .join("   ");
