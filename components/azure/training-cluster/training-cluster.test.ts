import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import type { TrainingClusterArgs } from "./training-cluster.args.ts";
import { TrainingCluster } from "./training-cluster.ts";

const CLUSTER = "azure-native:containerservice:ManagedCluster";
const MAINTENANCE = "azure-native:containerservice:MaintenanceConfiguration";

const zone =
  "/subscriptions/s/resourceGroups/rg-net/providers/Microsoft.Network/privateDnsZones/private.eastus.azmk8s.io";

const args: TrainingClusterArgs = {
  resourceGroupName: "rg-cluster",
  location: "eastus",
  clusterName: "aks-train",
  adminGroups: ["11111111-2222-4333-8444-555555555555"],
  podCidr: "10.244.0.0/14",
  serviceCidr: "10.0.0.0/20",
  dnsServiceIp: "10.0.0.10",
  apiServerSubnetId: "subnet-api-server",
  systemSubnetId: "subnet-system",
  privateDnsZoneId: zone,
  registryId: "registry",
  controlPlaneIdentityId: "identity-control-plane",
  kubeletIdentity: { id: "identity-kubelet", clientId: "client", principalId: "principal" },
  diskEncryptionSetId: "disk-encryption-set",
  etcdVaultId: "vault-etcd",
  etcdKeyId: "https://vault-etcd.vault.azure.net/keys/etcd/1",
};

function declare(change: Partial<TrainingClusterArgs> = {}): Promise<Graph> {
  return synth(() => new TrainingCluster("train", { ...args, ...change }));
}

function only(graph: Graph, type: string): Resource {
  const [resource, ...others] = ofType(graph, type);
  if (resource === undefined || others.length > 0) throw new Error(`not one ${type}`);
  return resource;
}

