import { type Graph, ofType, referencesOf } from "../../graph/graph.ts";
import { environmentOf } from "../environment.ts";
import { MANAGED_CLUSTER } from "../node-pools.ts";
import { is, itemsAt, textAt } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

/**
 * How people and images get into a network that is closed: a peering is a path, and `allowedNetworks` opens it.
 * https://learn.microsoft.com/azure/aks/private-clusters
 */
export function accessPreconditions(graph: Graph): Precondition[] {
  const clusters = ofType(graph, MANAGED_CLUSTER).filter(
    ({ inputs }) => is(inputs, "apiServerAccessProfile.enablePrivateCluster", true) !== false,
  );
  const missing = [
    ...(isPeered(graph) ? [] : ["no network of others is peered"]),
    ...(letsNobodyIn(graph) ? ["allowedNetworks is empty"] : []),
  ];
  if (clusters.length === 0 || missing.length === 0) return [];
  const names = clusters.map(({ inputs, name }) => textAt(inputs, "resourceName") ?? name).join(", ");
  return [
    {
      id: "access/network",
      kind: "access",
      needed: `a path into the network for kubectl, image pushes and data loading: ${runnerOf(graph)}, peering, VPN or ExpressRoute`,
      state: "unknown",
      reason: `${missing.join(" and ")}, so the stack lets nobody outside its network reach the API server of ${names} or its private endpoints`,
      check: "kubectl get nodes and az acr login --name <registry>, from where people and pipelines work",
    },
  ];
}

/** Whether a network that the stack does not declare is peered: its own hub, for the way out, is no way in. */
function isPeered(graph: Graph): boolean {
  return ofType(graph, "azure-native:network:VirtualNetworkPeering").some(
    (peering) =>
      !referencesOf(graph, peering, "remoteVirtualNetwork").some(
        ({ type }) => type === "azure-native:network:VirtualNetwork",
      ),
  );
}

/** A graph without an environment does not say. */
function letsNobodyIn(graph: Graph): boolean {
  const environment = environmentOf(graph);
  return environment !== undefined && itemsAt(environment, "allowedNetworks").length === 0;
}

function runnerOf(graph: Graph): string {
  const names = ofType(graph, "azure-native:network:Subnet").map(({ inputs }) =>
    textAt(inputs, "subnetName"),
  );
  return names.includes("runner") ? "a runner in the runner subnet" : "a runner inside the network";
}
