import { apiServerZone } from "../catalog/azure/private-endpoints.ts";
import {
  BlobStore,
  ClusterIdentities,
  DeploymentRunner,
  DiskEncryption,
  EncryptionKey,
  type EndpointPlace,
  EndpointQueue,
  FlowLog,
  GpuNodePool,
  type IsolatedNetwork,
  type KeyPurpose,
  KeyVault,
  LustreScratch,
  Observability,
  PrivateRegistry,
  ProtectedResourceGroup,
  TrainingCluster,
  type VaultPurpose,
} from "../components/azure/index.ts";
import { Environment } from "../components/stack/index.ts";
import { declareAudit } from "./nd-h100.audit.ts";
import { declareBudgets } from "./nd-h100.budgets.ts";
import { declareNetwork } from "./nd-h100.network.ts";
import { type NdH100Plan, planNdH100 } from "./nd-h100.plan.ts";
import type { Settings } from "./settings.ts";

/** What a component takes whatever it is: where it stands, and the tags of the environment. */
type Place = Pick<Settings, "location"> & Pick<Settings["environment"], "tags">;

/**
 * Plans an Azure ND H100 v5 training cluster: isolated network, keys, storage, registry, AKS, one node pool for each
 * InfiniBand island.
 *
 * @returns what declares it.
 * @throws InvalidInput with every problem of the environment, before anything is registered.
 */
export function prepareNdH100(settings: Settings): () => Record<string, unknown> {
  const plan = planNdH100(settings);
  return () => declareNdH100(settings, plan);
}

function declareNdH100(settings: Settings, plan: NdH100Plan): Record<string, unknown> {
  const place: Place = { location: settings.location, tags: settings.environment.tags };
  new Environment("environment", { ...settings.environment });

  const groups = declareResourceGroups(settings, place);
  const { network, firewalls } = declareNetwork(settings, plan, {
    ...place,
    resourceGroupName: groups.network,
  });
  const linked: Linked = {
    ...place,
    endpoints: {
      resourceGroupName: groups.network,
      subnetId: network.subnetIds.privateEndpoints,
      privateDnsZoneIds: network.privateDnsZoneIds,
      queue: new EndpointQueue(),
    },
  };
  // What the cluster waits for longest comes first: its registry, then its keys. Endpoints stand in a queue.
  const registry = new PrivateRegistry("registry", {
    ...linked,
    resourceGroupName: groups.data,
    registryName: plan.names.registry,
  });
  const keys = declareKeys(settings, plan, linked, groups);
  const data = { registry, ...declareData(settings, plan, linked, groups, keys, network) };
  const logs = declareLogs(settings, plan, linked, groups, keys);
  new FlowLog("flow-log", {
    ...place,
    resourceGroupName: groups.logs,
    flowLogName: settings.stack,
    vnetId: network.vnetId,
    storageAccountId: logs.archive.accountId,
  });
  const cluster = declareCluster(settings, plan, place, groups, keys, network, data);
  const runner =
    plan.runner &&
    new DeploymentRunner(
      "runner",
      {
        ...place,
        ...plan.runner.machine,
        resourceGroupName: declared(groups.runner, "the resource group of the runner"),
        subnetId: network.subnetIds.runner,
        diskEncryptionSetId: keys.diskEncryptionSetId,
        vault: declared(keys.vaults.runner, "the vault of the runner"),
        clusterId: cluster.clusterId,
      },
      // The machine sets itself up from the internet: its way out comes first.
      { dependsOn: [network] },
    );
  declareBudgets(settings, plan.budgets);
  declareAudit(logs.observability.workspaceId, {
    cluster,
    firewalls,
    vaults: keys.vaults,
    registry: data.registry,
    stores: { datasets: data.datasets, checkpoints: data.checkpoints, logs: logs.archive },
  });

  return {
    clusterName: cluster.clusterName,
    registry: data.registry.loginServer,
    datasets: data.datasets.blobEndpoint,
    checkpoints: data.checkpoints.blobEndpoint,
    ...(runner && { runnerDeployerClientId: runner.deployerClientId }),
    islands: plan.pools.map(({ agentPoolName, nodes }) => ({ pool: agentPoolName, nodes })),
  };
}

/** Data and keys stand in groups of their own, under a lock: deleting a group takes all of its contents with it. */
function declareResourceGroups({ stack, environment }: Settings, place: Place) {
  const group = (role: string, protect: boolean) =>
    new ProtectedResourceGroup(role, { ...place, resourceGroupName: `${stack}-${role}`, protect })
      .resourceGroupName;
  return {
    network: group("network", false),
    keys: group("keys", true),
    logs: group("logs", true),
    data: group("data", true),
    scratch: group("scratch", environment.stage === "production"),
    cluster: group("cluster", false),
    ...(environment.runner && { runner: group("runner", false) }),
  };
}

type Groups = ReturnType<typeof declareResourceGroups>;

/** What a part needs to get a private endpoint. */
type Linked = Place & { readonly endpoints: EndpointPlace };

