import { describe, expect, test } from "vitest";
import { checkEnvironment } from "./check-environment.ts";
import { planNdH100 } from "./nd-h100.plan.ts";
import { at, type Change, pathsOf, problemsOf, type Run } from "./refusals.fixture.ts";

const group = "22222222-2222-4333-8444-555555555555";
const peer = (...cidrs: string[]) => [
  {
    name: "storage-hub",
    vnetId: `/subscriptions/${group}/resourceGroups/hub/providers/Microsoft.Network/virtualNetworks/hub`,
    cidrs,
  },
];
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`tag${n}`, "x"]));

describe("refused, with path, value, what is allowed and a fix", () => {
  test.each<[string, Change, string, unknown, string, string]>([
    [
      "two accounts of one name",
      { names: { datasets: "sharedname", checkpoints: "sharedname" } },
      "names.checkpoints",
      "sharedname",
      "exaform:environment.names.datasets has the same name, and Azure does not tell case apart",
      "write another name, or leave it out",
    ],
    [
      "two vaults of one name but for case",
      { names: { diskVault: "Our-Vault", etcdVault: "our-vault" } },
      "names.etcdVault",
      "our-vault",
      "exaform:environment.names.diskVault has the same name, and Azure does not tell case apart",
      "write another name, or leave it out",
    ],
    [
      "two budgets of one name",
      { budgets: ["1", "2"].map((monthly) => ({ name: "all", monthly, currency: "USD" })) },
      "budgets[1].name",
      "all",
      "another budget has this name",
      "write another name",
    ],
    [
      "48 tags",
      { tags: tags(48) },
      "tags",
      48,
      "Azure allows 50 tags on a resource, and 3 of them are exaform's",
      "keep at most 47",
    ],
    ...["exaform-stack", "Exaform-URN", "purpose"].map(
      (name): [string, Change, string, unknown, string, string] => [
        `a tag ${name}`,
        { tags: { [name]: "x" } },
        `tags.${name}`,
        name,
        "exaform itself writes the tags exaform-stack, exaform-urn, purpose",
        "choose another name",
      ],
    ),
    [
      "a tag twice but for case",
      { tags: { owner: "a", Owner: "b" } },
      "tags.Owner",
      "Owner",
      "is the tag owner again: Azure does not tell case apart",
      "keep one of the two",
    ],
    [
      "5,000 planned nodes and the system's",
      { plannedMaxNodes: 5000 },
      "plannedMaxNodes",
      5000,
      "an AKS cluster has at most 5000 nodes, and 3 of them are system nodes",
      "write 4997",
    ],
    ...["island", "system", "shared"].map((name): [string, Change, string, unknown, string, string] => [
      `a tenant ${name}`,
      { tenants: [{ name, nodes: 1 }] },
      "tenants[0].name",
      name,
      "exaform's own: island, system, shared are no tenants",
      "choose another name",
    ]),
    [
      "a tenant twice",
      {
        tenants: [
          { name: "vision", nodes: 1 },
          { name: "vision", nodes: 2 },
        ],
      },
      "tenants[1].name",
      "vision",
      "stands here twice",
      "remove it",
    ],
    [
      "a tenant that no pool can be named after",
      { tenants: [{ name: "team-vision", nodes: 1 }] },
      "tenants[0].name",
      "team-vision",
      "must be 1 to 10 lower-case letters and digits, the first a letter; it has 11 characters",
      "write teamvision",
    ],
    [
      "a taint twice",
      { gpuPool: { taints: ["team=a:NoSchedule", "team=b:NoSchedule"] } },
      "gpuPool.taints[1]",
      "team=b:NoSchedule",
      "stands here twice",
      "remove it",
    ],
    [
      "the taint that every pool has",
      { gpuPool: { taints: ["sku=gpu:NoSchedule"] } },
      "gpuPool.taints[0]",
      "sku=gpu:NoSchedule",
      "every GPU pool has the taint sku=gpu:NoSchedule, and a key and effect stand once",
      "remove it",
    ],
    [
      "an admin group twice",
      { adminGroups: [`a${group.slice(1)}`, `A${group.slice(1)}`] },
      "adminGroups[1]",
      `A${group.slice(1)}`,
      "stands here twice",
      "remove it",
    ],
    [
      "an admin group of zeros",
      { adminGroups: ["00000000-0000-0000-0000-000000000000"] },
      "adminGroups[0]",
      "00000000-0000-0000-0000-000000000000",
      "is the id of nothing: all zeros",
      "az ad group show --group <name> --query id",
    ],
    [
      "an allowed network twice",
      { allowedNetworks: ["192.168.0.0/24", "192.168.0.0/24"] },
      "allowedNetworks[1]",
      "192.168.0.0/24",
      "stands here twice",
      "remove it",
    ],
    [
      "the own network as a visitor",
      { allowedNetworks: ["10.20.1.0/24"], network: { vnet: "10.20.0.0/16" } },
      "allowedNetworks[0]",
      "10.20.1.0/24",
      "overlaps the virtual network's own range, 10.20.0.0/16",
      "write the range of a peered or connected network, or another exaform:environment.network.vnet",
    ],
    [
      "more unavailable than there are",
      { gpuPool: { maxUnavailable: "3" } },
      "gpuPool.maxUnavailable",
      "3",
      "more than the 2 nodes of a pool",
      'write "2" or less',
    ],
    [
      "a public network",
      { network: { vnet: "8.0.0.0/16" } },
      "network.vnet",
      "8.0.0.0/16",
      "must lie in a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10): machines of others have these addresses",
      "write 10.0.0.0/22",
    ],
    [
      "the internet as a peer",
      { network: { peerings: peer("10.50.0.0/16", "0.0.0.0/0") } },
      "network.peerings[0].cidrs[1]",
      "0.0.0.0/0",
      "overlaps 127.0.0.0/8: loopback addresses, which Azure refuses",
      "write the peered network's own range",
    ],
    [
      "a malformed address of the DNS",
      { network: { dnsServiceIp: "999.1.1.1" } },
      "network.dnsServiceIp",
      "999.1.1.1",
      "is no IPv4 address: four numbers from 0 to 255",
      "leave it out",
    ],
    [
      "fewer system nodes than zones",
      { systemPool: { nodes: 2 } },
      "systemPool.nodes",
      2,
      "must be a whole number from 3, one node in each zone, to 999, which leaves one of a pool's 1000 nodes for upgrades",
      "write 3",
    ],
    [
      "a size that nobody knows",
      { systemPool: { vmSize: "Standard_Z1" } },
      "systemPool.vmSize",
      "Standard_Z1",
      "this size is not in the catalogue",
      "add its row to catalog/azure/vm-sizes",
    ],
    [
      "a surge beyond the island",
      { nodes: 100, plannedMaxNodes: 100, gpuPool: { maxSurge: "1", spareNodes: 1 } },
      "gpuPool.maxSurge",
      "1",
      "101 nodes, 1 of them surge: one pool is one InfiniBand island of at most 100 nodes, and no job spans two islands",
      'write maxSurge: "0" and maxUnavailable: "1", or, where Microsoft has agreed to larger scale sets, islandLimit up to 300',
    ],
  ])("%s", (_name, change, property, value, message, fix) => {
    expect(problemsOf(change)).toEqual([{ path: at(property), value, message, fix }]);
  });

  test("nodes and system nodes beyond a cluster", () => {
    const change = { nodes: 4999, plannedMaxNodes: 4999, systemPool: { nodes: 6 } };
    expect(problemsOf(change)).toMatchObject([
      { path: at("plannedMaxNodes"), fix: "write 4994" },
      {
        path: at("nodes"),
        message:
          "must be a whole number from 1 to 4,994: an AKS cluster has at most 5,000 nodes, and 6 of them are system nodes",
      },
    ]);
  });

  test("a zone of a region that has none", () => {
    const run: Run = { settings: { "azure-native:location": "westus" } };
    expect(problemsOf({}, run)).toEqual([
      {
        path: at("zone"),
        value: "1",
        message:
          "westus has no availability zones (https://learn.microsoft.com/azure/reliability/regions-list, 2025-09-23)",
        fix: "write another azure-native:location, for example eastus",
      },
    ]);
  });
});

