import { reservedCidrs } from "../../../catalog/azure/limits.ts";
import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { failed, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { overlap } from "../../internet.ts";
import { type Part, type PartKind, peerings, subnets, whole } from "../../parts.ts";
import { MANAGED_CLUSTER, unversioned, VIRTUAL_NETWORK } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { hasInfiniband } from "./machine-groups.ts";

const RESERVED = reservedCidrs.filter(({ rdmaOnly }) => rdmaOnly);

/** Everything that holds address ranges: texts, or lists of texts. */
const RANGES: readonly { readonly of: PartKind; readonly paths: readonly string[] }[] = [
  { of: whole(VIRTUAL_NETWORK), paths: ["addressSpace.addressPrefixes"] },
  { of: subnets, paths: ["addressPrefix", "addressPrefixes"] },
  {
    of: peerings,
    paths: ["remoteAddressSpace.addressPrefixes", "remoteVirtualNetworkAddressSpace.addressPrefixes"],
  },
  {
    of: whole(MANAGED_CLUSTER),
    paths: ["podCidr", "podCidrs", "serviceCidr", "serviceCidrs"].map((key) => `networkProfile.${key}`),
  },
];

/** What has an address of InfiniBand's own network is looked for there, and not found. */
export const rdmaAddresses: Rule = {
  id: "F02",
  name: "infiniband-addresses-free",
  title: "Where there is InfiniBand, no network uses the addresses of its network.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CM-6", "SC-7"], nist800223: ["computing"] },
  remediation:
    "Choose another range than 172.16.0.0/16 for the virtual network, its subnets, pods, services and peered networks.",
  evidence: "https://learn.microsoft.com/azure/virtual-machines/setup-infiniband",
  scope: "graph",
  types: [...new Set(RANGES.flatMap(({ of }) => of.types))],
  check: (resource, graph) =>
    hasInfiniband(graph) === false
      ? []
      : partsOf(resource).flatMap(([part, paths]) => rangeAnswers(part, paths, graph)),
};

function partsOf(resource: Resource): [Part, readonly string[]][] {
  return RANGES.filter(({ of }) => of.types.includes(unversioned(resource.type))).flatMap(({ of, paths }) =>
    of.partsOf(resource).map((part): [Part, readonly string[]] => [part, paths]),
  );
}

function rangeAnswers(part: Part, paths: readonly string[], graph: Graph): Answer[] {
  return paths
    .map((path) => ({ path: part.prefix + path, ranges: valueAt(part.value, path) }))
    .filter(({ ranges }) => !isAbsent(ranges))
    .map(({ path, ranges }) => rangeAnswer(path, ranges, hasInfiniband(graph) ?? false));
}

function rangeAnswer(path: string, ranges: Value | undefined, sure: boolean): Answer {
  const must = `must leave ${RESERVED.map(({ cidr }) => cidr).join(", ")} free`;
  const several = Array.isArray(ranges) ? ranges : [ranges];
  const taken = several.find(
    (range) => typeof range === "string" && RESERVED.some(({ cidr }) => overlap(range, cidr) === true),
  );
  if (taken !== undefined)
    return sure
      ? failed(path, `has ${JSON.stringify(taken)}`, must)
      : notEvaluated(
          path,
          `has ${JSON.stringify(taken)}`,
          `${must}, if a size that is unknown has InfiniBand`,
        );
  const reason = several.map(opaque).find((found) => found !== undefined);
  return reason === undefined ? passed(path, "leaves it free") : notEvaluated(path, reason, must);
}
