import { type Graph, ofType } from "../../graph/graph.ts";
import { type NodePool, nodePoolsOf } from "../node-pools.ts";
import { is } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

/** Feature flags, resource providers and the regional services that must be there. */
export function featurePreconditions(graph: Graph): Precondition[] {
  const pools = nodePoolsOf(graph);
  return [
    ...infiniBandFlag(pools),
    ...encryptionAtHost(pools),
    ...sshDisabled(pools),
    ...resourceProviders(graph),
    ...networkWatcher(graph),
  ];
}

/**
 * No property of a pool asks for InfiniBand: a flag of the subscription does.
 * https://github.com/Azure/aks-rdma-infiniband
 */
function infiniBandFlag(pools: readonly NodePool[]): Precondition[] {
  const sizes = Map.groupBy(pools, ({ hardware }) => hardware?.infinibandFeatureFlag);
  const wanted = (["registered", "unregistered"] as const).filter((state) => sizes.has(state));
  const conflict = wanted.length > 1;
  return wanted.map((state) => ({
    id: `feature/Microsoft.ContainerService/AKSInfinibandSupport/${state}`,
    kind: "feature",
    needed: `feature Microsoft.ContainerService/AKSInfinibandSupport ${state} on the subscription, before the pools are created`,
    state: conflict ? "unmet" : "unknown",
    reason: conflict
      ? "one stack asks for it registered and unregistered: these sizes need separate subscriptions"
      : `as ${sizesOf(sizes.get(state) ?? [])} must have it: the flag decides whether nodes of a pool share an InfiniBand network`,
    check:
      "az feature show --namespace Microsoft.ContainerService --name AKSInfinibandSupport --query properties.state",
  }));
}

function encryptionAtHost(pools: readonly NodePool[]): Precondition[] {
  const asking = pools.filter(({ inputs }) => is(inputs, "enableEncryptionAtHost", true) !== false);
  const undocumented = asking.filter(
    ({ hardware }) => hardware === undefined || hardware.encryptionAtHost === "unknown",
  );
  const flag: Precondition = {
    id: "feature/Microsoft.Compute/EncryptionAtHost",
    kind: "feature",
    needed: "feature Microsoft.Compute/EncryptionAtHost registered on the subscription",
    state: "unknown",
    reason: "pools ask for encryption at host, which can be chosen at creation only",
    check: "az feature show --namespace Microsoft.Compute --name EncryptionAtHost --query properties.state",
  };
  const sizes: Precondition = {
    id: "feature/EncryptionAtHostSupported",
    kind: "feature",
    needed: `encryption at host supported by ${sizesOf(undocumented)}`,
    state: "unknown",
    reason: "no public page says whether these sizes support it; Azure refuses the pool if they do not",
    check: "az vm list-skus --resource-type virtualMachines --all --query \"[?name=='<size>'].capabilities\"",
  };
  return [...(asking.length > 0 ? [flag] : []), ...(undocumented.length > 0 ? [sizes] : [])];
}

/**
 * Nodes without an SSH service were a preview on 2024-08-29, and nothing read since says that they no longer are:
 * https://learn.microsoft.com/azure/aks/manage-ssh-node-access
 */
function sshDisabled(pools: readonly NodePool[]): Precondition[] {
  const asking = pools.filter(({ inputs }) => is(inputs, "securityProfile.sshAccess", "Disabled") !== false);
  if (asking.length === 0) return [];
  return [
    {
      id: "feature/Microsoft.ContainerService/DisableSSHPreview",
      kind: "feature",
      needed: "feature Microsoft.ContainerService/DisableSSHPreview registered on the subscription",
      state: "unknown",
      reason: `pools ${asking.map(({ name }) => name).join(", ")} set securityProfile.sshAccess to Disabled: a preview on 2024-08-29, and general availability is not shown`,
      check:
        "az feature show --namespace Microsoft.ContainerService --name DisableSSHPreview --query properties.state",
    },
  ];
}

/** Azure's resource provider namespace for each module of azure-native that exaform's components use. */
const NAMESPACES: Readonly<Record<string, string>> = {
  authorization: "Microsoft.Authorization",
  compute: "Microsoft.Compute",
  containerregistry: "Microsoft.ContainerRegistry",
  containerservice: "Microsoft.ContainerService",
  keyvault: "Microsoft.KeyVault",
  managedidentity: "Microsoft.ManagedIdentity",
  monitor: "Microsoft.Insights, Microsoft.Monitor",
  network: "Microsoft.Network",
  operationalinsights: "Microsoft.OperationalInsights",
  privatedns: "Microsoft.Network",
  resources: "Microsoft.Resources",
  storage: "Microsoft.Storage",
  storagecache: "Microsoft.StorageCache",
};

function resourceProviders(graph: Graph): Precondition[] {
  const modules = graph.resources
    .map(({ type }) => type.split(":"))
    .filter(([provider]) => provider === "azure-native");
  const names = modules.flatMap(([, module = ""]) =>
    (NAMESPACES[module] ?? `the one of azure-native:${module}`).split(", "),
  );
  const namespaces = [...new Set(names)].toSorted();
  if (namespaces.length === 0) return [];
  return [
    {
      id: "provider",
      kind: "provider",
      needed: `resource providers registered: ${namespaces.join(", ")}`,
      state: "unknown",
      reason: "the stack declares resources of each",
      check: "az provider list --query \"[?registrationState=='Registered'].namespace\"",
    },
  ];
}

function networkWatcher(graph: Graph): Precondition[] {
  if (ofType(graph, "azure-native:network:FlowLog").length === 0) return [];
  return [
    {
      id: "provider/network watcher",
      kind: "provider",
      needed: "a network watcher in the region",
      state: "unknown",
      reason:
        "flow logs belong to one; Azure makes it with the first virtual network of a region unless that was switched off",
      check: 'az network watcher list --query "[].{name: name, region: location}"',
    },
  ];
}

function sizesOf(pools: readonly NodePool[]): string {
  return [...new Set(pools.map(({ vmSize }) => vmSize ?? "a size that is not known"))].toSorted().join(", ");
}
