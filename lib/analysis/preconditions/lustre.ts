import { lustreSkuOf } from "../../../catalog/azure/managed-lustre.ts";
import { privateEndpointZones } from "../../../catalog/azure/private-endpoints.ts";
import { type Graph, ofType, type Resource, referencesOf } from "../../graph/graph.ts";
import { declaredRegion } from "../azure-region.ts";
import { MANAGED_CLUSTER } from "../node-pools.ts";
import { both, is, isGiven, not, numberAt, textAt, textsAt } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

const FILE_SYSTEM = "azure-native:storagecache:AmlFilesystem";

/** Agreements and room that Managed Lustre needs. */
export function lustreCapacity(graph: Graph): Precondition[] {
  const fileSystems = ofType(graph, FILE_SYSTEM);
  return [...fileSystems.flatMap(agreement), ...fileSystems.map(capacity)];
}

/** What nobody has shown in public to work for Managed Lustre in a closed network. */
export function lustreProofs(graph: Graph): Precondition[] {
  const fileSystems = ofType(graph, FILE_SYSTEM);
  if (fileSystems.length === 0) return [];
  return [...wayOut(graph, fileSystems), ...monitorNames(graph), ...clients(graph)];
}

const ASK_SUPPORT = "ask Azure support for the limit of Azure Managed Lustre of this subscription and region";

function agreement(fileSystem: Resource): Precondition[] {
  const sku = lustreSkuOf(textAt(fileSystem.inputs, "sku.name") ?? "");
  const capacityTiB = numberAt(fileSystem.inputs, "storageCapacityTiB");
  if (sku === undefined || capacityTiB === undefined || capacityTiB <= sku.maxTiB) return [];
  const name = nameOf(fileSystem);
  return [
    {
      id: `support/lustre/${name}`,
      kind: "support request",
      needed: `${capacityTiB} TiB allowed for file system ${name}`,
      state: "unknown",
      reason: `${sku.sku} goes to ${sku.maxTiB} TiB by default (${sku.source})`,
      check: ASK_SUPPORT,
    },
  ];
}

/** https://learn.microsoft.com/azure/azure-managed-lustre/amlfs-prerequisites */
function capacity(fileSystem: Resource): Precondition {
  const { inputs } = fileSystem;
  const capacityTiB = numberAt(inputs, "storageCapacityTiB") ?? "an unknown number of";
  const sku = textAt(inputs, "sku.name") ?? "an unknown SKU";
  const zones = textsAt(inputs, "zones").join(", ");
  const region = declaredRegion(fileSystem).region ?? "a region that is not known";
  return {
    id: `capacity/lustre/${nameOf(fileSystem)}`,
    kind: "capacity",
    needed: `${capacityTiB} TiB of ${sku} within the subscription's quota, and free in ${zones === "" ? "any zone" : `zone ${zones}`} of ${region} when \`pulumi up\` runs`,
    state: "unknown",
    reason: "Azure limits file systems and their size by subscription, and room for them by zone",
    check: `${ASK_SUPPORT}, and for capacity in the zone`,
  };
}

/** https://learn.microsoft.com/azure/azure-managed-lustre/configure-network-security-group */
function wayOut(graph: Graph, fileSystems: readonly Resource[]): Precondition[] {
  const closed = fileSystems
    .flatMap((fileSystem) => referencesOf(graph, fileSystem, "filesystemSubnet"))
    .filter(
      (subnet) =>
        subnet.type === "azure-native:network:Subnet" &&
        both(
          is(subnet.inputs, "defaultOutboundAccess", false),
          not(isGiven(graph, subnet, "natGateway")),
          not(isGiven(graph, subnet, "routeTable")),
        ) !== false,
    );
  if (closed.length === 0) return [];
  const names = [...new Set(closed.map(({ inputs, name }) => textAt(inputs, "subnetName") ?? name))];
  return [
    proof(
      "lustre without egress",
      `Managed Lustre reaches the Azure services that it demands from subnet ${names.join(", ")}`,
      "its security group must let it out to service tags of Azure, but the subnet has no default outbound access, NAT gateway or route; no page that was read says that this works",
      "create the smallest file system in the same network, and wait until az amlfs show says health.state Available",
    ),
  ];
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/private-link-design */
function monitorNames(graph: Graph): Precondition[] {
  const { azuremonitor, blob } = privateEndpointZones;
  const captured = ofType(graph, "azure-native:privatedns:PrivateZone")
    .flatMap(({ inputs }) => textAt(inputs, "privateZoneName") ?? [])
    .filter((zone) => azuremonitor.includes(zone) && !blob.includes(zone));
  if (captured.length === 0) return [];
  return [
    proof(
      "lustre with private Azure Monitor",
      "Managed Lustre works where Azure Monitor's names lead to a private link scope",
      `zones ${captured.join(", ")} answer for Azure Monitor in its network, and Lustre demands Azure Monitor; no page that was read says that its reports pass the scope`,
      "create the smallest file system in the same network, and look for its metrics: az monitor metrics list --resource <file system>",
    ),
  ];
}

/** https://learn.microsoft.com/azure/azure-managed-lustre/use-csi-driver-kubernetes */
function clients(graph: Graph): Precondition[] {
  const closed = ofType(graph, MANAGED_CLUSTER).filter(
    ({ inputs }) => is(inputs, "networkProfile.outboundType", "none", "block") !== false,
  );
  if (closed.length === 0) return [];
  const names = closed.map(({ inputs, name }) => textAt(inputs, "resourceName") ?? name).join(", ");
  return [
    proof(
      "lustre client without egress",
      "Lustre's client and CSI driver install on nodes that have no route out",
      `cluster ${names} gives its nodes no route out to package and image servers; no page that was read says that this works`,
      "mirror the driver's images to the registry, and mount a file system from a pod on one node of the same network",
    ),
  ];
}

function proof(subject: string, needed: string, reason: string, check: string): Precondition {
  return { id: `proof/${subject}`, kind: "proof", needed, state: "unknown", reason, check };
}

function nameOf(fileSystem: Resource): string {
  return textAt(fileSystem.inputs, "amlFilesystemName") ?? fileSystem.name;
}
