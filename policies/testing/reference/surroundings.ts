import { type Properties, type Resource, UNKNOWN, type Value, valueAt } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { TAGGABLE } from "../../rules/data/tags.ts";
import { resource } from "../build-graph.ts";

/** What rules ask of every resource of some type, whichever rule it was written for: its own inputs win over these. */
const INPUTS: Readonly<Record<string, Properties>> = {
  [types.ENVIRONMENT]: { tags: { owner: "training" }, tenants: [{ name: "research" }] },
  [types.MANAGED_CLUSTER]: {
    resourceGroupName: "cluster",
    autoUpgradeProfile: { upgradeChannel: "none", nodeOSUpgradeChannel: "NodeImage" },
  },
  [types.AGENT_POOL]: {
    vmSize: "Standard_ND96isr_H100_v5",
    nodeLabels: { "exaform.io/tenant": "research" },
    nodeTaints: ["exaform.io/tenant=research:NoSchedule"],
  },
  [types.STORAGE_ACCOUNT]: { resourceGroupName: "data" },
  [types.LUSTRE_FILE_SYSTEM]: { resourceGroupName: "data" },
  [types.VAULT]: { resourceGroupName: "data" },
  [types.DISK_ENCRYPTION_SET]: { resourceGroupName: "data" },
  [types.REGISTRY]: { resourceGroupName: "data" },
  [types.LOG_WORKSPACE]: { resourceGroupName: "data", retentionInDays: 90 },
  [types.EKS_CLUSTER]: {
    deletionProtection: true,
    enabledClusterLogTypes: ["api", "audit", "authenticator"],
  },
  [types.ECR_REPOSITORY]: { imageScanningConfiguration: { scanOnPush: true } },
};

/** What must be recorded of a resource, by its type. */
const RECORDED: Readonly<Record<string, readonly string[]>> = {
  [types.MANAGED_CLUSTER]: ["kube-audit-admin", "guard"],
  [types.VAULT]: ["AuditEvent"],
  [types.STORAGE_ACCOUNT]: ["StorageRead", "StorageWrite", "StorageDelete"],
};

/** The resources, with the inputs that their types need, and with what must stand beside them. */
export function withSurroundings(resources: readonly Resource[]): Resource[] {
  const complete = resources.map(completed);
  return [...complete, ...complete.flatMap(companions), ...groups];
}

/** The diagnostic setting of a resource, and the place of each category in it. */
export function recordingOf({ type, name }: Resource): { name: string; categories: readonly string[] } {
  return { name: `${name}-audit`, categories: RECORDED[type] ?? [] };
}

function completed(found: Resource): Resource {
  const tags = TAGGABLE.includes(found.type)
    ? { tags: { owner: "training", ...objectAt(found, "tags") } }
    : {};
  return { ...found, inputs: { ...INPUTS[found.type], ...found.inputs, ...tags } };
}

function companions(found: Resource): Resource[] {
  return [
    ...(found.type === types.STORAGE_ACCOUNT ? accountCompanions(found) : []),
    ...(found.type === types.VAULT ? [recording(found, found)] : []),
    ...(found.type === types.MANAGED_CLUSTER ? [recording(found, found), maintenance(found)] : []),
  ];
}

function accountCompanions(account: Resource): Resource[] {
  const service = resource(
    types.BLOB_SERVICE,
    `${account.name}-recovery`,
    {
      accountName: valueAt(account.inputs, "accountName") ?? UNKNOWN,
      blobServicesName: "default",
      deleteRetentionPolicy: { enabled: true, days: 30 },
      containerDeleteRetentionPolicy: { enabled: true, days: 30 },
      isVersioningEnabled: true,
    },
    { from: { accountName: [account] } },
  );
  return [service, recording(account, service)];
}

function recording(of: Resource, target: Resource): Resource {
  const { name, categories } = recordingOf(of);
  const logs = categories.map((category) => ({ category, enabled: true }));
  return resource(
    types.DIAGNOSTIC_SETTING,
    name,
    { resourceUri: UNKNOWN, logs },
    { from: { resourceUri: [target] } },
  );
}

function maintenance(cluster: Resource): Resource {
  return resource(
    types.MAINTENANCE_CONFIGURATION,
    `${cluster.name}-nodes`,
    { configName: "aksManagedNodeOSUpgradeSchedule", resourceName: UNKNOWN },
    { from: { resourceName: [cluster] } },
  );
}

/** Locked both, so that whatever is moved between them stays locked. */
const groups: readonly Resource[] = ["data", "cluster"].flatMap((resourceGroupName) => {
  const group = resource(types.RESOURCE_GROUP, `${resourceGroupName}-group`, {
    resourceGroupName,
    tags: { owner: "training" },
  });
  const lock = resource(
    types.MANAGEMENT_LOCK,
    `${resourceGroupName}-lock`,
    { level: "CanNotDelete", scope: UNKNOWN },
    { from: { scope: [group] } },
  );
  return [group, lock];
});

function objectAt({ inputs }: Resource, path: string): { readonly [key: string]: Value } {
  const value = valueAt(inputs, path);
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}
