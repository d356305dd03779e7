import { expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { rdmaAddresses } from "./rdma-addresses.ts";

const pool = (vmSize: Properties["x"]) => resource(types.AGENT_POOL, "pool", { vmSize });
const infiniband = pool("Standard_ND96isr_H100_v5");
const MUST = "must leave 172.16.0.0/16 free";
const FREE = "leaves it free";
const space = (...addressPrefixes: string[]) => ({ addressSpace: { addressPrefixes } });

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([rdmaAddresses], "F02", found, ...others);

test.each<[string, string, Properties, string[]]>([
  ["network", types.VIRTUAL_NETWORK, space("10.0.0.0/16"), [`passed: addressSpace.addressPrefixes ${FREE}`]],
  [
    "network, a part of it",
    types.VIRTUAL_NETWORK,
    space("10.0.0.0/16", "172.16.8.0/24"),
    [`failed: addressSpace.addressPrefixes has "172.16.8.0/24"; ${MUST}`],
  ],
  [
    "network around it",
    "azure-native:network/v20240501:VirtualNetwork",
    space("172.16.0.0/12"),
    [`failed: addressSpace.addressPrefixes has "172.16.0.0/12"; ${MUST}`],
  ],
  [
    "subnet",
    types.SUBNET,
    { addressPrefix: "172.16.0.0/24" },
    [`failed: addressPrefix has "172.16.0.0/24"; ${MUST}`],
  ],
  [
    "subnets inside a network",
    types.VIRTUAL_NETWORK,
    { subnets: [{ addressPrefix: "172.17.0.0/24" }, { addressPrefixes: ["172.16.0.0/24"] }] },
    [
      `passed: subnets[0].addressPrefix ${FREE}`,
      `failed: subnets[1].addressPrefixes has "172.16.0.0/24"; ${MUST}`,
    ],
  ],
  [
    "pods and services",
    types.MANAGED_CLUSTER,
    { networkProfile: { podCidr: "172.16.0.0/14", serviceCidrs: ["10.96.0.0/20", "fd00::/108"] } },
    [
      `failed: networkProfile.podCidr has "172.16.0.0/14"; ${MUST}`,
      `passed: networkProfile.serviceCidrs ${FREE}`,
    ],
  ],
  [
    "peered network",
    types.PEERING,
    { remoteAddressSpace: { addressPrefixes: ["172.16.0.0/16"] } },
    [`failed: remoteAddressSpace.addressPrefixes has "172.16.0.0/16"; ${MUST}`],
  ],
  [
    "network that is unknown",
    types.VIRTUAL_NETWORK,
    { addressSpace: UNKNOWN },
    [`notEvaluated: addressSpace.addressPrefixes is unknown until the cloud answers; ${MUST}`],
  ],
])("%s", (_, type, inputs, expected) => {
  expect(answers(resource(type, "it", inputs), infiniband)).toEqual(expected);
});

const taken = resource(types.VIRTUAL_NETWORK, "it", space("172.16.0.0/16"));

test.each<[string, Resource[], string[]]>([
  ["without InfiniBand nothing is asked", [pool("Standard_D16ds_v5")], []],
  [
    "with a size that is unknown nothing has failed yet",
    [pool(UNKNOWN)],
    [
      `notEvaluated: addressSpace.addressPrefixes has "172.16.0.0/16"; ${MUST}, if a size that is unknown has InfiniBand`,
    ],
  ],
  [
    "one size that is known suffices",
    [pool(UNKNOWN), resource(types.SCALE_SET, "set", { sku: { name: "Standard_HB176rs_v4" } })],
    [`failed: addressSpace.addressPrefixes has "172.16.0.0/16"; ${MUST}`],
  ],
])("%s", (_, others, expected) => {
  expect(answers(taken, ...others)).toEqual(expected);
});
