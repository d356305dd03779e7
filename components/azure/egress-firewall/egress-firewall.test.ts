import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import {
  type Graph,
  isUnknown,
  ofType,
  type Resource,
  referencesOf,
  valueAt,
} from "../../../lib/graph/graph.ts";
import { planAddresses } from "../../../lib/planning/addresses.ts";
import { IsolatedNetwork } from "../isolated-network/index.ts";
import { EgressFirewall, type EgressFirewallArgs } from "./index.ts";

const VNET = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const ADDRESS = "azure-native:network:PublicIPAddress";
const POLICY = "azure-native:network:FirewallPolicy";
const RULES = "azure-native:network:FirewallPolicyRuleCollectionGroup";
const FIREWALL = "azure-native:network:AzureFirewall";
const TABLE = "azure-native:network:RouteTable";
const ROUTE = "azure-native:network:Route";

const ID =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-network/providers/Microsoft.Network";

const addresses = planAddresses({ plannedMaxNodes: 64, rdma: true, firewall: true });

const args: EgressFirewallArgs = {
  resourceGroupName: "rg-network",
  location: "eastus",
  firewallName: "egress",
  addresses,
};

const firewallWith = (change: Partial<EgressFirewallArgs> = {}): Promise<Graph> =>
  synth(() => new EgressFirewall("out", { ...args, ...change }));

