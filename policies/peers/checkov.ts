import * as types from "../resource-types.ts";
import { rules } from "../rules/index.ts";
import { type Peer, type PeerCheck, peerCheck } from "./peer.ts";
import * as reasons from "./reasons.ts";

/** Kinds of resource as Checkov names them in ARM, Bicep and Terraform, and the type of azure-native that is the same. */
export const CHECKOV_ENTITIES: Readonly<Record<string, string>> = {
  "Microsoft.ContainerRegistry/registries": types.REGISTRY,
  "Microsoft.ContainerService/managedClusters": types.MANAGED_CLUSTER,
  "Microsoft.ContainerService/managedClusters/agentPools": types.AGENT_POOL,
  "Microsoft.KeyVault/vaults": types.VAULT,
  "Microsoft.KeyVault/vaults/keys": types.KEY,
  "Microsoft.Network/networkSecurityGroups": types.NETWORK_SECURITY_GROUP,
  "Microsoft.Network/networkSecurityGroups/securityRules": types.NETWORK_SECURITY_GROUP,
  "Microsoft.Network/networkWatchers/FlowLogs": types.FLOW_LOG,
  "Microsoft.Network/networkWatchers/flowLogs": types.FLOW_LOG,
  "Microsoft.Network/virtualNetworks": types.VIRTUAL_NETWORK,
  "Microsoft.Storage/storageAccounts": types.STORAGE_ACCOUNT,
  "Microsoft.Storage/storageAccounts/blobServices/containers": types.BLOB_CONTAINER,
  azuread_application_federated_identity_credential: types.FEDERATED_CREDENTIAL,
  azurerm_container_registry: types.REGISTRY,
  azurerm_key_vault: types.VAULT,
  azurerm_key_vault_key: types.KEY,
  azurerm_kubernetes_cluster: types.MANAGED_CLUSTER,
  azurerm_kubernetes_cluster_node_pool: types.AGENT_POOL,
  azurerm_network_security_group: types.NETWORK_SECURITY_GROUP,
  azurerm_network_security_rule: types.NETWORK_SECURITY_GROUP,
  azurerm_network_watcher_flow_log: types.FLOW_LOG,
  azurerm_storage_account: types.STORAGE_ACCOUNT,
  azurerm_storage_account_network_rules: types.STORAGE_ACCOUNT,
  azurerm_storage_container: types.BLOB_CONTAINER,
  azurerm_subnet: types.SUBNET,
  azurerm_virtual_network: types.VIRTUAL_NETWORK,
  azurerm_virtual_network_dns_servers: types.VIRTUAL_NETWORK,
};

const {
  AGENT_POOL,
  BLOB_CONTAINER,
  FEDERATED_CREDENTIAL,
  FLOW_LOG,
  KEY,
  MANAGED_CLUSTER,
  NETWORK_SECURITY_GROUP,
  REGISTRY,
  STORAGE_ACCOUNT,
  SUBNET,
  VAULT,
  VIRTUAL_NETWORK,
} = types;

/** Checks whose id stands in `frameworks.checkov` of the rules that answer them. */
const ANSWERED: Readonly<Record<string, readonly string[]>> = {
  [MANAGED_CLUSTER]: "4 5 7 115 117 141 143 171 227".split(" ").map(plain).concat("CKV2_AZURE_29"),
  [AGENT_POOL]: ["CKV_AZURE_227"],
  [VAULT]: "42 109 110 111 189".split(" ").map(plain).concat("CKV2_AZURE_32"),
  [KEY]: "40 112".split(" ").map(plain),
  [NETWORK_SECURITY_GROUP]: "9 10 77 160".split(" ").map(plain),
  [FLOW_LOG]: ["CKV_AZURE_12"],
  [SUBNET]: ["CKV2_AZURE_31"],
  [STORAGE_ACCOUNT]: "3 35 44 59 190 244"
    .split(" ")
    .map(plain)
    .concat("1 8 21 33 38 40 47".split(" ").map((number) => `CKV2_AZURE_${number}`)),
  [BLOB_CONTAINER]: ["CKV_AZURE_34", "CKV2_AZURE_8", "CKV2_AZURE_21"],
  [REGISTRY]: "137 138 139 163 164".split(" ").map(plain),
  [FEDERATED_CREDENTIAL]: ["CKV_AZURE_249"],
};

function plain(number: string): string {
  return `CKV_AZURE_${number}`;
}