/** A vault for each purpose, because each must be open to others; a key for each thing that it encrypts. */
function declareKeys(
  { tenantId, stack }: Settings,
  { names, runner }: NdH100Plan,
  linked: Linked,
  groups: Groups,
) {
  const shared = { ...linked, resourceGroupName: groups.keys };
  const vaultOf = <Purpose extends VaultPurpose>(purpose: Purpose, vaultName: string) =>
    new KeyVault<Purpose>(`${purpose}-vault`, { ...shared, tenantId, purpose, vaultName });
  const keyOf = <Purpose extends KeyPurpose>(vault: KeyVault<Purpose>, keyName: string) =>
    new EncryptionKey<Purpose>(`${keyName}-key`, { ...shared, vault: vault.reference, keyName }).reference;

  const vaults = {
    // The cluster waits for the endpoint of this one.
    etcd: vaultOf("etcd", names.etcdVault),
    disks: vaultOf("disks", names.diskVault),
    storage: vaultOf("storage", names.storageVault),
    logs: vaultOf("logs", names.logVault),
    lustre: vaultOf("lustre", names.lustreVault),
    ...(runner && { runner: vaultOf("runner", names.runnerVault) }),
  };
  const disks = new DiskEncryption("disks", {
    ...shared,
    diskEncryptionSetName: `${stack}-disks`,
    key: keyOf(vaults.disks, "disks"),
  });
  return {
    vaults,
    diskEncryptionSetId: disks.diskEncryptionSetId,
    etcd: keyOf(vaults.etcd, "etcd"),
    logs: keyOf(vaults.logs, "logs"),
    datasets: keyOf(vaults.storage, "datasets"),
    checkpoints: keyOf(vaults.storage, "checkpoints"),
    scratch: keyOf(vaults.lustre, "scratch"),
  };
}

type Keys = ReturnType<typeof declareKeys>;

function declareLogs(
  { stack, environment }: Settings,
  { names }: NdH100Plan,
  linked: Linked,
  groups: Groups,
  keys: Keys,
) {
  const shared = { ...linked, resourceGroupName: groups.logs };
  const observability = new Observability("observability", {
    ...shared,
    workspaceName: `${stack}-logs`,
    metricsWorkspaceName: `${stack}-metrics`,
    privateLinkScopeName: stack,
    retentionDays: environment.logRetentionDays,
  });
  const archive = new BlobStore("logs", {
    ...shared,
    accountName: names.logs,
    purpose: "logs",
    key: keys.logs,
  });
  return { observability, archive };
}

function declareData(
  { environment }: Settings,
  { names, scratch }: NdH100Plan,
  linked: Linked,
  groups: Groups,
  keys: Keys,
  network: IsolatedNetwork,
) {
  const shared = { ...linked, resourceGroupName: groups.data };
  const storeOf = (purpose: "datasets" | "checkpoints") =>
    new BlobStore(purpose, {
      ...shared,
      accountName: names[purpose],
      purpose,
      containers: [purpose],
      redundancy: environment.blobRedundancy,
      key: keys[purpose],
    });
  new LustreScratch("scratch", {
    ...linked,
    resourceGroupName: groups.scratch,
    ...scratch,
    subnetId: declared(network.subnetIds.lustre, "the subnet of Managed Lustre"),
    key: keys.scratch,
  });
  return {
    datasets: storeOf("datasets"),
    checkpoints: storeOf("checkpoints"),
  };
}

type Data = ReturnType<typeof declareData> & { readonly registry: PrivateRegistry };

function declareCluster(
  { environment }: Settings,
  plan: NdH100Plan,
  place: Place,
  groups: Groups,
  keys: Keys,
  network: IsolatedNetwork,
  { registry, datasets, checkpoints }: Data,
): TrainingCluster {
  const shared = { ...place, resourceGroupName: groups.cluster };
  const apiServerZoneId = declared(
    network.privateDnsZoneIds[apiServerZone(place.location)],
    "the API server's zone",
  );
  const { nodes, system, apiServer } = network.subnetIds;
  const { diskEncryptionSetId } = keys;
  const identities = new ClusterIdentities("identities", {
    ...place,
    // With the key of etcd: secrets are lost with the one as with the other.
    resourceGroupName: groups.keys,
    clusterName: plan.names.cluster,
    vnetId: network.vnetId,
    apiServerZoneId,
    registryId: registry.registryId,
    diskEncryptionSetId,
    etcdKey: keys.etcd,
    readStoreIds: { datasets: datasets.accountId },
    writeStoreIds: { checkpoints: checkpoints.accountId },
  });
  const cluster = new TrainingCluster(
    "cluster",
    {
      ...shared,
      ...plan.cluster,
      apiServerSubnetId: apiServer,
      systemSubnetId: system,
      privateDnsZoneId: apiServerZoneId,
      registryId: registry.registryId,
      controlPlaneIdentityId: identities.controlPlane.id,
      kubeletIdentity: identities.kubelet,
      diskEncryptionSetId,
      etcdVaultId: keys.vaults.etcd.vaultId,
      etcdKeyId: keys.etcd.keyUriWithVersion,
    },
    // Nodes start only where every way to what they need is there, and in profile connected the way out.
    { dependsOn: [network] },
  );
  for (const pool of plan.pools) {
    new GpuNodePool(pool.agentPoolName, {
      ...shared,
      ...pool,
      clusterName: cluster.clusterName,
      subnetId: nodes,
      protect: environment.stage === "production",
    });
  }
  return cluster;
}

/** A part that the plan of this system always has. */
function declared<T>(part: T | undefined, what: string): T {
  if (part === undefined) throw new Error(`${what} was not declared`);
  return part;
}
