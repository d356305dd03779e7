import type { Graph, Resource, Value } from "../../../lib/graph/graph.ts";
import { UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { keyUseOf } from "../../rules/encryption/key-uses.ts";
import { change, urnOf, withInput } from "../build-graph.ts";
import { renewed } from "../reference/azure-keys.ts";
import { referenceGraph } from "../reference/index.ts";
import { broken, input, type Mutation } from "./mutation.ts";

type Break = readonly [rule: string, path: string, value: Value | undefined];

const all = (type: string): Resource[] => referenceGraph.resources.filter((found) => found.type === type);

/** Breaks an input of every resource of a type, whichever family it was written for. */
function each(type: string, ...breaks: readonly Break[]): Mutation[] {
  return all(type).flatMap(({ name }) =>
    breaks.map(([rule, path, value]) => input(rule, type, name, path, value)),
  );
}

/** A key that nobody keeps to the version of must be renewed, or that fails as well. */
const renew = (graph: Graph, key: string): Graph =>
  change(graph, types.KEY, key, (found) => withInput(found, "properties", renewed));

/** Takes its key from a resource. */
function withoutKey(rule: string, type: string, name: string, path: string, own: string): Mutation {
  const { apply } = input(rule, type, name, path, undefined);
  return broken(rule, type, name, path, (graph) => renew(apply(graph), own));
}

/** Gives a resource a key that is for something else. */
function usesKey(type: string, name: string, own: string, other: string): Mutation {
  const path = all(type).map(keyUseOf)[0]?.path ?? "";
  const [property = path] = path.split(".");
  // The name of the key is not what tells which vault it is in.
  const unknown = type === types.STORAGE_ACCOUNT ? "encryption.keyVaultProperties" : path;
  const given = (found: Resource): Resource => {
    const sources = found.propertyDependencies?.[property] ?? [];
    const others = sources.filter((urn) => urn !== urnOf(types.KEY, own));
    return {
      ...withInput(found, unknown, UNKNOWN),
      propertyDependencies: {
        ...found.propertyDependencies,
        [property]: [...others, urnOf(types.KEY, other)],
      },
    };
  };
  return broken("E13", type, name, path, (graph) => renew(change(graph, type, name, given), own));
}

/** Takes a companion of a bucket away from it. */
function companionElsewhere(type: string): Mutation[] {
  const path = type.slice(type.lastIndexOf(":") + 1);
  return all(types.BUCKET).flatMap(({ name }) =>
    broken("E18", types.BUCKET, name, path, (graph) =>
      change(graph, type, name, (found) => ({
        ...withInput(found, "bucket", "another"),
        propertyDependencies: { ...found.propertyDependencies, bucket: [] },
      })),
    ),
  );
}

function unaccepted(path: string): Mutation {
  const without = (found: Resource): Resource => {
    const { acceptedPaths } = found.inputs;
    const others = (Array.isArray(acceptedPaths) ? acceptedPaths : []).filter(
      (accepted: { readonly path?: Value }) => accepted.path !== path,
    );
    return withInput(found, "acceptedPaths", others);
  };
  return broken("E14", types.ENVIRONMENT, "environment", `acceptedPaths.${path}`, (graph) =>
    change(graph, types.ENVIRONMENT, "environment", without),
  );
}

const azure: readonly Mutation[] = [
  ...each(
    types.MANAGED_CLUSTER,
    ["E01", "agentPoolProfiles.0.enableEncryptionAtHost", false],
    ["E02", "diskEncryptionSetID", undefined],
    ["E03", "securityProfile.azureKeyVaultKms.enabled", false],
    ["E03", "securityProfile.azureKeyVaultKms.keyVaultNetworkAccess", undefined],
  ),
  ...each(types.AGENT_POOL, ["E01", "enableEncryptionAtHost", undefined]),
  ...each(types.SCALE_SET, ["E01", "virtualMachineProfile.securityProfile.encryptionAtHost", false]),
  ...each(types.VIRTUAL_MACHINE, ["E01", "securityProfile.encryptionAtHost", false]),
  ...each(
    types.DISK_ENCRYPTION_SET,
    ["E02", "encryptionType", "EncryptionAtRestWithCustomerKey"],
    ["E02", "rotationToLatestKeyVersionEnabled", undefined],
  ),
  ...each(
    types.STORAGE_ACCOUNT,
    ["E04", "encryption.keySource", "Microsoft.Storage"],
    ["E04", "encryption.keyVaultProperties.keyName", undefined],
    ["E04", "encryption.keyVaultProperties.keyVaultUri", ""],
    ["E04", "encryption.encryptionIdentity.encryptionUserAssignedIdentity", undefined],
    ["E04", "encryption.requireInfrastructureEncryption", false],
    ["E05", "enableHttpsTrafficOnly", false],
    ["E05", "minimumTlsVersion", undefined],
    ["E06", "enableNfsV3", true],
  ),
  ...each(
    types.LUSTRE_FILE_SYSTEM,
    ["E07", "encryptionSettings.keyEncryptionKey.sourceVault.id", undefined],
    ["E07", "identity.type", "None"],
    ["E08", "rootSquashSettings.mode", "None"],
    ["E08", "rootSquashSettings.noSquashNidLists", "*@tcp"],
  ),
  ...each(
    types.REGISTRY,
    ["E09", "encryption.status", "disabled"],
    ["E09", "encryption.keyVaultProperties.keyIdentifier", undefined],
  ),
  ...each(
    types.VAULT,
    ["E10", "properties.enablePurgeProtection", undefined],
    ["E10", "properties.enableSoftDelete", false],
    ["E10", "properties.softDeleteRetentionInDays", 7],
  ),
  ...["disk-key", "storage-key"].flatMap((name) => [
    input("E11", types.KEY, name, "properties.kty", "RSA"),
    input("E11", types.KEY, name, "properties.keySize", 2048),
    input("E12", types.KEY, name, "properties.rotationPolicy.lifetimeActions", []),
    input("E12", types.KEY, name, "properties.rotationPolicy.attributes.expiryTime", undefined),
  ]),
  input("E11", types.KEY, "etcd-key", "properties.kty", "EC"),
  input("E11", types.KEY, "etcd-key", "properties.keySize", undefined),
  input("E11", types.KEY, "lustre-key", "properties.kty", "RSA-HSM"),
  input("E11", types.KEY, "lustre-key", "properties.keySize", 3072),
  ...["etcd-key", "lustre-key"].flatMap((name) => [
    input("E12", types.KEY, name, "properties.rotationPolicy.lifetimeActions", [
      { action: { type: "rotate" } },
    ]),
    input("E12", types.KEY, name, "properties.attributes.expires", 1_830_000_000),
  ]),
  withoutKey("E03", types.MANAGED_CLUSTER, "cluster", "securityProfile.azureKeyVaultKms.keyId", "etcd-key"),
  withoutKey(
    "E07",
    types.LUSTRE_FILE_SYSTEM,
    "scratch",
    "encryptionSettings.keyEncryptionKey.keyUrl",
    "lustre-key",
  ),
  usesKey(types.DISK_ENCRYPTION_SET, "disks", "disk-key", "storage-key"),
  usesKey(types.MANAGED_CLUSTER, "cluster", "etcd-key", "storage-key"),
  usesKey(types.STORAGE_ACCOUNT, "datasets", "storage-key", "disk-key"),
  usesKey(types.LUSTRE_FILE_SYSTEM, "scratch", "lustre-key", "storage-key"),
  usesKey(types.REGISTRY, "registry", "disk-key", "disk-key"),
  ...["infiniband", "nvlink", "podTraffic", "lustreInTransit"].map(unaccepted),
];

const OPEN_KEY = JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "kms:Decrypt" } });
const PLAIN_HTTP = JSON.stringify({
  Statement: [{ Effect: "Deny", Principal: "*", Action: "s3:PutObject" }],
});

