import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, notEvaluated, opaque, passed } from "../../answers.ts";
import { type Link, linkOf, linkOfPart, named } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import { nodePools, type Part, routes } from "../../parts.ts";
import { MANAGED_CLUSTER, ROUTE, ROUTE_TABLE, SUBNET, unversioned } from "../../resource-types.ts";
import type { Answer } from "../../rule.ts";

const EVERYWHERE = ["0.0.0.0/0", "::/0"];

/** Next hops that lead everything to a firewall, or nowhere. */
const GUARDED = ["virtualappliance", "none"];

/** A route: to the internet never; for everything to a firewall. */
export function routeAnswers(resource: Resource): Answer[] {
  return routes.partsOf(resource).map(({ prefix, value }) => {
    const path = `${prefix}nextHopType`;
    const [to, hop] = [valueAt(value, "addressPrefix"), valueAt(value, "nextHopType")];
    const must = 'must be "VirtualAppliance" for 0.0.0.0/0, and never "Internet"';
    const reason = opaque(hop);
    if (reason !== undefined) return notEvaluated(path, reason, must);
    const found = `is ${JSON.stringify(hop ?? "not set")} for ${textOf(to)}`;
    if (isGuarded(hop)) return passed(path, found);
    if (isText(hop, "internet") || isEverywhere(to)) return failed(path, found, must);
    return opaque(to) === undefined ? passed(path, found) : notEvaluated(path, found, must);
  });
}

/** The pools of a cluster that leaves by its route table: the table of their subnet leads everything to a firewall. */
export function poolRouteAnswers(resource: Resource, graph: Graph): Answer[] {
  const cluster = clusterOf(resource, graph);
  const outbound = valueAt(cluster?.inputs, "networkProfile.outboundType");
  if (!isText(outbound, "userDefinedRouting")) return [];
  return nodePools.partsOf(resource).map((part) => poolRouteAnswer(part, graph));
}

function poolRouteAnswer(part: Part, graph: Graph): Answer {
  const path = `${part.prefix}vnetSubnetID`;
  const must = "must have a route table that leads 0.0.0.0/0 to a firewall";
  const subnet = linkOfPart(graph, part, "vnetSubnetID", [SUBNET]);
  if (subnet.kind !== "declared") return notEvaluated(path, `${missing(subnet)}, for the way out`, must);
  const table = linkOf(graph, subnet.resource, "routeTable.id", [ROUTE_TABLE]);
  const is = `is ${named(subnet.resource)} of this stack`;
  if (table.kind === "none") return failed(path, `${is}, which has no route table`, must);
  if (table.kind !== "declared")
    return notEvaluated(path, `${is}, whose route table ${missing(table)}`, must);
  const leads = routesOf(table.resource, graph).some(
    ({ value }) => isEverywhere(valueAt(value, "addressPrefix")) && isGuarded(valueAt(value, "nextHopType")),
  );
  return decided(leads, path, `${is}, with ${named(table.resource)}`, must);
}

function missing(link: Exclude<Link, { kind: "declared" }>): string {
  if (link.kind === "unknown") return link.reason;
  return link.kind === "elsewhere" ? "is nothing that this stack declares" : "is not set";
}

function clusterOf(resource: Resource, graph: Graph): Resource | undefined {
  if (unversioned(resource.type) === MANAGED_CLUSTER) return resource;
  const link = linkOf(graph, resource, "resourceName", [MANAGED_CLUSTER]);
  return link.kind === "declared" ? link.resource : undefined;
}

function routesOf(table: Resource, graph: Graph): readonly Part[] {
  const { surely } = namersOf(graph, table, { type: ROUTE, path: "routeTableName" });
  return [table, ...surely].flatMap((resource) => routes.partsOf(resource));
}

function isEverywhere(to: Value | undefined): boolean {
  return typeof to === "string" && EVERYWHERE.includes(to);
}

function isGuarded(hop: Value | undefined): boolean {
  return typeof hop === "string" && GUARDED.includes(hop.toLowerCase());
}

function isText(value: Value | undefined, expected: string): boolean {
  return typeof value === "string" && value.toLowerCase() === expected.toLowerCase();
}

function textOf(to: Value | undefined): string {
  return typeof to === "string" ? to : "a range that is unknown";
}