describe("by default", () => {
  let graph: Graph;
  let cluster: Resource;
  beforeAll(async () => {
    graph = await declare();
    cluster = only(graph, CLUSTER);
  });

  test("it is one cluster with three maintenance configurations, and nothing else", () => {
    const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(made.map(({ name, type }) => [name, type])).toEqual([
      ["train-maintenance-aksManagedAutoUpgradeSchedule", MAINTENANCE],
      ["train-maintenance-aksManagedNodeOSUpgradeSchedule", MAINTENANCE],
      ["train-maintenance-default", MAINTENANCE],
      ["train-cluster", CLUSTER],
    ]);
    for (const { parent } of made) expect(parent).toMatch(/::exaform:azure:TrainingCluster::train$/);
  });

  test.each<[string, string, unknown]>([
    ["N01 the API server is private", "apiServerAccessProfile.enablePrivateCluster", true],
    ["N02 and has no public name", "apiServerAccessProfile.enablePrivateClusterPublicFQDN", false],
    ["N02 but one in our zone", "apiServerAccessProfile.privateDNSZone", zone],
    ["N03 no public access", "publicNetworkAccess", "Disabled"],
    ["the API server is in our network", "apiServerAccessProfile.enableVnetIntegration", true],
    ["in its own subnet", "apiServerAccessProfile.subnetId", "subnet-api-server"],
    ["I13 no run-command", "apiServerAccessProfile.disableRunCommand", true],
    ["N04 no route out", "networkProfile.outboundType", "none"],
    ["N05 nodes start from our registry", "bootstrapProfile.artifactSource", "Cache"],
    ["N05 from this one", "bootstrapProfile.containerRegistryId", "registry"],
    ["N16 a policy engine between pods", "networkProfile.networkPolicy", "cilium"],
    ["N16 and its data plane", "networkProfile.networkDataplane", "cilium"],
    ["N16 not kubenet", "networkProfile.networkPlugin", "azure"],
    ["pods have addresses of their own", "networkProfile.networkPluginMode", "overlay"],
    ["pods", "networkProfile.podCidr", "10.244.0.0/14"],
    ["services", "networkProfile.serviceCidr", "10.0.0.0/20"],
    ["DNS", "networkProfile.dnsServiceIP", "10.0.0.10"],
    ["I01 no local accounts", "disableLocalAccounts", true],
    ["I02 Entra", "aadProfile.managed", true],
    ["I02 Azure RBAC", "aadProfile.enableAzureRBAC", true],
    ["I02 Kubernetes RBAC", "enableRBAC", true],
    ["I03 these administrators", "aadProfile.adminGroupObjectIDs", args.adminGroups],
    ["I04 a managed identity of ours", "identity.type", "UserAssigned"],
    ["I04 this one", "identity.userAssignedIdentities", ["identity-control-plane"]],
    ["I05 an issuer of tokens", "oidcIssuerProfile.enabled", true],
    ["I05 workload identity", "securityProfile.workloadIdentity.enabled", true],
    ["I12 nobody changes the nodes' resource group", "nodeResourceGroupProfile.restrictionLevel", "ReadOnly"],
    ["E02 our key for the nodes' disks", "diskEncryptionSetID", "disk-encryption-set"],
    ["E03 etcd is encrypted", "securityProfile.azureKeyVaultKms.enabled", true],
    ["E03 with this key", "securityProfile.azureKeyVaultKms.keyId", args.etcdKeyId],
    ["E03 of a private vault", "securityProfile.azureKeyVaultKms.keyVaultNetworkAccess", "Private"],
    ["E03 of this one", "securityProfile.azureKeyVaultKms.keyVaultResourceId", "vault-etcd"],
    ["unused images go", "securityProfile.imageCleaner.enabled", true],
    ["D10 AKS starts no Kubernetes upgrade", "autoUpgradeProfile.upgradeChannel", "none"],
    ["D10 nodes get security fixes", "autoUpgradeProfile.nodeOSUpgradeChannel", "NodeImage"],
    ["version", "kubernetesVersion", "1.36"],
    ["an uptime agreement", "sku.tier", "Standard"],
    ["not AKS Automatic", "sku.name", "Base"],
    ["support", "supportPlan", "KubernetesOfficial"],
    ["Azure Files wants account keys", "storageProfile.fileCSIDriver.enabled", false],
    ["no snapshots", "storageProfile.snapshotController.enabled", false],
    ["disks", "storageProfile.diskCSIDriver.enabled", true],
    ["blobs", "storageProfile.blobCSIDriver.enabled", true],
    ["name", "resourceName", "aks-train"],
    ["nodes' resource group", "nodeResourceGroup", "aks-train-nodes"],
    ["place", "location", "eastus"],
    ["host name", "dnsPrefix", "aks-train"],
    ["E01 system disks are encrypted on the host", "agentPoolProfiles.0.enableEncryptionAtHost", true],
    ["N06 system nodes have no public address", "agentPoolProfiles.0.enableNodePublicIP", false],
    ["I07 system nodes have no SSH server", "agentPoolProfiles.0.securityProfile.sshAccess", "Disabled"],
    ["system nodes over the zones", "agentPoolProfiles.0.availabilityZones", ["1", "2", "3"]],
    ["three system nodes", "agentPoolProfiles.0.count", 3],
    ["their size", "agentPoolProfiles.0.vmSize", "Standard_D16ds_v5"],
    ["their subnet", "agentPoolProfiles.0.vnetSubnetID", "subnet-system"],
    ["their mode", "agentPoolProfiles.0.mode", "System"],
    ["their version", "agentPoolProfiles.0.orchestratorVersion", "1.36"],
    ["their OS disk dies with them", "agentPoolProfiles.0.osDiskType", "Ephemeral"],
    ["no job runs on them", "agentPoolProfiles.0.nodeTaints", ["CriticalAddonsOnly=true:NoSchedule"]],
    ["R10 their surge is written down", "agentPoolProfiles.0.upgradeSettings.maxSurge", "1"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(cluster.inputs, path)).toEqual(value);
  });

  test("the kubelet has an identity of ours", () => {
    expect(cluster.inputs.identityProfile).toEqual({
      kubeletidentity: { resourceId: "identity-kubelet", clientId: "client", objectId: "principal" },
    });
  });

  test("there is one inline pool, and what a system pool must not have is absent", () => {
    expect(cluster.inputs.agentPoolProfiles).toHaveLength(1);
    const pool = valueAt(cluster.inputs, "agentPoolProfiles.0");
    expect(valueAt(pool, "upgradeSettings.maxUnavailable")).toBeUndefined();
    expect(valueAt(pool, "nodePublicIPPrefixID")).toBeUndefined();
  });

  test("ways in and out that nobody asked for are absent", () => {
    for (const property of [
      "linuxProfile",
      "windowsProfile",
      "servicePrincipalProfile",
      "httpProxyConfig",
      "addonProfiles",
    ]) {
      expect(cluster.inputs).not.toHaveProperty(property);
    }
    expect(valueAt(cluster.inputs, "networkProfile.loadBalancerProfile")).toBeUndefined();
    expect(valueAt(cluster.inputs, "apiServerAccessProfile.authorizedIPRanges")).toBeUndefined();
  });

  test("D10 all of Azure's own changes keep to the window", () => {
    const window = {
      maintenanceWindow: {
        schedule: { weekly: { dayOfWeek: "Sunday", intervalWeeks: 4 } },
        durationHours: 8,
        startTime: "02:00",
        utcOffset: "+00:00",
      },
    };
    const where = { resourceGroupName: "rg-cluster", resourceName: "aks-train" };
    expect(ofType(graph, MAINTENANCE).map(({ inputs }) => inputs)).toEqual([
      { ...where, configName: "aksManagedAutoUpgradeSchedule", ...window },
      { ...where, configName: "aksManagedNodeOSUpgradeSchedule", ...window },
      {
        ...where,
        configName: "default",
        timeInWeek: [{ day: "Sunday", hourSlots: [2, 3, 4, 5, 6, 7, 8, 9] }],
      },
    ]);
  });

  test("it is protected, ignores nothing, and may take long", () => {
    expect(cluster.options.protect).toBe(true);
    expect(cluster.options.ignoreChanges).toEqual(["securityProfile.azureKeyVaultKms.keyId"]);
    expect(cluster.options.customTimeouts).toEqual({ create: "2h", update: "24h", delete: "2h" });
  });

  test("it carries stack and URN as tags", () => {
    expect(cluster.inputs.tags).toEqual({ "exaform-stack": "exaform/test", "exaform-urn": cluster.urn });
  });
});