describe("by default", () => {
  let graph: Graph;
  let firewall: EgressFirewall;
  beforeAll(async () => {
    graph = await synth(() => {
      firewall = new EgressFirewall("out", args);
    });
  });

  function only(type: string): Resource {
    const [found, ...others] = ofType(graph, type);
    expect(others).toEqual([]);
    if (found === undefined) throw new Error(`no ${type}`);
    return found;
  }

  test("a firewall with its network, address, policy and route, and nothing else", () => {
    const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(made.map(({ name, type }) => [name, type]).toSorted()).toEqual([
      ["out-address", ADDRESS],
      ["out-firewall", FIREWALL],
      ["out-hub", VNET],
      ["out-policy", POLICY],
      ["out-route", ROUTE],
      ["out-routes", TABLE],
      ["out-rules", RULES],
      ["out-subnet", SUBNET],
    ]);
  });

  test.each<[string, string, string, unknown]>([
    ["its network has the plan's range", VNET, "addressSpace.addressPrefixes", [addresses.hubVnet]],
    ["its subnet has the name that Azure demands", SUBNET, "subnetName", "AzureFirewallSubnet"],
    ["and the plan's range", SUBNET, "addressPrefix", addresses.subnets.firewall?.cidr],
    ["N07 and no way out besides the firewall", SUBNET, "defaultOutboundAccess", false],
    ["Azure allows no security group there", SUBNET, "networkSecurityGroup", undefined],
    ["nor does it lead to itself", SUBNET, "routeTable", undefined],
    ["the address stays", ADDRESS, "publicIPAllocationMethod", "Static"],
    ["the address closes what is not opened", ADDRESS, "sku.name", "Standard"],
    ["the address is in all zones", ADDRESS, "zones", ["1", "2", "3"]],
    ["so is the firewall", FIREWALL, "zones", ["1", "2", "3"]],
    ["known bad hosts are denied", POLICY, "threatIntelMode", "Deny"],
    ["it resolves names for others", POLICY, "dnsSettings.enableProxy", true],
    ["no host is an exception", POLICY, "threatIntelWhitelist", undefined],
    ["policy and firewall are of one tier", POLICY, "sku.tier", "Standard"],
    ["", FIREWALL, "sku", { name: "AZFW_VNet", tier: "Standard" }],
    ["the firewall obeys the policy", FIREWALL, "firewallPolicy.id", `${ID}/firewallPolicies/egress-policy`],
    [
      "the firewall stands in its subnet",
      FIREWALL,
      "ipConfigurations.0.subnet.id",
      `${ID}/virtualNetworks/egress-hub/subnets/AzureFirewallSubnet`,
    ],
    [
      "the address is the firewall's",
      FIREWALL,
      "ipConfigurations.0.publicIPAddress.id",
      `${ID}/publicIPAddresses/egress-address`,
    ],
    ["no rules besides the policy's", FIREWALL, "networkRuleCollections", undefined],
    ["nothing is let in", FIREWALL, "natRuleCollections", undefined],
    ["N10 everything", ROUTE, "addressPrefix", "0.0.0.0/0"],
    ["N10 goes to an appliance", ROUTE, "nextHopType", "VirtualAppliance"],
    ["routes of a gateway do not lead past it", TABLE, "disableBgpRoutePropagation", true],
  ])("%s (%s %s)", (_name, type, path, value) => {
    expect(valueAt(only(type).inputs, path)).toEqual(value);
  });

  test("N10 the appliance is the firewall", () => {
    const { inputs } = only(ROUTE);
    expect(isUnknown(inputs.nextHopIpAddress)).toBe(true);
    expect(referencesOf(graph, only(ROUTE), "nextHopIpAddress")).toContain(only(FIREWALL));
  });

  test("nodes may reach what AKS needs over HTTPS, and nothing else", () => {
    expect(only(RULES).inputs.ruleCollections).toEqual([
      {
        ruleCollectionType: "FirewallPolicyFilterRuleCollection",
        name: "allow-list",
        priority: 100,
        action: { type: "Allow" },
        rules: [
          {
            ruleType: "ApplicationRule",
            name: "aks",
            sourceAddresses: [addresses.subnets.nodes.cidr, addresses.subnets.system.cidr],
            protocols: [{ protocolType: "Https", port: 443 }],
            fqdnTags: ["AzureKubernetesService"],
          },
        ],
      },
    ]);
  });

  test("the firewall does not run without its rules", () => {
    expect(only(FIREWALL).dependencies).toContain(only(RULES).urn);
  });

  test.each([VNET, ADDRESS, POLICY, FIREWALL, TABLE])("%s is tagged as ours", (type) => {
    expect(only(type).inputs.tags).toMatchObject({ "exaform-stack": "exaform/test" });
  });

  test("ids are known at preview", async () => {
    const { routeTableId, firewallId, hubVnetId } = firewall;
    const seen = await new Promise((resolve) =>
      pulumi.all([routeTableId, firewallId, hubVnetId]).apply(resolve),
    );
    expect(seen).toEqual([
      `${ID}/routeTables/egress-routes`,
      `${ID}/azureFirewalls/egress`,
      `${ID}/virtualNetworks/egress-hub`,
    ]);
  });
});

test("allowed hosts have a rule of their own", async () => {
  const allowedFqdns = ["pypi.org", "*.example.com"];
  const [rules] = ofType(await firewallWith({ allowedFqdns }), RULES);
  expect(valueAt(rules?.inputs, "ruleCollections.0.rules")).toHaveLength(2);
  expect(valueAt(rules?.inputs, "ruleCollections.0.rules.1")).toEqual({
    ruleType: "ApplicationRule",
    name: "allowed-hosts",
    sourceAddresses: [addresses.subnets.nodes.cidr, addresses.subnets.system.cidr],
    protocols: [{ protocolType: "Https", port: 443 }],
    targetFqdns: allowedFqdns,
  });
});

test("a region without zones", async () => {
  const graph = await firewallWith({ zones: [] });
  expect([FIREWALL, ADDRESS].map((type) => ofType(graph, type)[0]?.inputs.zones)).toEqual([[], []]);
});