const REASONED: readonly (readonly [id: string, types: readonly string[], reason: string])[] = [
  ["CKV_AZURE_6", [MANAGED_CLUSTER], reasons.AUTHORIZED_RANGES],
  ["CKV_AZURE_8", [MANAGED_CLUSTER], "AKS has no dashboard add-on since Kubernetes 1.19."],
  ["CKV_AZURE_116", [MANAGED_CLUSTER], reasons.POLICY_ADDON],
  ["CKV_AZURE_168", [MANAGED_CLUSTER, AGENT_POOL], reasons.FEW_PODS],
  ["CKV_AZURE_169", [MANAGED_CLUSTER], reasons.SCALE_SETS],
  ["CKV_AZURE_170", [MANAGED_CLUSTER], reasons.UPTIME],
  ["CKV_AZURE_172", [MANAGED_CLUSTER], reasons.SECRET_STORE],
  ["CKV_AZURE_226", [MANAGED_CLUSTER], reasons.EPHEMERAL_DISKS],
  [
    "CKV_AZURE_232",
    [MANAGED_CLUSTER],
    "Reliability, no security: the components taint the system pool with CriticalAddonsOnly, and W11 keeps tenants to pools of their own.",
  ],
  ["CKV_AZURE_246", [MANAGED_CLUSTER], reasons.HTTP_ROUTING],
  ["CKV_AZURE_182", [VIRTUAL_NETWORK], reasons.OWN_DNS],
  ["CKV_AZURE_183", [VIRTUAL_NETWORK], reasons.OWN_DNS],
  ["CKV_AZURE_33", [STORAGE_ACCOUNT], reasons.NO_QUEUES],
  ["CKV_AZURE_36", [STORAGE_ACCOUNT], reasons.TRUSTED_SERVICES],
  ["CKV_AZURE_43", [STORAGE_ACCOUNT], reasons.REFUSED_BY_AZURE],
  ["CKV_AZURE_206", [STORAGE_ACCOUNT], reasons.REPLICATION],
  ["CKV2_AZURE_20", [STORAGE_ACCOUNT], reasons.NO_QUEUES],
  [
    "CKV2_AZURE_41",
    [STORAGE_ACCOUNT],
    "It bounds signatures made with an account's keys, which I09 makes unusable; those of Entra ID end within seven days by themselves.",
  ],
  [
    "CKV2_AZURE_50",
    [STORAGE_ACCOUNT],
    "It looks at accounts of Machine Learning workspaces; none is declared, and N13 closes every account.",
  ],
  ["CKV_AZURE_165", [REGISTRY], reasons.ONE_REGION],
  [
    "CKV_AZURE_166",
    [REGISTRY],
    "Quarantine is a preview that needs a scanner of one's own to release each image; W09 demands signatures and W10 scans.",
  ],
  [
    "CKV_AZURE_167",
    [REGISTRY],
    "Nodes pull by digest (W08): a manifest without a tag is one that they may need, and to delete it would stop them.",
  ],
  [
    "CKV_AZURE_233",
    [REGISTRY],
    "Availability, no security: the components make the registry zone redundant.",
  ],
  [
    "CKV_AZURE_237",
    [REGISTRY],
    "Data addresses of one's own narrow a firewall's list; a registry that answers to private endpoints alone (N11, N15) is on none.",
  ],
];

function answered(): PeerCheck[] {
  const ids = new Set(Object.values(ANSWERED).flat());
  return [...ids].map((id) => {
    const own = Object.keys(ANSWERED).filter((type) => ANSWERED[type]?.includes(id));
    const answering = rules.filter(({ frameworks }) => frameworks.checkov?.includes(id));
    return peerCheck(
      id,
      own,
      answering.map((rule) => rule.id),
    );
  });
}

/** https://pypi.org/project/checkov/ */
export const CHECKOV_VERSION = "3.3.30";

/** `npm run bench:policies` compares this list with what the installed Checkov prints. */
export const checkov: Peer = {
  name: "Checkov",
  list: `\`checkov --list\` of ${CHECKOV_VERSION}`,
  source: `https://pypi.org/project/checkov/${CHECKOV_VERSION}/`,
  asOf: "2026-11-30",
  covered:
    "Every check for Azure in ARM, Bicep or Terraform whose kind of resource the stacks declare. Its checks of Kubernetes and AWS stand beside the rules that answer them in rules.md.",
  checks: [...answered(), ...REASONED.map(([id, of, reason]) => peerCheck(id, of, reason))],
};
