import { planAddresses } from "../../../lib/planning/addresses.ts";
import type { IsolatedNetworkArgs } from "./isolated-network.args.ts";

/** Ranges of a small cluster with everything that a network can have. */
export const addresses = planAddresses({ plannedMaxNodes: 512, rdma: true, lustreTiB: 128, firewall: true });

/** A network that works. */
export const args: IsolatedNetworkArgs = {
  resourceGroupName: "rg-network",
  location: "eastus",
  vnetName: "nd-h100-test",
  addresses,
  privateDnsZones: ["privatelink.vaultcore.azure.net", "private.eastus.azmk8s.io"],
};

/** Ids of what the tests' subscription and resource group hold. */
export const NETWORK =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-network/providers/Microsoft.Network";