test("a network that gets its egress leads nodes through the firewall once the route is there", async () => {
  const graph = await synth(() => {
    const firewall = new EgressFirewall("out", args);
    new IsolatedNetwork("network", {
      resourceGroupName: "rg-network",
      location: "eastus",
      vnetName: "cluster",
      addresses,
      privateDnsZones: [],
      egress: firewall.egress,
    });
  });
  const nodes = ofType(graph, SUBNET).find(({ inputs }) => inputs.subnetName === "nodes");
  expect(valueAt(nodes?.inputs, "routeTable.id")).toBe(`${ID}/routeTables/egress-routes`);
  expect(nodes?.dependencies).toContain(ofType(graph, ROUTE)[0]?.urn);
  const peerings = ofType(graph, "azure-native:network:VirtualNetworkPeering");
  expect(peerings.map(({ inputs }) => valueAt(inputs, "remoteVirtualNetwork.id"))).toEqual([
    `${ID}/virtualNetworks/cluster`,
    `${ID}/virtualNetworks/egress-hub`,
  ]);
});

describe("a way out for the runner", () => {
  const planned = planAddresses({ plannedMaxNodes: 64, rdma: true, firewall: true, runnerFirewall: true });
  const network = { resourceGroupName: "rg-network", location: "eastus", vnetName: "cluster" };
  const runnerArgs = { ...args, addresses: planned, firewallName: "runner", serves: "runner" } as const;
  const routeTables = (graph: Graph) =>
    Object.fromEntries(
      ofType(graph, SUBNET).map(({ inputs }) => [inputs.subnetName, valueAt(inputs, "routeTable.id")]),
    );

  test("N10 leads its subnet out and no other: those of training have no route", async () => {
    const graph = await synth(() => {
      const { egress } = new EgressFirewall("runner", runnerArgs);
      new IsolatedNetwork("network", {
        ...network,
        addresses: planned,
        privateDnsZones: [],
        runnerEgress: egress,
      });
    });
    expect(routeTables(graph)).toEqual({
      AzureFirewallSubnet: undefined,
      "api-server": undefined,
      nodes: undefined,
      "private-endpoints": undefined,
      runner: `${ID}/routeTables/runner-routes`,
      system: undefined,
    });
  });

  test("is another than the nodes', and each firewall serves its own alone", async () => {
    const graph = await synth(() => {
      const nodes = new EgressFirewall("out", { ...args, addresses: planned });
      const runner = new EgressFirewall("runner", { ...runnerArgs, allowedFqdns: ["github.com"] });
      new IsolatedNetwork("network", {
        ...network,
        addresses: planned,
        privateDnsZones: [],
        egress: nodes.egress,
        runnerEgress: runner.egress,
      });
    });
    expect(routeTables(graph)).toMatchObject({
      nodes: `${ID}/routeTables/egress-routes`,
      system: `${ID}/routeTables/egress-routes`,
      runner: `${ID}/routeTables/runner-routes`,
    });
    const sources = ofType(graph, RULES).map(({ inputs }) => [
      inputs.firewallPolicyName,
      valueAt(inputs, "ruleCollections.0.rules.0.sourceAddresses"),
    ]);
    const { nodes, system, runner } = planned.subnets;
    expect(Object.fromEntries(sources)).toEqual({
      "egress-policy": [nodes.cidr, system.cidr],
      "runner-policy": [runner.cidr],
    });
    expect(ofType(graph, "azure-native:network:VirtualNetworkPeering")).toHaveLength(4);
  });

  test("cannot be the nodes'", async () => {
    const shared = synth(() => {
      const { egress } = new EgressFirewall("out", { ...args, addresses: planned });
      new IsolatedNetwork("network", {
        ...network,
        addresses: planned,
        privateDnsZones: [],
        egress,
        runnerEgress: egress,
      });
    });
    await expect(shared).rejects.toThrow(
      'runnerEgress = "egress-hub": is the nodes\' way out: the runner has one of its own, or none',
    );
  });
});

test("refused arguments register nothing", async () => {
  await expect(firewallWith({ allowedFqdns: ["*"], firewallName: "" })).rejects.toThrow(
    "EgressFirewall: 2 problems",
  );
});
