import * as keyvault from "@pulumi/azure-native/keyvault/index.js";
import * as pulumi from "@pulumi/pulumi";
import { known, knownId } from "../known.ts";
import { PrivateEndpoint } from "../private-endpoint/index.ts";
import { tagsOf } from "../tags.ts";
import { type KeyVaultArgs, resolveKeyVaultArgs } from "./key-vault.args.ts";
import type { VaultPurpose } from "./purpose.ts";

/** What a key needs to know of the vault that it is made in. */
export interface VaultReference<Purpose extends VaultPurpose = VaultPurpose> {
  readonly purpose: Purpose;
  /** Azure's name of the vault. */
  readonly vaultName: pulumi.Input<string>;
  /** Resource id of the vault. */
  readonly vaultId: pulumi.Input<string>;
  /** Address of the vault, with a slash at the end. */
  readonly vaultUri: pulumi.Input<string>;
}

/**
 * A key vault for keys in hardware modules, of one purpose. It has a private endpoint, and besides that only the opening
 * that its purpose needs; roles alone decide who may use it. A deleted vault or key comes back for 90 days, and
 * nobody can purge it before; Pulumi keeps the vault when it leaves the program.
 *
 * The name stays taken for those 90 days. To start again, raise the environment's generation, which changes the name.
 */
export class KeyVault<Purpose extends VaultPurpose = VaultPurpose> extends pulumi.ComponentResource {
  /** What the keys of the vault encrypt. */
  readonly purpose: Purpose;
  /** Azure's name of the vault. */
  readonly vaultName: pulumi.Output<string>;
  /** Resource id of the vault; waits for its private endpoint. */
  readonly vaultId: pulumi.Output<string>;
  /** Address of the vault, with a slash at the end. */
  readonly vaultUri: pulumi.Output<string>;
  /** The vault as {@link EncryptionKey} takes it; Resource Manager makes keys and roles without the private endpoint. */
  readonly reference: VaultReference<Purpose>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: KeyVaultArgs<Purpose>, opts?: pulumi.ComponentResourceOptions) {
    const { exposure, tags } = resolveKeyVaultArgs(args);
    super("exaform:azure:KeyVault", name, {}, opts);
    const { resourceGroupName, location, vaultName, tenantId } = args;

    const childName = `${name}-vault`;
    const vault = new keyvault.Vault(
      childName,
      {
        resourceGroupName,
        vaultName,
        location,
        properties: {
          tenantId,
          // Standard vaults have no hardware modules.
          sku: { family: "A", name: "premium" },
          enableRbacAuthorization: true,
          // Written down, so that a policy that somebody adds by hand is taken away again.
          accessPolicies: [],
          enabledForDeployment: false,
          enabledForDiskEncryption: false,
          enabledForTemplateDeployment: false,
          enableSoftDelete: true,
          softDeleteRetentionInDays: 90,
          enablePurgeProtection: true,
          publicNetworkAccess: exposure.publicNetworkAccess,
          networkAcls: {
            defaultAction: "Deny",
            bypass: exposure.bypass,
            ipRules: [],
            virtualNetworkRules: [],
          },
        },
        tags: tagsOf(this, "azure-native:keyvault:Vault", childName, tags),
      },
      { parent: this, protect: true, retainOnDelete: true },
    );
    const vaultId = knownId(vault, resourceGroupName, `Microsoft.KeyVault/vaults/${vaultName}`);
    const endpoint = new PrivateEndpoint(
      `${name}-private`,
      {
        ...args.endpoints,
        location,
        endpointName: `${vaultName}-vault`,
        targetId: vaultId,
        groupId: "vault",
        ...(args.tags !== undefined && { tags: args.tags }),
      },
      { parent: this },
    );

    this.purpose = args.purpose;
    this.vaultName = known(vault, vaultName);
    this.vaultId = known(endpoint, vaultId);
    this.vaultUri = known(vault, `https://${vaultName}.vault.azure.net/`);
    const { purpose, vaultUri } = this;
    this.reference = { purpose, vaultName: this.vaultName, vaultId, vaultUri };
    this.registerOutputs({
      purpose: this.purpose,
      vaultName: this.vaultName,
      vaultId: this.vaultId,
      vaultUri: this.vaultUri,
    });
  }
}