test("the hour of the maintenance window reaches cluster and scratch", () => {
  const environment = checkEnvironment({
    system: "nd-h100",
    zone: "1",
    nodes: 2,
    plannedMaxNodes: 16,
    adminGroups: [group],
    maintenance: { startHourUtc: 5 },
    scratch: { sku: "40" },
  });
  const ids = { subscriptionId: group, tenantId: group, location: "eastus", stack: "nd-h100-dev" };
  const { cluster, scratch } = planNdH100({ ...ids, environment });
  expect(cluster.maintenance).toEqual({ startHourUtc: 5 });
  expect(scratch).toMatchObject({ capacityTiB: 48, maintenance: { timeOfDayUtc: "05:00" } });
});

describe("taken", () => {
  test.each<[string, Change]>([
    ["47 tags", { tags: tags(47) }],
    ["a vault and a registry of one name", { names: { registry: "sharedname", diskVault: "sharedname" } }],
    ["as many unavailable as there are", { gpuPool: { maxUnavailable: "2" } }],
    ["one key with two effects", { gpuPool: { taints: ["team=a:NoSchedule", "team=a:NoExecute"] } }],
    ["4,997 planned nodes", { plannedMaxNodes: 4997 }],
    ["a peer with a private range", { network: { peerings: peer("10.50.0.0/16") } }],
    ["a throughput class alone", { scratch: { sku: "40" } }],
    ["a maintenance window", { maintenance: { dayOfWeek: "Monday", startHourUtc: 23 } }],
  ])("%s", (_name, change) => {
    expect(pathsOf(problemsOf(change))).toEqual([]);
  });
});
