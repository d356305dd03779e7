import { type Graph, ofType, type Resource } from "../../graph/graph.ts";
import { both, is, isGiven, not, type Truth, textAt } from "../reading.ts";
import { purposeOf } from "../storage.ts";
import { type DataPath, fold, NOT_KNOWN, NOTHING, type PathAnswer, type Subject, say } from "./path.ts";

const PLATFORM_KEY = "platform-managed key";

type Answers = (resource: Resource, graph: Graph) => readonly PathAnswer[];

/** Storage accounts, Lustre, registries, logs and vaults: in transit and at rest. */
export function storagePaths(graph: Graph): DataPath[] {
  const paths = (
    type: string,
    nameInput: string,
    noun: readonly [string, string],
    answers: Answers,
  ): DataPath[] => {
    const subjects = ofType(graph, type).map((resource) => ({
      urn: resource.urn,
      name: textAt(resource.inputs, nameInput) ?? resource.name,
      ...purposeIn(resource),
      answers: answers(resource, graph),
    }));
    return fold(subjects, noun);
  };
  return [
    ...paths(
      "azure-native:storagecache:AmlFilesystem",
      "amlFilesystemName",
      ["Managed Lustre", "Managed Lustre"],
      lustre,
    ),
    ...paths(
      "azure-native:storage:StorageAccount",
      "accountName",
      ["storage account", "storage accounts"],
      blob,
    ),
    ...paths("azure-native:containerregistry:Registry", "registryName", ["registry", "registries"], registry),
    ...paths("azure-native:keyvault:Vault", "vaultName", ["key vault", "key vaults"], () => [
      VAULT_IN_TRANSIT,
    ]),
    ...paths(
      "azure-native:operationalinsights:Workspace",
      "workspaceName",
      ["log workspace", "log workspaces"],
      logs,
    ),
  ];
}

function purposeIn(resource: Resource): Pick<Subject, "purpose"> {
  const purpose = purposeOf(resource);
  return typeof purpose === "string" ? { purpose } : {};
}

function blob(account: Resource, graph: Graph): PathAnswer[] {
  return [blobInTransit(account), blobAtRest(graph, account)];
}

function blobInTransit(account: Resource): PathAnswer {
  const nfs = is(account.inputs, "enableNfsV3", true);
  // Azure's default since API version 2019-04-01 is HTTPS only.
  const http = is(account.inputs, "enableHttpsTrafficOnly", false);
  const encrypted = both(not(nfs), not(http));
  return {
    id: "blobInTransit",
    from: "nodes",
    to: "{}",
    encrypted,
    by: say(encrypted, { yes: `HTTPS only, ${tlsOf(account)}`, no: NOTHING, unknown: NOT_KNOWN }),
    reason: say(encrypted, {
      yes: "requests without TLS are refused",
      no:
        nfs === true
          ? "NFS 3.0 is enabled, which has no encryption"
          : "enableHttpsTrafficOnly is false: requests without TLS are answered",
      unknown: "whether requests without TLS are answered is not known",
    }),
  };
}

function tlsOf(account: Resource): string {
  const minimum = textAt(account.inputs, "minimumTlsVersion");
  return minimum === undefined
    ? "any version of TLS"
    : `${minimum.replace("TLS", "TLS ").replace("_", ".")} or newer`;
}

function blobAtRest(graph: Graph, account: Resource): PathAnswer {
  const declared = is(account.inputs, "encryption.keySource", "Microsoft.Keyvault");
  const customerKey = both(declared, isGiven(graph, account, "encryption.keyVaultProperties"));
  const twice = is(account.inputs, "encryption.requireInfrastructureEncryption", true) === true;
  const key = keyOf(customerKey);
  return {
    id: "blobAtRest",
    from: "{}",
    to: "its disks",
    encrypted: true,
    by: twice
      ? `storage encryption, ${key}, and a second layer, ${PLATFORM_KEY}`
      : `storage encryption, ${key}`,
    reason: "Azure Storage always encrypts at rest; the account decides whose key and whether twice",
  };
}

function lustre(fileSystem: Resource, graph: Graph): PathAnswer[] {
  return [
    {
      id: "lustreInTransit",
      from: "nodes",
      to: "{}",
      encrypted: "unknown",
      by: NOT_KNOWN,
      reason:
        "Azure does not say that Lustre traffic is encrypted: treat it as in the clear inside the virtual network",
    },
    {
      id: "lustreAtRest",
      from: "{}",
      to: "its disks",
      encrypted: true,
      by: `disk encryption, ${keyOf(isGiven(graph, fileSystem, "encryptionSettings.keyEncryptionKey"))}`,
      reason: "Managed Lustre always encrypts at rest; a customer-managed key can be chosen at creation only",
    },
  ];
}

function registry(resource: Resource): PathAnswer[] {
  const key = keyOf(is(resource.inputs, "encryption.status", "enabled"));
  return [
    {
      id: "registryInTransit",
      from: "nodes",
      to: "{}",
      encrypted: true,
      by: "TLS",
      reason: "container registries serve HTTPS only",
    },
    {
      id: "registryAtRest",
      from: "{}",
      to: "its storage",
      encrypted: true,
      by: `storage encryption, ${key}`,
      reason: "Azure always encrypts registries at rest; the registry decides whose key",
    },
  ];
}

function logs(workspace: Resource, graph: Graph): PathAnswer[] {
  const key = keyOf(isGiven(graph, workspace, "features.clusterResourceId"));
  return [
    {
      id: "logsInTransit",
      from: "cluster, vaults, storage and registry",
      to: "{}",
      encrypted: true,
      by: "TLS",
      reason: "Azure Monitor takes logs in over TLS only",
    },
    {
      id: "logsAtRest",
      from: "{}",
      to: "its storage",
      encrypted: true,
      by: `storage encryption, ${key}`,
      reason: "Azure Monitor always encrypts logs at rest; a customer-managed key needs a dedicated cluster",
    },
  ];
}

const VAULT_IN_TRANSIT: PathAnswer = {
  id: "keyVaultInTransit",
  from: "services that use its keys",
  to: "{}",
  encrypted: true,
  by: "TLS",
  reason: "key vaults serve HTTPS only; keys in hardware modules never leave them in the clear",
};

function keyOf(customerManaged: Truth): string {
  return say(customerManaged, {
    yes: "customer-managed key",
    no: PLATFORM_KEY,
    unknown: "whose key is not known",
  });
}
