import * as containerregistry from "@pulumi/azure-native/containerregistry/index.js";
import * as pulumi from "@pulumi/pulumi";
import { known, knownId } from "../known.ts";
import { PrivateEndpoint } from "../private-endpoint/index.ts";
import { tagsOf } from "../tags.ts";
import { type PrivateRegistryArgs, resolvePrivateRegistryArgs } from "./registry.args.ts";

/** A part of the registry's inputs. */
type Inputs = Partial<containerregistry.RegistryArgs>;

/**
 * A container registry that is reached through its private endpoint only, with Entra identities only, and from which
 * AKS clusters without a route out start their nodes: its cache rule fetches what AKS needs from Microsoft's registry.
 * A cluster that cannot reach it starts no node, so Pulumi keeps it when it leaves the program.
 *
 * Images are encrypted with Azure's own key. One of ours could only be given at creation, when a registry has no identity but
 * a user-assigned one, and such an identity does not pass the firewall of a vault
 * (https://github.com/MicrosoftDocs/azure-docs/issues/61064).
 */
export class PrivateRegistry extends pulumi.ComponentResource {
  /** Resource id of the registry; waits for private endpoint and cache rule, without which no node starts. */
  readonly registryId: pulumi.Output<string>;
  /** Azure's name of the registry. */
  readonly registryName: pulumi.Output<string>;
  /** Host name with which images begin. */
  readonly loginServer: pulumi.Output<string>;

  /** @throws InvalidInput with everything that is wrong with `args`; nothing is registered then. */
  constructor(name: string, args: PrivateRegistryArgs, opts?: pulumi.ComponentResourceOptions) {
    const { tags } = resolvePrivateRegistryArgs(args);
    super("exaform:azure:PrivateRegistry", name, {}, opts);
    const { resourceGroupName, location, registryName } = args;

    const childName = `${name}-registry`;
    const kept = { parent: this, protect: true, retainOnDelete: true };
    const registry = new containerregistry.Registry(
      childName,
      {
        resourceGroupName,
        registryName,
        location,
        // The tier of private endpoints and zones.
        sku: { name: "Premium" },
        zoneRedundancy: "Enabled",
        ...closed,
        policies,
        tags: tagsOf(this, "azure-native:containerregistry:Registry", childName, tags),
      },
      kept,
    );
    const registryId = knownId(
      registry,
      resourceGroupName,
      `Microsoft.ContainerRegistry/registries/${registryName}`,
    );
    const cache = new containerregistry.CacheRule(
      `${name}-aks-cache`,
      { resourceGroupName, registryName: known(registry, registryName), ...aksCache },
      kept,
    );
    const endpoint = new PrivateEndpoint(
      `${name}-private`,
      {
        ...args.endpoints,
        location,
        endpointName: `${registryName}-registry`,
        targetId: registryId,
        groupId: "registry",
        tags,
      },
      { parent: this },
    );

    this.registryId = known(endpoint, known(cache, registryId));
    this.registryName = known(registry, registryName);
    this.loginServer = known(registry, `${registryName.toLowerCase()}.azurecr.io`);
    this.registerOutputs({
      registryId: this.registryId,
      registryName: this.registryName,
      loginServer: this.loginServer,
    });
  }
}

/** Nobody comes in beside the private endpoint, and nobody without an Entra identity. */
const closed: Inputs = {
  publicNetworkAccess: "Disabled",
  networkRuleSet: { defaultAction: "Deny", ipRules: [] },
  networkRuleBypassOptions: "None",
  adminUserEnabled: false,
  anonymousPullEnabled: false,
  // Without it, image data comes from storage accounts that other customers use too.
  dataEndpointEnabled: true,
};

const policies: containerregistry.RegistryArgs["policies"] = {
  // AKS's kubelet logs in with a token for Azure Resource Manager.
  azureADAuthenticationAsArmPolicy: { status: "enabled" },
  // Images leave by being pulled, not by being copied to registries elsewhere.
  exportPolicy: { status: "disabled" },
  // It would delete images that are pulled by digest, as ours are, for having no tag:
  // https://learn.microsoft.com/azure/container-registry/container-registry-retention-policy
  retentionPolicy: { status: "disabled" },
  // A preview that refuses an image again whose deletion it remembers, which the cache may need:
  // https://learn.microsoft.com/azure/container-registry/container-registry-soft-delete-policy
  softDeletePolicy: { status: "disabled" },
};

/** AKS looks for exactly this: https://learn.microsoft.com/azure/aks/network-isolated (2025-06). */
const aksCache = {
  cacheRuleName: "aks-managed-mcr",
  sourceRepository: "mcr.microsoft.com/*",
  targetRepository: "aks-managed-repository/*",
};
