import { limits } from "../../../../catalog/azure/limits.ts";
import { holds, parseAddress } from "./addresses.ts";
import { poolProblems, repeatedPools } from "./agent-pool.ts";
import { notationProblems, overlapProblems, rangesAt } from "./ranges.ts";
import type { BodyProblem, Inputs } from "./resource-type.ts";
import { problem } from "./rows.ts";
import { isGiven, isHidden, isText, listAt, textAt, valueAt } from "./values.ts";

/** One thing that AKS demands where another is set. */
interface Demand {
  readonly when: (inputs: Inputs) => boolean;
  readonly unless: (inputs: Inputs) => boolean;
  readonly target: string;
  readonly message: string;
  /** Public page that states it. */
  readonly source: string;
}

const aks = (page: string): string => `https://learn.microsoft.com/azure/aks/${page}`;
const CLUSTER_SPEC =
  "Azure/azure-rest-api-specs specification/containerservice/resource-manager/Microsoft.ContainerService/aks/stable/2025-09-01/managedClusters.json";

const on = (path: string) => (inputs: Inputs) => valueAt(inputs, path) === true;
const onOrHidden = (path: string) => (inputs: Inputs) => {
  const value = valueAt(inputs, path);
  return value === true || isHidden(value);
};
const given = (path: string) => (inputs: Inputs) => isGiven(inputs, path);
const says = (path: string, text: string) => (inputs: Inputs) => isText(inputs, path, text);
const saysOrHidden = (path: string, text: string) => (inputs: Inputs) =>
  isText(inputs, path, text) || isHidden(valueAt(inputs, path));

const KMS = "securityProfile.azureKeyVaultKms";
const API = "apiServerAccessProfile";

/** What AKS demands together. Messages are ours where no public page has the service's. */
export const clusterDemands: readonly Demand[] = [
  {
    when: () => true,
    unless: (inputs) =>
      ["identity.type", "servicePrincipalProfile.clientId"].some((path) => isGiven(inputs, path)),
    target: "identity",
    message: "A cluster needs a managed identity or a service principal.",
    source: aks("use-managed-identity"),
  },
  {
    when: () => true,
    unless: (inputs) => isGiven(inputs, "dnsPrefix") !== isGiven(inputs, "fqdnSubdomain"),
    target: "dnsPrefix",
    message: "Exactly one of dnsPrefix and fqdnSubdomain must be given.",
    source: CLUSTER_SPEC,
  },
  {
    when: (inputs) => on(`${API}.enableVnetIntegration`)(inputs) && hasOwnSubnet(inputs),
    unless: given(`${API}.subnetId`),
    target: `${API}.subnetId`,
    message: "API server VNet integration in a network of one's own needs the API server's subnet.",
    source: aks("api-server-vnet-integration"),
  },
  {
    when: given(`${API}.privateDNSZone`),
    unless: onOrHidden(`${API}.enablePrivateCluster`),
    target: `${API}.privateDNSZone`,
    message: "Only a private cluster has a private DNS zone.",
    source: aks("private-clusters"),
  },
  {
    when: namesZone,
    unless: saysOrHidden("identity.type", "UserAssigned"),
    target: "identity.type",
    message: "A private DNS zone of one's own needs a user-assigned identity of the control plane.",
    source: aks("private-clusters"),
  },
  {
    when: given("fqdnSubdomain"),
    unless: (inputs) => namesZone(inputs) || isHidden(valueAt(inputs, `${API}.privateDNSZone`)),
    target: "fqdnSubdomain",
    message: "fqdnSubdomain needs a private DNS zone of one's own.",
    source: aks("private-clusters"),
  },
  {
    when: on(`${KMS}.enabled`),
    unless: given(`${KMS}.keyId`),
    target: `${KMS}.keyId`,
    message: "Key management needs the address of a key.",
    source: CLUSTER_SPEC,
  },
  {
    when: says(`${KMS}.keyVaultNetworkAccess`, "Private"),
    unless: given(`${KMS}.keyVaultResourceId`),
    target: `${KMS}.keyVaultResourceId`,
    message: "When keyVaultNetworkAccess is Private, keyVaultResourceId is required.",
    source: CLUSTER_SPEC,
  },
  {
    when: says(`${KMS}.keyVaultNetworkAccess`, "Private"),
    unless: onOrHidden(`${API}.enableVnetIntegration`),
    target: `${API}.enableVnetIntegration`,
    message: "Key management with a private vault needs API server VNet integration.",
    source: aks("use-kms-etcd-encryption"),
  },
  {
    when: (inputs) =>
      ["", "Public"].includes(textAt(inputs, `${KMS}.keyVaultNetworkAccess`) ?? "") &&
      !isHidden(valueAt(inputs, `${KMS}.keyVaultNetworkAccess`)),
    unless: (inputs) =>
      !isGiven(inputs, `${KMS}.keyVaultResourceId`) || isText(inputs, `${KMS}.keyVaultResourceId`, ""),
    target: `${KMS}.keyVaultResourceId`,
    message: "When keyVaultNetworkAccess is Public, keyVaultResourceId must be empty.",
    source: CLUSTER_SPEC,
  },
  {
    when: on("securityProfile.workloadIdentity.enabled"),
    unless: onOrHidden("oidcIssuerProfile.enabled"),
    target: "oidcIssuerProfile.enabled",
    message: "Workload identity needs the OIDC issuer.",
    source: aks("workload-identity-deploy-cluster"),
  },
  {
    when: on("disableLocalAccounts"),
    unless: given("aadProfile"),
    target: "disableLocalAccounts",
    message: "Local accounts can only be disabled on clusters with Microsoft Entra ID.",
    source: CLUSTER_SPEC,
  },
  {
    when: on("aadProfile.enableAzureRBAC"),
    unless: onOrHidden("aadProfile.managed"),
    target: "aadProfile.enableAzureRBAC",
    message: "Azure RBAC needs managed integration with Microsoft Entra ID.",
    source: aks("manage-azure-rbac"),
  },
  {
    when: says("supportPlan", "AKSLongTermSupport"),
    unless: saysOrHidden("sku.tier", "Premium"),
    target: "supportPlan",
    message: "Long-term support needs the tier Premium.",
    source: aks("long-term-support"),
  },
  {
    when: given("identityProfile.kubeletidentity"),
    unless: saysOrHidden("identity.type", "UserAssigned"),
    target: "identityProfile.kubeletidentity",
    message: "A kubelet identity of one's own needs a user-assigned identity of the control plane.",
    source: aks("use-managed-identity"),
  },
  {
    when: says("networkProfile.networkPolicy", "cilium"),
    unless: saysOrHidden("networkProfile.networkDataplane", "cilium"),
    target: "networkProfile.networkPolicy",
    message: "Network policy cilium needs the data plane cilium.",
    source: aks("azure-cni-powered-by-cilium"),
  },
  {
    when: says("networkProfile.networkDataplane", "cilium"),
    unless: saysOrHidden("networkProfile.networkPlugin", "azure"),
    target: "networkProfile.networkDataplane",
    message: "Data plane cilium needs the network plugin azure.",
    source: aks("azure-cni-powered-by-cilium"),
  },
];