const aws: readonly Mutation[] = [
  ...each(types.FSX_LUSTRE, ["E15", "kmsKeyId", undefined], ["E15", "deploymentType", "SCRATCH_2"]),
  ...each(
    types.EKS_CLUSTER,
    ["E16", "encryptionConfig.provider.keyArn", undefined],
    ["E16", "encryptionConfig.resources.0", "configmaps"],
  ),
  ...each(
    types.KMS_KEY,
    ["E17", "enableKeyRotation", undefined],
    ["E17", "deletionWindowInDays", 7],
    ["E17", "policy", OPEN_KEY],
  ),
  ...[
    types.BUCKET_PUBLIC_ACCESS_BLOCK,
    types.BUCKET_ENCRYPTION,
    types.BUCKET_POLICY,
    types.BUCKET_VERSIONING,
  ].flatMap(companionElsewhere),
  ...each(
    types.BUCKET_PUBLIC_ACCESS_BLOCK,
    ["E18", "blockPublicAcls", undefined],
    ["E18", "blockPublicPolicy", false],
    ["E18", "ignorePublicAcls", false],
    ["E18", "restrictPublicBuckets", false],
  ),
  ...each(
    types.BUCKET_ENCRYPTION,
    ["E18", "rules.0.applyServerSideEncryptionByDefault.sseAlgorithm", "AES256"],
    ["E18", "rules.0.applyServerSideEncryptionByDefault.kmsMasterKeyId", undefined],
  ),
  ...each(types.BUCKET_VERSIONING, ["E18", "versioningConfiguration.status", "Suspended"]),
  ...each(types.BUCKET_POLICY, ["E18", "policy", PLAIN_HTTP]),
  ...each(types.EBS_ENCRYPTION_BY_DEFAULT, ["E19", "enabled", false]),
  ...each(
    types.LAUNCH_TEMPLATE,
    ["E19", "blockDeviceMappings.0.ebs.encrypted", "false"],
    ["E19", "blockDeviceMappings.0.ebs.kmsKeyId", undefined],
  ),
];

/** What breaks the rules of the family encryption. */
export const encryptionMutations: readonly Mutation[] = [...azure, ...aws];
