import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { planAddresses } from "../../../lib/planning/addresses.ts";
import { IsolatedNetwork, type IsolatedNetworkArgs } from "./index.ts";
import { addresses, args, NETWORK } from "./settings.fixture.ts";

const VNET = "azure-native:network:VirtualNetwork";
const SUBNET = "azure-native:network:Subnet";
const GROUP = "azure-native:network:NetworkSecurityGroup";
const PEERING = "azure-native:network:VirtualNetworkPeering";
const ZONE = "azure-native:privatedns:PrivateZone";
const LINK = "azure-native:privatedns:VirtualNetworkLink";

const networkWith = (change: Partial<IsolatedNetworkArgs> = {}): Promise<Graph> =>
  synth(() => new IsolatedNetwork("network", { ...args, ...change }));

/** Subnets in the order in which they wait for each other. */
const SUBNETS = ["nodes", "system", "api-server", "private-endpoints", "runner", "lustre"];

function subnetOf(graph: Graph, subnetName: string): Resource {
  const subnet = ofType(graph, SUBNET).find(({ inputs }) => inputs.subnetName === subnetName);
  if (subnet === undefined) throw new Error(`no subnet ${subnetName}`);
  return subnet;
}

describe("by default", () => {
  let graph: Graph;
  let network: IsolatedNetwork;
  beforeAll(async () => {
    graph = await synth(() => {
      network = new IsolatedNetwork("network", args);
    });
  });

  test("a network, its subnets with a security group each, and DNS zones with a link each; nothing else", () => {
    const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(made.map(({ name }) => name).toSorted()).toEqual(
      [
        "network-vnet",
        ...SUBNETS.flatMap((subnet) => [`network-${subnet}-subnet`, `network-${subnet}-nsg`]),
        ...args.privateDnsZones.flatMap((zone) => [`network-${zone}-zone`, `network-${zone}-link`]),
      ].toSorted(),
    );
  });

  test.each<[string, string, unknown]>([
    ["its range is the plan's", "addressSpace.addressPrefixes", [addresses.vnet]],
    ["its name is the given one", "virtualNetworkName", "nd-h100-test"],
    ["Azure resolves its names", "dhcpOptions", undefined],
    ["no VNet encryption beside the API server", "encryption", undefined],
    ["subnets are resources of their own", "subnets", undefined],
    ["it is tagged as ours", "tags.exaform-stack", "exaform/test"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(ofType(graph, VNET)[0]?.inputs, path)).toEqual(value);
  });

  describe.each(SUBNETS)("subnet %s", (name) => {
    test("N07 has no way out that Azure gives by default, and no route", () => {
      const { inputs } = subnetOf(graph, name);
      expect(inputs.defaultOutboundAccess).toBe(false);
      expect(inputs).not.toHaveProperty("routeTable");
      expect(inputs).not.toHaveProperty("natGateway");
      expect(inputs).not.toHaveProperty("serviceEndpoints");
    });

    test("N08 has a security group that denies both directions", () => {
      const { inputs } = subnetOf(graph, name);
      expect(valueAt(inputs, "networkSecurityGroup.id")).toBe(
        `${NETWORK}/networkSecurityGroups/nd-h100-test-${name}`,
      );
      const group = ofType(graph, GROUP).find((found) => found.name === `network-${name}-nsg`);
      const rules = group?.inputs.securityRules as readonly { [key: string]: unknown }[];
      const denied = rules.filter(({ access, priority }) => access === "Deny" && priority === 4096);
      expect(denied.map(({ direction }) => direction)).toEqual(["Inbound", "Outbound"]);
      expect(group?.inputs.networkSecurityGroupName).toBe(`nd-h100-test-${name}`);
    });

    test("waits for the one before, because Azure changes one at a time", () => {
      const before = SUBNETS[SUBNETS.indexOf(name) - 1];
      const expected = before === undefined ? ofType(graph, VNET)[0] : subnetOf(graph, before);
      expect(subnetOf(graph, name).dependencies).toContain(expected?.urn);
    });
  });

  test("each subnet has the plan's range", () => {
    const { nodes, system, apiServer, privateEndpoints, runner, lustre } = addresses.subnets;
    const planned = [nodes, system, apiServer, privateEndpoints, runner, lustre].map(
      (subnet) => subnet?.cidr,
    );
    expect(SUBNETS.map((name) => subnetOf(graph, name).inputs.addressPrefix)).toEqual(planned);
  });

  test("the API server's subnet alone is delegated, to AKS", () => {
    const delegated = SUBNETS.filter((name) => subnetOf(graph, name).inputs.delegations !== undefined);
    expect(delegated).toEqual(["api-server"]);
    expect(valueAt(subnetOf(graph, "api-server").inputs, "delegations.0.serviceName")).toBe(
      "Microsoft.ContainerService/managedClusters",
    );
  });

  test("security groups see what goes to private endpoints", () => {
    expect(subnetOf(graph, "private-endpoints").inputs.privateEndpointNetworkPolicies).toBe("Enabled");
  });

  test("N12 every zone is linked to the network, and takes no records of its machines", () => {
    expect(ofType(graph, ZONE).map(({ inputs }) => [inputs.privateZoneName, inputs.location])).toEqual(
      args.privateDnsZones.toSorted().map((zone) => [zone, "global"]),
    );
    for (const { inputs } of ofType(graph, LINK)) {
      expect(inputs).toMatchObject({ location: "global", registrationEnabled: false });
      expect(valueAt(inputs, "virtualNetwork.id")).toBe(`${NETWORK}/virtualNetworks/nd-h100-test`);
    }
  });

  test("no name of a private endpoint falls back to a public address", () => {
    const policies = ofType(graph, LINK).map(({ inputs }) => [
      inputs.privateZoneName,
      inputs.resolutionPolicy,
    ]);
    expect(Object.fromEntries(policies)).toEqual({
      "privatelink.vaultcore.azure.net": "Default",
      "private.eastus.azmk8s.io": undefined,
    });
  });

  test("no security group lets anything out to the internet", () => {
    expect(JSON.stringify(ofType(graph, GROUP).map(({ inputs }) => inputs.securityRules))).not.toContain(
      "Internet",
    );
  });

  test("N19 no network is peered", () => {
    expect(ofType(graph, PEERING)).toEqual([]);
  });

  test("outputs are known at preview", async () => {
    const seen = await new Promise((resolve) => {
      network.subnetIds.nodes.apply((nodes) => network.vnetId.apply((vnet) => resolve({ nodes, vnet })));
    });
    expect(seen).toEqual({
      vnet: `${NETWORK}/virtualNetworks/nd-h100-test`,
      nodes: `${NETWORK}/virtualNetworks/nd-h100-test/subnets/nodes`,
    });
    expect(Object.keys(network.privateDnsZoneIds)).toEqual(args.privateDnsZones);
  });
});

