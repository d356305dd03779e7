import type { DeploymentRunnerArgs } from "./deployment-runner.args.ts";

/** A public key of the right form, whose other half nobody has. */
export const adminPublicKey = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)} ops@example.com`;

const ID = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups";

/** A runner that works. */
export const args: DeploymentRunnerArgs = {
  resourceGroupName: "rg-runner",
  location: "eastus",
  runnerName: "nd-h100-test-runner",
  repository: "contoso/clusters",
  subject: "repo:contoso/clusters:environment:nd-h100-test",
  adminPublicKey,
  zone: "1",
  subnetId: `${ID}/rg-network/providers/Microsoft.Network/virtualNetworks/cluster/subnets/runner`,
  diskEncryptionSetId: `${ID}/rg-keys/providers/Microsoft.Compute/diskEncryptionSets/disks`,
  vault: {
    vaultId: `${ID}/rg-keys/providers/Microsoft.KeyVault/vaults/kvrunner`,
    vaultUri: "https://kvrunner.vault.azure.net/",
  },
  clusterId: `${ID}/rg-cluster/providers/Microsoft.ContainerService/managedClusters/cluster`,
};
