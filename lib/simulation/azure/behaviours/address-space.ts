import { isBelow, nameOf, sameId } from "../arm-id.ts";
import { holds, overlap, type Range } from "../types/addresses.ts";
import { rangesAt } from "../types/ranges.ts";
import { textAt } from "../types/values.ts";
import type { Behaviour, CloudView, Inputs, Refusal, Write } from "./behaviour.ts";

const NETWORK = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const PEERING = "azure-native:network:VirtualNetworkPeering";

/** Subnets lie inside their network and beside each other, and networks that are joined share no address. */
export const addressSpace: Behaviour = {
  name: "address ranges of networks and subnets",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq",
  admit: (write, cloud) => {
    if (write.method === "DELETE") return undefined;
    switch (write.type.token) {
      case SUBNET:
        return subnetRefusal(write, cloud);
      case NETWORK:
        return networkRefusal(write, cloud);
      case PEERING:
        return peeringRefusal(write, cloud);
      default:
        return undefined;
    }
  },
};

function subnetRefusal({ id, inputs }: Write, cloud: CloudView): Refusal | undefined {
  const network = cloud.resource(networkIdOf(id));
  if (network === undefined) return undefined;
  const ranges = subnetRanges(inputs);
  if (!ranges.every((range) => within(range, spaceOf(network.inputs)))) return outside(id);
  const beside = siblings(network.id, cloud).filter((other) => !sameId(other.id, id));
  const taken = beside.flatMap((other) => subnetRanges(other.inputs));
  if (!ranges.some((range) => taken.some((other) => overlap(range, other)))) return undefined;
  // https://github.com/hashicorp/terraform-provider-azurerm reports it so.
  const message = `Subnet '${nameOf(id)}' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '${nameOf(network.id)}'.`;
  return { status: 400, code: "NetcfgSubnetRangesOverlap", message };
}

/** A range that a subnet needs cannot be taken away. */
function networkRefusal({ id, inputs }: Write, cloud: CloudView): Refusal | undefined {
  const space = spaceOf(inputs);
  const lost = siblings(id, cloud).find(
    (subnet) => !subnetRanges(subnet.inputs).every((range) => within(range, space)),
  );
  return lost && outside(lost.id);
}

function peeringRefusal({ id, inputs }: Write, cloud: CloudView): Refusal | undefined {
  const remoteId = textAt(inputs, "remoteVirtualNetwork.id") ?? "";
  const [local, remote] = [cloud.resource(networkIdOf(id)), cloud.resource(remoteId)];
  if (local === undefined || remote === undefined) return undefined;
  const shared = spaceOf(local.inputs).some((range) =>
    spaceOf(remote.inputs).some((other) => overlap(range, other)),
  );
  if (!shared) return undefined;
  // https://learn.microsoft.com/azure/virtual-network/virtual-network-troubleshoot-peering-issues
  const message = `Cannot create or update peering ${id}. Virtual networks ${local.id} and ${remote.id} cannot be peered because their address spaces overlap.`;
  return { status: 400, code: "VnetAddressSpacesOverlap", message };
}

/** https://github.com/Azure/azure-service-operator/issues/4927; before, the service said NetcfgInvalidSubnet. */
function outside(id: string): Refusal {
  const message = `Subnet '${nameOf(id)}' is not valid because its IP address range is outside the IP address range of virtual network '${nameOf(networkIdOf(id))}'.`;
  return { status: 400, code: "NetcfgSubnetRangeOutsideVnet", message };
}

function siblings(networkId: string, cloud: CloudView) {
  return [...cloud.resources()].filter(({ id, type }) => type.token === SUBNET && isBelow(id, networkId));
}

function networkIdOf(id: string): string {
  return id.replace(/\/(?:subnets|virtualNetworkPeerings)\/[^/]+$/i, "");
}

function spaceOf(inputs: Inputs): readonly Range[] {
  return rangesAt(inputs, ["addressSpace.addressPrefixes[]"]);
}

function subnetRanges(inputs: Inputs): readonly Range[] {
  return rangesAt(inputs, ["addressPrefix", "addressPrefixes[]"]);
}

function within(range: Range, space: readonly Range[]): boolean {
  return space.some((outer) => range.prefix >= outer.prefix && holds(outer, range.first));
}
