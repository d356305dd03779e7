import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { capabilityOf } from "../lib/analysis/capability.ts";
import { costOf } from "../lib/analysis/cost.ts";
import { dataPathsOf } from "../lib/analysis/data-paths.ts";
import { islandsOf } from "../lib/analysis/islands.ts";
import { previewProgram } from "../lib/engine/embedded.ts";
import { type Graph, ofType, type Resource } from "../lib/graph/graph.ts";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { evaluate } from "../policies/evaluate.ts";
import type { Environment } from "./environment.ts";
import { declareStack } from "./index.ts";

type Change = { readonly [Key in keyof Environment]?: unknown };

const shipped = (stack: string): Record<string, unknown> =>
  parse(readFileSync(join(import.meta.dirname, `Pulumi.${stack}.yaml`), "utf8")).config;

/** The graph of a shipped stack, with changes to its environment and its other settings. */
function graphOf(stack: string, change: Change = {}, settings: Record<string, string> = {}): Promise<Graph> {
  const config = { ...shipped(stack), ...settings };
  const environment = { ...(config["exaform:environment"] as object), ...change };
  return previewProgram({
    project: "exaform",
    stack,
    config: { ...(config as Record<string, string>), "exaform:environment": JSON.stringify(environment) },
    program: declareStack,
  });
}

async function problemsOf(
  change: Change,
  settings: Record<string, string> = {},
): Promise<readonly Problem[]> {
  try {
    await graphOf("nd-h100-dev", change, settings);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

const pathsOf = (problems: readonly Problem[]): string[] => problems.map(({ path }) => path);
const identityOf = ({ resources }: Graph): string[] => resources.map(({ urn }) => urn);

const [dev, prod, connected] = await Promise.all([
  graphOf("nd-h100-dev"),
  graphOf("nd-h100-prod"),
  graphOf("nd-h100-prod", { isolation: "connected", allowedFqdns: ["pypi.org"] }),
]);

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
    expect(JSON.stringify(await graphOf("nd-h100-prod"))).toBe(JSON.stringify(prod));
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
  test("breaks no rule, and leaves none unlooked at", () => {
    const open = evaluate(graph).filter(({ status }) => status === "failed" || status === "notEvaluated");
    expect(open).toEqual([]);
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

describe("refused before anything is registered", () => {
  test.each<[string, Change, string]>([
    ["B12 nodes beyond the plan", { nodes: 17 }, "exaform:environment.nodes"],
    [
      "B14 autoscaler from above",
      { gpuPool: { autoscaleFrom: 3 } },
      "exaform:environment.gpuPool.autoscaleFrom",
    ],
    [
      "B16 unknown size",
      { gpuPool: { vmSize: "Standard_ND96isr_H100_v6" } },
      "exaform:environment.gpuPool.vmSize",
    ],
    [
      "B19 size without InfiniBand",
      { gpuPool: { vmSize: "Standard_ND96is_H100_v5" } },
      "exaform:environment.gpuPool.vmSize",
    ],
    ["B26 host bits", { network: { vnet: "10.0.0.5/20" } }, "exaform:environment.network.vnet"],
    [
      "B28 services over the network",
      { network: { vnet: "10.0.0.0/16", serviceCidr: "10.0.0.0/20" } },
      "exaform:environment.network.serviceCidr",
    ],
    [
      "B29 the InfiniBand network's range",
      { network: { vnet: "172.16.0.0/16" } },
      "exaform:environment.network.vnet",
    ],
    [
      "B30 pods without room",
      { network: { podCidr: "10.244.0.0/24" } },
      "exaform:environment.network.podCidr",
    ],
    [
      "B33 size off the step",
      { scratch: { sku: "250", capacityTiB: 9 } },
      "exaform:environment.scratch.capacityTiB",
    ],
    ["B37 storage account name", { names: { datasets: "Not-Valid" } }, "exaform:environment.names.datasets"],
    ["B38 vault name", { names: { diskVault: "1--vault" } }, "exaform:environment.names.diskVault"],
    ["B39 registry name", { names: { registry: "a-b" } }, "exaform:environment.names.registry"],
    ["B40 cluster name", { names: { cluster: "-x" } }, "exaform:environment.names.cluster"],
    [
      "B42 no surge, none unavailable",
      { gpuPool: { maxSurge: "0", maxUnavailable: "0" } },
      "exaform:environment.gpuPool.maxUnavailable",
    ],
    ["B43 surge that nobody has", { gpuPool: { maxSurge: "50%" } }, "exaform:environment.gpuPool.maxSurge"],
    [
      "B45 unknown version",
      { kubernetes: { version: "1.20" } },
      "exaform:environment.kubernetes.kubernetesVersion",
    ],
    [
      "B46 channel that needs a way out",
      { kubernetes: { nodeOsUpgradeChannel: "SecurityPatch" } },
      "exaform:environment.kubernetes.nodeOsUpgradeChannel",
    ],
    ["B63 label", { gpuPool: { labels: { "a b/c!!": "x" } } }, "exaform:environment.gpuPool.labels.a b/c!!"],
    ["B63 tag", { tags: { "microsoft-x": "y" } }, "exaform:environment.tags.microsoft-x"],
    ["names without a way out", { allowedFqdns: ["pypi.org"] }, "exaform:environment.allowedFqdns"],
    ["the internet let in", { allowedNetworks: ["0.0.0.0/0"] }, "exaform:environment.allowedNetworks[0]"],
  ])("%s", async (_name, change, path) => {
    const problems = await problemsOf(change);
    expect(pathsOf(problems)).toEqual([path]);
    for (const { message, fix } of problems) expect([message.length, fix.length]).not.toContain(0);
  });

  test("B64 a region by its display name, and ids that are none", async () => {
    const settings = {
      "azure-native:location": "West Europe",
      "azure-native:subscriptionId": "mine",
      "azure-native:tenantId": "",
    };
    expect(await problemsOf({}, settings)).toMatchObject([
      { path: "azure-native:subscriptionId", value: "mine" },
      { path: "azure-native:tenantId" },
      { path: "azure-native:location", value: "West Europe", fix: "write westeurope" },
    ]);
  });

  test("problems of every part come in one run", async () => {
    const problems = await problemsOf({
      names: { registry: "a-b" },
      network: { vnet: "10.0.0.5/20" },
      gpuPool: { maxSurge: "1" },
      tags: { "azure-x": "" },
    });
    expect(pathsOf(problems).toSorted()).toEqual(
      ["gpuPool.maxSurge", "names.registry", "network.vnet", "tags.azure-x"].map(
        (path) => `exaform:environment.${path}`,
      ),
    );
  });
});
