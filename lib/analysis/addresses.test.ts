import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { addressesOf } from "./addresses.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100 } from "./testing/nd-h100.ts";

describe("addressesOf", () => {
  test("the network, its subnets by address, then the ranges inside the cluster", () => {
    const plan = addressesOf(ndH100()).map(({ kind, name, cidr, addresses, usedBy }) => [
      kind,
      name,
      cidr,
      addresses,
      usedBy,
    ]);
    expect(plan).toEqual([
      ["virtual network", "vnet-test", "10.0.0.0/20", 4096, []],
      ["subnet", "nodes", "10.0.0.0/22", 1024, ["aks-test", "h1", "h2", "h3"]],
      ["subnet", "lustre-subnet", "10.0.4.0/27", 32, ["scratch"]],
      ["subnet", "endpoints", "10.0.8.0/26", 64, ["blob-endpoint", "vault-endpoint"]],
      ["pods", "aks-test", "10.64.0.0/14", 262144, ["aks-test"]],
      ["services", "aks-test", "10.128.0.0/16", 65536, ["aks-test"]],
      ["DNS service", "aks-test", "10.128.0.10", 1, ["aks-test"]],
    ]);
  });

  test("a peered network shows the ranges that must stay free", () => {
    const peering = {
      type: "network:VirtualNetworkPeering",
      name: "storage-hub",
      inputs: { remoteAddressSpace: { addressPrefixes: ["10.200.0.0/16", "10.201.0.0/16"] } },
    };
    expect(addressesOf(sketch(peering)).map(({ kind, cidr }) => [kind, cidr])).toEqual([
      ["peered network", "10.200.0.0/16"],
      ["peered network", "10.201.0.0/16"],
    ]);
  });

  test("a peering that does not say its ranges has those that its component was told, else unknown ones", () => {
    const network = {
      type: "exaform:azure:IsolatedNetwork",
      name: "network",
      inputs: { peerings: [{ name: "hub", cidrs: ["10.9.0.0/16"] }] },
    };
    const peering = (name: string) => ({
      type: "network:VirtualNetworkPeering",
      name,
      inputs: { virtualNetworkPeeringName: name },
      parent: "network",
    });
    const plan = addressesOf(sketch(network, peering("hub"), peering("other")));
    expect(plan.map(({ name, cidr, addresses }) => [name, cidr, addresses])).toEqual([
      ["hub", "10.9.0.0/16", 65536],
      ["other", UNKNOWN, UNKNOWN],
    ]);
  });

  test("a peering between networks of the stack adds nothing: both have their rows", () => {
    const network = (name: string) => ({
      type: "network:VirtualNetwork",
      name,
      inputs: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
    });
    const peering = {
      type: "network:VirtualNetworkPeering",
      name: "to-hub",
      inputs: { remoteVirtualNetwork: { id: UNKNOWN } },
      from: { remoteVirtualNetwork: ["hub"] },
    };
    const plan = addressesOf(sketch(network("hub"), network("spoke"), peering));
    expect(plan.map(({ kind }) => kind)).toEqual(["virtual network", "virtual network"]);
  });

  test("a range that is not known is unknown, and one that is no IPv4 range is not counted", () => {
    const network = (addressPrefixes: readonly string[] | typeof UNKNOWN) =>
      addressesOf(
        sketch({
          type: "network:VirtualNetwork",
          name: "vnet",
          inputs: { addressSpace: { addressPrefixes } },
        }),
      );
    expect(network(UNKNOWN)).toMatchObject([{ cidr: UNKNOWN, addresses: UNKNOWN }]);
    expect(network(["fd00::/48"])).toMatchObject([{ cidr: "fd00::/48", addresses: UNKNOWN }]);
  });
});
