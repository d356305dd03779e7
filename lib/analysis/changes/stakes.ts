import type { Resource } from "../../graph/graph.ts";
import { AGENT_POOL, MANAGED_CLUSTER } from "../node-pools.ts";
import { type Stake, stakes } from "./change.ts";

/** What is lost or stops with a resource of a type. Of others nothing is lost that `pulumi up` does not make again. */
const STAKES: Readonly<Record<string, Stake>> = {
  [AGENT_POOL]: "nodes",
  [MANAGED_CLUSTER]: "cluster",
  "azure-native:containerregistry:Registry": "data",
  "azure-native:monitor:AzureMonitorWorkspace": "data",
  "azure-native:operationalinsights:Workspace": "data",
  "azure-native:storage:BlobContainer": "data",
  "azure-native:storage:StorageAccount": "data",
  "azure-native:storagecache:AmlFilesystem": "data",
  "azure-native:compute:DiskEncryptionSet": "keys",
  "azure-native:keyvault:Key": "keys",
  "azure-native:keyvault:Vault": "keys",
};

/** What is at stake with these resources, each once. */
export function stakesOf(resources: readonly Resource[]): Stake[] {
  const found = new Set(resources.map(({ type }) => STAKES[type]));
  return stakes.filter((stake) => found.has(stake));
}

/** Whether a resource of this type holds data or keys itself: no job and no drain brings them back. */
export function isLasting(type: string): boolean {
  return STAKES[type] === "data" || STAKES[type] === "keys";
}
