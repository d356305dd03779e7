import { describe, expect, test } from "vitest";
import { capabilityOf } from "../lib/analysis/capability.ts";
import { costOf } from "../lib/analysis/cost.ts";
import { dataPathsOf } from "../lib/analysis/data-paths.ts";
import { islandsOf } from "../lib/analysis/islands.ts";
import { trainingOf } from "../lib/analysis/training/training.ts";
import { type Graph, ofType, type Resource } from "../lib/graph/graph.ts";
import { evaluate } from "../policies/evaluate.ts";
import { graphAnew, graphOf } from "./preview.fixture.ts";

const identityOf = ({ resources }: Graph): string[] => resources.map(({ urn }) => urn);

const [dev, prod, connected] = await Promise.all([
  graphOf("nd-h100-dev"),
  graphOf("nd-h100-prod"),
  graphOf("nd-h100-prod", { isolation: "connected", allowedFqdns: ["pypi.org"] }),
]);

/** Whether the subscription has a scanner for images, which provider encrypts the state, and which outputs are secret. */
const UNTOLD = ["W10 notEvaluated", "D07 notEvaluated"];

function openIn(graph: Graph): string[] {
  const open = evaluate(graph).filter(({ status }) => status !== "passed" && status !== "notApplicable");
  return open.map(({ rule, status }) => `${rule} ${status}`);
}

