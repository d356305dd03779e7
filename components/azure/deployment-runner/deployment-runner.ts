import * as compute from "@pulumi/azure-native/compute/index.js";
import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import * as network from "@pulumi/azure-native/network/index.js";
import * as pulumi from "@pulumi/pulumi";
import { createIdentity, type Identity } from "../identity.ts";
import { known, knownId } from "../known.ts";
import { createRoleAssignment } from "../role-assignment.ts";
import { tagsOf } from "../tags.ts";
import { cloudConfig } from "./cloud-init.ts";
import {
  type DeploymentRunnerArgs,
  type ResolvedDeploymentRunner,
  resolveDeploymentRunnerArgs,
} from "./deployment-runner.args.ts";

/** Name of the secret that holds the registration token: https://docs.github.com/rest/actions/self-hosted-runners, valid for an hour. */
export const REGISTRATION_SECRET = "runner-registration";

/**
 * A machine inside the network that runs the GitHub jobs of one repository: those that deploy to a private API server, and
 * those whose updates take longer than GitHub's own machines live.
 *
 * Nothing reaches the machine: no public address, no SSH server, no user, no extensions. It has two identities apart. The
 * machine's reads the registration token, once; jobs cannot take it. The deployer's is for jobs, and GitHub alone hands it out:
 * to those of one environment, after its reviewers have agreed. It administers the cluster, because what is installed there
 * before any training (operators, their definitions and webhooks) stands above namespaces.
 */
export class DeploymentRunner extends pulumi.ComponentResource {
  /** Resource id of the machine. */
  readonly machineId: pulumi.Output<string>;
  /** Client id with which jobs log in; waits for the roles of the identity. */
  readonly deployerClientId: pulumi.Output<string>;

  readonly #name: string;
  readonly #args: DeploymentRunnerArgs;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: DeploymentRunnerArgs, opts?: pulumi.ComponentResourceOptions) {
    const resolved = resolveDeploymentRunnerArgs(args);
    super("exaform:azure:DeploymentRunner", name, {}, opts);
    this.#name = name;
    this.#args = args;

