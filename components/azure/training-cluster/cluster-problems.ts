import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../../lib/planning/problem.ts";
import type { ResolvedTrainingCluster } from "./training-cluster.args.ts";

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** More than two groups are an administration that nobody oversees: CIS Azure Kubernetes Service Benchmark 1.8, 4.1.1. */
const MOST_ADMIN_GROUPS = 2;

/** Why these groups cannot administer the cluster. */
export function adminGroupProblems(groups: readonly string[], path: string): Problem[] {
  const malformed = groups.flatMap((group, index) =>
    GUID.test(group)
      ? []
      : [
          {
            path: `${path}[${index}]`,
            value: group,
            message: "must be the object id of an Entra group, a GUID",
            fix: "az ad group show --group <name> --query id",
          },
        ],
  );
  if (groups.length >= 1 && groups.length <= MOST_ADMIN_GROUPS) return malformed;
  const message = `one or ${MOST_ADMIN_GROUPS} groups administer the cluster: local accounts are off, so with none nobody could`;
  return [{ path, value: groups, message, fix: "name one group" }, ...malformed];
}

/** https://learn.microsoft.com/azure/aks/concepts-network-isolated (2026-06). */
const channelsWithoutEgress = ["NodeImage", "None"];

/** Why AKS does not take these upgrade channels together, or not without a route out. */
export function channelProblems(
  { isolation, nodeOsUpgradeChannel, upgradeChannel }: ResolvedTrainingCluster,
  at: (property: string) => string,
): Problem[] {
  const path = at("nodeOsUpgradeChannel");
  const fix = "write NodeImage";
  if (isolation === "isolated" && !channelsWithoutEgress.includes(nodeOsUpgradeChannel)) {
    const message = `a cluster without a route out takes ${channelsWithoutEgress.join(" or ")}: the other channels fetch packages`;
    return [{ path, value: nodeOsUpgradeChannel, message, fix }];
  }
  if (upgradeChannel === "node-image" && nodeOsUpgradeChannel !== "NodeImage") {
    const message = "upgradeChannel node-image goes with NodeImage only";
    return [{ path, value: nodeOsUpgradeChannel, message, fix }];
  }
  return [];
}

/** Why nobody would find the API server by this zone. */
export function privateDnsZoneProblems(zone: pulumi.Input<string> | undefined, path: string): Problem[] {
  if (typeof zone !== "string" || /^\/subscriptions\/.+\/privateDnsZones\/[^/]+$/i.test(zone)) return [];
  const message =
    "must be the resource id of a private DNS zone: the API server has no public name, so without a zone nobody finds it";
  return [{ path, value: zone, message, fix: "pass the id of private.<region>.azmk8s.io" }];
}