/** What AKS refuses about a cluster beyond its single fields. */
export function clusterProblems(inputs: Inputs): readonly BodyProblem[] {
  const demands = clusterDemands
    .filter(({ when, unless }) => when(inputs) && !unless(inputs))
    .map(({ target, message }) => problem(target, message));
  const pools = listAt(inputs, "agentPoolProfiles").flatMap((pool, index) =>
    isHidden(pool) ? [] : poolProblems(pool, `agentPoolProfiles[${index}].`),
  );
  return [
    ...demands,
    ...systemPoolProblems(inputs),
    ...repeatedPools(inputs),
    ...pools,
    ...zoneProblems(inputs),
    ...rangeProblems(inputs),
  ];
}

function systemPoolProblems(inputs: Inputs): readonly BodyProblem[] {
  const pools = valueAt(inputs, "agentPoolProfiles");
  if (!Array.isArray(pools)) return [];
  const may = pools.some((pool) => isHidden(pool) || saysOrHidden("mode", "System")(pool));
  // https://github.com/ansible-collections/azure/issues/731
  return may ? [] : [problem("agentPoolProfiles", "Must define at least one system pool.")];
}

function hasOwnSubnet(inputs: Inputs): boolean {
  return listAt(inputs, "agentPoolProfiles").some((pool) => isGiven(pool, "vnetSubnetID"));
}

/** Whether the private zone is one of the user's, and not AKS's own or none. */
function namesZone(inputs: Inputs): boolean {
  const zone = textAt(inputs, `${API}.privateDNSZone`);
  return zone !== undefined && !["system", "none"].includes(zone.toLowerCase());
}

/** Names that a zone of one's own may have: https://learn.microsoft.com/azure/aks/private-clusters. */
function zoneProblems(inputs: Inputs): readonly BodyProblem[] {
  const zone = textAt(inputs, `${API}.privateDNSZone`);
  const region = textAt(inputs, "location")?.toLowerCase().replaceAll(" ", "");
  if (zone === undefined || region === undefined || !namesZone(inputs)) return [];
  const name = /\/privateDnsZones\/(?<name>[^/]+)$/i.exec(zone)?.groups?.name?.toLowerCase();
  const suffixes = [`privatelink.${region}.azmk8s.io`, `private.${region}.azmk8s.io`];
  if (name !== undefined && suffixes.some((suffix) => name === suffix || name.endsWith(`.${suffix}`)))
    return [];
  const message = `The private DNS zone must be named ${suffixes.join(" or ")}, or lie below it; got ${name ?? zone}.`;
  return [problem(`${API}.privateDNSZone`, message)];
}

const SERVICES = ["networkProfile.serviceCidr", "networkProfile.serviceCidrs[]"];
const PODS = ["networkProfile.podCidr", "networkProfile.podCidrs[]"];

/** https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay */
function rangeProblems(inputs: Inputs): readonly BodyProblem[] {
  const [services, pods] = [rangesAt(inputs, SERVICES), rangesAt(inputs, PODS)];
  const large = services
    .filter(({ prefix }) => prefix <= limits.serviceCidrPrefix.value)
    .map(({ at }) =>
      problem(at, `A service range must be smaller than a /${limits.serviceCidrPrefix.value}.`),
    );
  const address = parseAddress(textAt(inputs, "networkProfile.dnsServiceIP") ?? "");
  const outside =
    address !== undefined && services.length > 0 && !services.some((range) => holds(range, address))
      ? [problem("networkProfile.dnsServiceIP", "The DNS service's address must lie in the service range.")]
      : [];
  const first = services.some((range) => address === range.first + 1)
    ? [problem("networkProfile.dnsServiceIP", "The first address of the service range is the API server's.")]
    : [];
  // The list repeats what the single field says.
  const [service, pod] = [services[0], pods[0]];
  const shared = service && pod ? overlapProblems([service, pod], "InvalidParameter") : [];
  return [...notationProblems(inputs, [...SERVICES, ...PODS]), ...large, ...outside, ...first, ...shared];
}