test("a plan without Lustre has no subnet for it", async () => {
  let network: IsolatedNetwork | undefined;
  const graph = await synth(() => {
    network = new IsolatedNetwork("network", {
      ...args,
      addresses: planAddresses({ plannedMaxNodes: 8, rdma: true }),
    });
  });
  expect(ofType(graph, SUBNET)).toHaveLength(5);
  expect(network?.subnetIds).not.toHaveProperty("lustre");
});

describe("peerings", () => {
  const peerings = [
    { name: "storage", vnetId: "/vnets/storage", cidrs: ["192.168.0.0/16"] },
    { name: "campus", vnetId: "/vnets/campus", cidrs: ["172.20.0.0/16", "172.21.0.0/16"] },
  ];

  test("N19 exactly the listed networks, which forward nothing and lend no gateway", async () => {
    const found = ofType(await networkWith({ peerings }), PEERING);
    expect(
      found.map(({ inputs }) => [
        inputs.virtualNetworkPeeringName,
        valueAt(inputs, "remoteVirtualNetwork.id"),
      ]),
    ).toEqual([
      ["campus", "/vnets/campus"],
      ["storage", "/vnets/storage"],
    ]);
    for (const { inputs } of found) {
      expect(inputs).toMatchObject({
        virtualNetworkName: "nd-h100-test",
        allowVirtualNetworkAccess: true,
        allowForwardedTraffic: false,
        allowGatewayTransit: false,
        useRemoteGateways: false,
      });
    }
    expect(valueAt(found[0]?.inputs, "remoteAddressSpace.addressPrefixes")).toEqual(peerings[1]?.cidrs);
  });

  test("one after another, after the subnets", async () => {
    const graph = await networkWith({ peerings });
    const [campus, storage] = ofType(graph, PEERING);
    expect(storage?.dependencies).toContain(subnetOf(graph, "lustre").urn);
    expect(campus?.dependencies).toContain(storage?.urn);
  });
});

describe("with a firewall", () => {
  const egress = {
    routeTableId: "/routeTables/egress",
    hub: { resourceGroupName: "rg-hub", vnetName: "hub", vnetId: "/vnets/hub" },
  };
  let graph: Graph;
  beforeAll(async () => {
    graph = await networkWith({ egress });
  });

  test("N10 nodes, and only nodes, are led to it", () => {
    const led = SUBNETS.filter((name) => subnetOf(graph, name).inputs.routeTable !== undefined);
    expect(led).toEqual(["nodes", "system"]);
    expect(valueAt(subnetOf(graph, "nodes").inputs, "routeTable.id")).toBe("/routeTables/egress");
  });

  test("and their security groups alone let HTTPS out, for the firewall to judge", () => {
    const open = ofType(graph, GROUP).filter(({ inputs }) =>
      JSON.stringify(inputs.securityRules).includes('"Internet"'),
    );
    expect(open.map(({ name }) => name)).toEqual(["network-nodes-nsg", "network-system-nsg"]);
  });

  test("its network and ours are joined; only ours takes what the other forwards", () => {
    const found = ofType(graph, PEERING).map(({ inputs }) => inputs);
    expect(found).toMatchObject([
      {
        resourceGroupName: "rg-hub",
        virtualNetworkName: "hub",
        virtualNetworkPeeringName: "to-nd-h100-test",
        remoteVirtualNetwork: { id: `${NETWORK}/virtualNetworks/nd-h100-test` },
        allowForwardedTraffic: false,
        allowGatewayTransit: false,
      },
      {
        resourceGroupName: "rg-network",
        virtualNetworkName: "nd-h100-test",
        virtualNetworkPeeringName: "to-hub",
        remoteVirtualNetwork: { id: "/vnets/hub" },
        allowForwardedTraffic: true,
        useRemoteGateways: false,
      },
    ]);
  });

  test("no other way out opens", () => {
    expect(SUBNETS.map((name) => subnetOf(graph, name).inputs.defaultOutboundAccess)).toEqual(
      SUBNETS.map(() => false),
    );
  });
});

test("refused arguments register nothing", async () => {
  await expect(networkWith({ vnetName: "", location: "West Europe" })).rejects.toThrow(
    "IsolatedNetwork: 2 problems",
  );
});