describe("a runner", () => {
  const runner = {
    repository: "contoso/clusters",
    subject: "repo:contoso/clusters:environment:nd-h100-prod",
    adminPublicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`,
    allowedFqdns: ["contosostate.blob.core.windows.net"],
  };
  const SUBNET = "azure-native:network:Subnet";
  const inputsOf = ({ resources }: Graph) => new Map(resources.map(({ urn, inputs }) => [urn, inputs]));

  test("is made only where the environment has one", () => {
    for (const graph of [dev, prod, connected])
      expect(ofType(graph, "exaform:azure:DeploymentRunner")).toEqual([]);
  });

  test.each(["isolated", "connected"])(
    "adds to a cluster that is %s, and changes only its own subnet",
    async (isolation) => {
      const [without, withIt] = await Promise.all([
        graphOf("nd-h100-prod", { isolation }),
        graphOf("nd-h100-prod", { isolation, runner }),
      ]);
      const after = inputsOf(withIt);
      const changed = without.resources.filter(
        ({ urn, custom, inputs }) => custom && JSON.stringify(after.get(urn)) !== JSON.stringify(inputs),
      );
      expect(changed.map(({ name }) => name).toSorted()).toEqual([
        "network-runner-nsg",
        "network-runner-subnet",
      ]);
    },
  );

  test("N10 leaves training subnets of an isolated cluster without any route", async () => {
    const subnets = ofType(await graphOf("nd-h100-prod", { runner }), SUBNET);
    const routed = subnets.filter(({ inputs }) => inputs.routeTable !== undefined);
    expect(routed.map(({ name }) => name)).toEqual(["network-runner-subnet"]);
    expect(subnets.every(({ inputs }) => inputs.defaultOutboundAccess === false)).toBe(true);
  });

  test("violates no rule, and every part of it has a price", async () => {
    const graph = await graphOf("nd-h100-prod", { runner });
    expect(openIn(graph)).toEqual(UNTOLD);
    const [machine] = ofType(graph, "azure-native:compute:VirtualMachine");
    const lines = costOf(graph).lines.filter(({ urn }) => urn === machine?.urn);
    expect(lines.map(({ item, hourly }) => [item, hourly])).toEqual([
      ["machine nd-h100-prod-runner: Standard_D4ds_v5", "0.226"],
      ["OS disk of machine nd-h100-prod-runner Premium_LRS, 128 GiB", "0.027"],
    ]);
  });

  test("is refused with the path of the file", async () => {
    const subject = "repo:contoso/other:environment:nd-h100-prod";
    await expect(graphOf("nd-h100-prod", { runner: { ...runner, subject } })).rejects.toThrow(
      "exaform:environment.runner.subject",
    );
  });
});

describe("size", () => {
  test("nd-h100-dev is 2 nodes and 16 GPUs", () => {
    expect(islandsOf(dev)).toMatchObject([{ nodes: 2, gpus: 16 }]);
    expect(capabilityOf(dev).gpus).toEqual([{ model: "H100 SXM5", count: 16 }]);
  });

  test("nd-h100-prod is 256 nodes and 2,048 GPUs in three islands", () => {
    expect(islandsOf(prod).map(({ nodes, gpus }) => ({ nodes, gpus }))).toEqual([
      { nodes: 86, gpus: 688 },
      { nodes: 85, gpus: 680 },
      { nodes: 85, gpus: 680 },
    ]);
    expect(capabilityOf(prod).gpus).toEqual([{ model: "H100 SXM5", count: 2048 }]);
  });

  test("its GPUs cost 256 times the catalogue's price of the region", () => {
    const pools = costOf(prod).lines.filter(({ group }) => group === "GPU compute");
    expect(pools.map(({ unitPrice }) => unitPrice)).toEqual(["98.32", "98.32", "98.32"]);
    expect(pools.reduce((total, { quantity }) => total + Number(quantity), 0)).toBe(256);
    expect(costOf(prod).groups).toContainEqual(
      expect.objectContaining({ group: "GPU compute", hourly: "25169.92" }),
    );
  });
});

test("the shipped job trains on each island of nd-h100-prod, and every figure of it is known", () => {
  const { workloads, unread } = trainingOf(prod, costOf(prod));
  expect(unread).toEqual([]);
  const runs = workloads.flatMap(({ name, runs }) => runs.map((run) => ({ name, ...run })));
  expect(runs.map(({ name, pool, reason }) => [name, pool, reason])).toEqual([
    ["gpt-3", "island01", null],
    ["gpt-3", "island02", null],
    ["gpt-3", "island03", null],
  ]);
  for (const { figures, sparesThere } of runs) {
    const unknown = Object.entries(figures ?? {}).filter(([, { value }]) => typeof value === "object");
    expect(unknown).toEqual([]);
    expect(figures?.spareNodes.value).toBeLessThanOrEqual(Number(sparesThere));
  }
});

describe("identity", () => {
  test.each([
    ["10 nodes a pool more", { nodes: 286 }],
    ["a tag", { tags: { owner: "someone-else" } }],
    [
      "another admin group",
      { adminGroups: ["00000000-0000-0000-0000-000000000003", "00000000-0000-0000-0000-000000000004"] },
    ],
    ["longer logs", { logRetentionDays: 365 }],
  ])("%s leaves the resource list as it is", async (_name, change) => {
    expect(identityOf(await graphOf("nd-h100-prod", change))).toEqual(identityOf(prod));
  });

  test("another island adds its pool and nothing else, and moves no address", async () => {
    const larger = await graphOf("nd-h100-prod", { nodes: 301 });
    const added = identityOf(larger).filter((urn) => !identityOf(prod).includes(urn));
    expect(added.map((urn) => urn.split("::").at(-1))).toEqual(["island04", "island04-agentpool"]);
    expect(identityOf(prod).filter((urn) => !identityOf(larger).includes(urn))).toEqual([]);
    const addresses = (graph: Graph) =>
      ofType(graph, "azure-native:network:Subnet").map(({ inputs }) => inputs.addressPrefix);
    expect(addresses(larger)).toEqual(addresses(prod));
  });

  test("the same input gives the same graph, byte for byte", async () => {
    expect(JSON.stringify(await graphAnew("nd-h100-prod"))).toBe(JSON.stringify(prod));
  });

  test("another subscription or generation gives other global names", async () => {
    const names = (graph: Graph) =>
      ofType(graph, "azure-native:keyvault:Vault").map(({ inputs }) => inputs.vaultName);
    const moved = await graphOf(
      "nd-h100-prod",
      {},
      { "azure-native:subscriptionId": "00000000-0000-0000-0000-000000000099" },
    );
    const renewed = await graphOf("nd-h100-prod", { generation: 2 });
    expect(new Set([...names(prod), ...names(moved), ...names(renewed)]).size).toBe(15);
  });
});

describe.each([
  ["nd-h100-dev", dev],
  ["nd-h100-prod", prod],
  ["nd-h100-prod, connected", connected],
])("%s", (_name, graph) => {
  test("breaks no rule, and leaves only those open that no graph of this engine can tell", () => {
    expect(openIn(graph)).toEqual(UNTOLD);
  });

  test("protects all that a lock keeps: a destroy would stop at it halfway", () => {
    const locked = ofType(graph, "azure-native:authorization:ManagementLockByScope").map(({ inputs }) =>
      String(inputs.scope).split("/").at(-1),
    );
    expect(locked.length).toBeGreaterThan(2);
    const kept = graph.resources.filter(({ inputs }) =>
      [
        inputs.resourceGroupName,
        ...[inputs.scope, inputs.resourceUri].map((id) => String(id).split("/")[4]),
      ].some((group) => locked.includes(String(group))),
    );
    expect(kept.length).toBeGreaterThan(40);
    expect(kept.filter(({ options }) => options.protect !== true).map(({ name }) => name)).toEqual([]);
  });

  test("lets parts begin before all arguments of their component are there", () => {
    const components = graph.resources.filter(({ type }) => type.startsWith("exaform:azure:"));
    const waiting = components.filter(({ dependencies }) => dependencies.length > 0);
    // These two say `dependsOn` themselves.
    expect(waiting.map(({ name }) => name)).toEqual(["observability-monitor", "cluster"]);
  });

  test("makes one private endpoint after another, those that the cluster waits for first", () => {
    const endpoints = ofType(graph, "azure-native:network:PrivateEndpoint");
    const before = endpoints.map(
      ({ dependencies }) => endpoints.filter(({ urn }) => dependencies.includes(urn)).length,
    );
    expect(before.filter((count) => count === 0)).toHaveLength(1);
    const first = endpoints.filter((_, index) => before[index] === 0);
    expect(first.map(({ name }) => name)).toEqual(["registry-private-endpoint"]);
  });

  test("has no private endpoint in a locked group: the lock would keep it from being replaced", () => {
    const endpoints = ofType(graph, "azure-native:network:PrivateEndpoint");
    const groups = new Set(endpoints.map(({ inputs }) => inputs.resourceGroupName));
    expect([...groups]).toEqual([`${graph.stack}-network`]);
  });

  test("encrypts secrets in etcd with a key of ours, and shows it before the key exists", () => {
    expect(dataPathsOf(graph).find(({ to }) => to === "secrets in etcd")).toMatchObject({ encrypted: true });
  });

  test("declares no type that the prices do not know", () => {
    expect(
      costOf(graph).unpriced.filter(({ kind }) => kind === "unknown type" || kind === "unknown input"),
    ).toEqual([]);
  });

  test("holds everything under a component, tagged as ours where Azure takes tags", () => {
    const custom = graph.resources.filter((resource) => resource.custom);
    expect(custom.filter(({ parent }) => parent?.includes("pulumi:pulumi:Stack::"))).toEqual([]);
    const tagged = custom.filter(({ inputs }) => inputs.tags !== undefined);
    for (const { urn, inputs } of tagged) expect(inputs.tags).toMatchObject({ "exaform-urn": urn });
    const longest = Math.max(...tagged.map(({ urn }) => urn.length));
    expect(longest).toBeLessThanOrEqual(256);
  });

  test("keeps data and keys: protected, retained, in locked groups of their own", () => {
    const kept = [
      "keyvault:Vault",
      "keyvault:Key",
      "storage:StorageAccount",
      "storage:BlobContainer",
      "compute:DiskEncryptionSet",
    ]
      .concat(["containerregistry:Registry", "operationalinsights:Workspace"])
      .flatMap((type) => ofType(graph, `azure-native:${type}`));
    expect(kept.filter(({ options }) => !options.protect || !options.retainOnDelete)).toEqual([]);
    const locked = ofType(graph, "azure-native:authorization:ManagementLockByScope").map(
      ({ inputs }) => inputs.scope,
    );
    for (const role of ["data", "keys", "logs"]) {
      expect(locked).toContainEqual(
        expect.stringMatching(new RegExp(`/resourceGroups/${graph.stack}-${role}$`)),
      );
    }
  });

  test("makes pools that do not wait for each other", () => {
    for (const pool of ofType(graph, "azure-native:containerservice:AgentPool")) {
      expect(pool.dependencies.filter((urn) => urn.includes(":AgentPool"))).toEqual([]);
    }
  });
});

describe("profiles", () => {
  const cluster = (graph: Graph): Resource | undefined =>
    ofType(graph, "azure-native:containerservice:ManagedCluster")[0];

  test("isolated: no way out exists", () => {
    expect(cluster(prod)?.inputs).toMatchObject({ networkProfile: { outboundType: "none" } });
    for (const type of [
      "AzureFirewall",
      "PublicIPAddress",
      "NatGateway",
      "RouteTable",
      "VirtualNetworkPeering",
    ]) {
      expect(ofType(prod, `azure-native:network:${type}`)).toEqual([]);
    }
    for (const subnet of ofType(prod, "azure-native:network:Subnet"))
      expect(subnet.inputs.defaultOutboundAccess).toBe(false);
  });

  test("connected: out through the firewall's allow-list", () => {
    expect(cluster(connected)?.inputs).toMatchObject({
      networkProfile: { outboundType: "userDefinedRouting" },
    });
    expect(ofType(connected, "azure-native:network:AzureFirewall")).toHaveLength(1);
    expect(ofType(connected, "azure-native:network:VirtualNetworkPeering")).toHaveLength(2);
  });

  test("a development stack's scratch is not protected, a production stack's is", () => {
    const scratch = (graph: Graph) => ofType(graph, "azure-native:storagecache:AmlFilesystem")[0]?.options;
    expect(scratch(prod)).toMatchObject({ protect: true, retainOnDelete: true });
    expect(scratch(dev)).not.toMatchObject({ protect: true });
  });
});
