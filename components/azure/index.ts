export { AuditLog, type AuditLogArgs } from "./audit-log/index.ts";
export { BlobStore, type BlobStoreArgs } from "./blob-store/index.ts";
export { ClusterIdentities, type ClusterIdentitiesArgs } from "./cluster-identities/index.ts";
export { type CostAlert, CostBudget, type CostBudgetArgs } from "./cost-budget/index.ts";
export {
  DeploymentRunner,
  type DeploymentRunnerArgs,
  packageArchives,
  runnerHosts,
} from "./deployment-runner/index.ts";
export { DiskEncryption, type DiskEncryptionArgs } from "./disk-encryption/index.ts";
export { EgressFirewall, type EgressFirewallArgs } from "./egress-firewall/index.ts";
export { EncryptionKey, type EncryptionKeyArgs, type KeyReference } from "./encryption-key/index.ts";
export { FlowLog, type FlowLogArgs } from "./flow-log/index.ts";
export { type GpuHardware, GpuNodePool, type GpuNodePoolArgs } from "./gpu-node-pool/index.ts";
export { IsolatedNetwork, type IsolatedNetworkArgs } from "./isolated-network/index.ts";
export { type KeyPurpose, KeyVault, type KeyVaultArgs, type VaultPurpose } from "./key-vault/index.ts";
export { LustreScratch, type LustreScratchArgs } from "./lustre-scratch/index.ts";
export { Observability, type ObservabilityArgs } from "./observability/index.ts";
export {
  type EndpointPlace,
  EndpointQueue,
  PrivateEndpoint,
  type PrivateEndpointArgs,
} from "./private-endpoint/index.ts";
export { PrivateRegistry, type PrivateRegistryArgs } from "./registry/index.ts";
export { ProtectedResourceGroup, type ProtectedResourceGroupArgs } from "./resource-group/index.ts";
export { TrainingCluster, type TrainingClusterArgs } from "./training-cluster/index.ts";