    this.deployerClientId = this.#createDeployer();
    const identity = this.#createIdentity("machine");
    const reader = createRoleAssignment(
      `${name}-machine-secret`,
      { principalId: identity.principalId, role: "Key Vault Secrets User", scope: args.vault.vaultId },
      { parent: this },
    );
    const machine = this.#createMachine(resolved, identity, [reader]);
    this.machineId = this.#idOf(machine, `Microsoft.Compute/virtualMachines/${args.runnerName}`);
    this.registerOutputs({ machineId: this.machineId, deployerClientId: this.deployerClientId });
  }

  #createIdentity(role: string): Identity {
    const { resourceGroupName, location, runnerName, tags } = this.#args;
    return createIdentity(
      `${this.#name}-${role}`,
      { resourceGroupName, location, identityName: `${runnerName}-${role}`, tags },
      { parent: this },
    );
  }

  /** The identity of jobs. It has no secret: Entra trusts GitHub's word for one subject. */
  #createDeployer(): pulumi.Output<string> {
    const { resourceGroupName, runnerName, subject, clusterId } = this.#args;
    const { id, clientId, principalId } = this.#createIdentity("deployer");
    const trust = new managedidentity.FederatedIdentityCredential(
      `${this.#name}-deployer-trust`,
      {
        resourceGroupName,
        // The name, but only when the identity is there.
        resourceName: id.apply(() => `${runnerName}-deployer`),
        federatedIdentityCredentialResourceName: "github",
        issuer: "https://token.actions.githubusercontent.com",
        subject,
        audiences: ["api://AzureADTokenExchange"],
      },
      { parent: this },
    );
    const roles = (
      [
        ["user", "Azure Kubernetes Service Cluster User Role"],
        ["admin", "Azure Kubernetes Service RBAC Cluster Admin"],
      ] as const
    ).map(([suffix, role]) =>
      createRoleAssignment(
        `${this.#name}-deployer-${suffix}`,
        { principalId, role, scope: clusterId },
        { parent: this },
      ),
    );
    return [trust, ...roles].reduce((waiting, made) => known(made, waiting), clientId);
  }

  #createInterface(): network.NetworkInterface {
    const { resourceGroupName, location, runnerName, subnetId, tags } = this.#args;
    const childName = `${this.#name}-interface`;
    return new network.NetworkInterface(
      childName,
      {
        resourceGroupName,
        location,
        networkInterfaceName: runnerName,
        enableIPForwarding: false,
        enableAcceleratedNetworking: true,
        // No public address: the subnet's route is the only way out.
        ipConfigurations: [
          { name: "private", primary: true, privateIPAllocationMethod: "Dynamic", subnet: { id: subnetId } },
        ],
        tags: tagsOf(this, "azure-native:network:NetworkInterface", childName, tags),
      },
      { parent: this },
    );
  }

  #createMachine(
    { repositoryUrl, vmSize, release }: ResolvedDeploymentRunner,
    identity: Identity,
    dependsOn: pulumi.Resource[],
  ): compute.VirtualMachine {
    const { resourceGroupName, location, runnerName, zone, vault, diskEncryptionSetId, tags } = this.#args;
    const childName = `${this.#name}-machine-vm`;
    const networkInterface = this.#createInterface();
    const setup = pulumi.all([identity.id, vault.vaultUri]).apply(([identityId, vaultUri]) =>
      cloudConfig({
        runnerName,
        repositoryUrl,
        release,
        identityId,
        secretUri: `${vaultUri}secrets/${REGISTRATION_SECRET}`,
      }),
    );
    return new compute.VirtualMachine(
      childName,
      {
        resourceGroupName,
        location,
        vmName: runnerName,
        zones: [zone],
        hardwareProfile: { vmSize },
        identity: { type: "UserAssigned", userAssignedIdentities: [identity.id] },
        networkProfile: {
          networkInterfaces: [
            {
              id: this.#idOf(networkInterface, `Microsoft.Network/networkInterfaces/${runnerName}`),
              primary: true,
              // Pulumi deletes it: Azure must not do so with the machine.
              deleteOption: "Detach",
            },
          ],
        },
        osProfile: {
          computerName: runnerName,
          adminUsername: "unused",
          // An extension runs as root: whoever may write to the machine in Azure would be inside.
          allowExtensionOperations: false,
          customData: setup.apply((text) => Buffer.from(text).toString("base64")),
          linuxConfiguration: {
            disablePasswordAuthentication: true,
            provisionVMAgent: true,
            ssh: {
              publicKeys: [{ path: "/home/unused/.ssh/authorized_keys", keyData: this.#args.adminPublicKey }],
            },
          },
        },
        securityProfile: {
          encryptionAtHost: true,
          securityType: "TrustedLaunch",
          uefiSettings: { secureBootEnabled: true, vTpmEnabled: true },
        },
        storageProfile: {
          imageReference: {
            publisher: "Canonical",
            offer: "ubuntu-24_04-lts",
            sku: "server",
            version: "latest",
          },
          osDisk: {
            name: `${runnerName}-os`,
            createOption: "FromImage",
            deleteOption: "Delete",
            diskSizeGB: 128,
            managedDisk: {
              storageAccountType: "Premium_LRS",
              diskEncryptionSet: { id: diskEncryptionSetId },
            },
          },
        },
        diagnosticsProfile: { bootDiagnostics: { enabled: true } },
        tags: tagsOf(this, "azure-native:compute:VirtualMachine", childName, tags),
      },
      // Azure reads the set-up at creation only. Interface and disk keep their names: the next machine can have them only
      // after the last is gone.
      { parent: this, dependsOn, replaceOnChanges: ["osProfile"], deleteBeforeReplace: true },
    );
  }

  #idOf(resource: pulumi.Resource, path: string): pulumi.Output<string> {
    return knownId(resource, this.#args.resourceGroupName, path);
  }
}