test("connected: out through the subnets' route table, nodes still from our registry", async () => {
  const { inputs } = only(await declare({ isolation: "connected" }), CLUSTER);
  expect(valueAt(inputs, "networkProfile.outboundType")).toBe("userDefinedRouting");
  expect(valueAt(inputs, "bootstrapProfile.artifactSource")).toBe("Cache");
});

test.each(["patch", "stable", "rapid"] as const)(
  "on channel %s AKS owns the version",
  async (upgradeChannel) => {
    const cluster = only(await declare({ upgradeChannel }), CLUSTER);
    expect(cluster.options.ignoreChanges).toEqual([
      "securityProfile.azureKeyVaultKms.keyId",
      "kubernetesVersion",
      "agentPoolProfiles[0].orchestratorVersion",
    ]);
    expect(valueAt(cluster.inputs, "autoUpgradeProfile.upgradeChannel")).toBe(upgradeChannel);
  },
);

test("on channel node-image the version is the program's", async () => {
  const cluster = only(await declare({ upgradeChannel: "node-image" }), CLUSTER);
  expect(cluster.options.ignoreChanges).toEqual(["securityProfile.azureKeyVaultKms.keyId"]);
});

test("Premium brings long-term support", async () => {
  const { inputs } = only(await declare({ tier: "Premium" }), CLUSTER);
  expect(inputs).toMatchObject({ sku: { name: "Base", tier: "Premium" }, supportPlan: "AKSLongTermSupport" });
});

test("protection ends only where it is said", async () => {
  const cluster = only(await declare({ protect: false }), CLUSTER);
  expect(cluster.options.protect ?? false).toBe(false);
});

test("names and id are known before the cluster is made, the issuer is not", async () => {
  const seen: Record<string, string> = {};
  await synth(() => {
    const cluster = new TrainingCluster("train", args);
    for (const output of ["clusterName", "clusterId", "nodeResourceGroup", "oidcIssuerUrl"] as const) {
      cluster[output].apply((value) => {
        seen[output] = value;
      });
    }
  });
  expect(seen).toEqual({
    clusterName: "aks-train",
    clusterId:
      "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-cluster/providers/Microsoft.ContainerService/managedClusters/aks-train",
    nodeResourceGroup: "aks-train-nodes",
  });
});

test("refused arguments register nothing", async () => {
  const graph = await synth(() => {
    expect(() => new TrainingCluster("train", { ...args, adminGroups: [] })).toThrow(InvalidInput);
  });
  expect(graph.resources.filter(({ type }) => !type.startsWith("pulumi:"))).toEqual([]);
});

test("failed operations go to the conflict hook, and a new cluster waits until the old one of its name is gone", async () => {
  const hooked: string[] = [];
  const replaced: string[] = [];
  await synth(
    () =>
      new TrainingCluster("train", args, {
        transforms: [
          ({ name, props, opts }) => {
            if (opts.hooks?.onError?.some((hook) => hook.name === "exaform:azure:conflict-retry"))
              hooked.push(name);
            if ("deleteBeforeReplace" in opts && opts.deleteBeforeReplace) replaced.push(name);
            return { props, opts };
          },
        ],
      }),
  );
  expect(hooked.toSorted()).toEqual([
    "train-cluster",
    "train-maintenance-aksManagedAutoUpgradeSchedule",
    "train-maintenance-aksManagedNodeOSUpgradeSchedule",
    "train-maintenance-default",
  ]);
  expect(replaced).toEqual(["train-cluster"]);
});
