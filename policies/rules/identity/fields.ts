import { equals } from "../../demand.ts";
import { fieldRule } from "../../field-rule.ts";
import { nodePools, whole } from "../../parts.ts";
import {
  INSTANCE,
  LAUNCH_TEMPLATE,
  MANAGED_CLUSTER,
  SCALE_SET,
  VIRTUAL_MACHINE,
} from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const MANAGED_IDENTITY = "https://learn.microsoft.com/azure/aks/use-managed-identity";

const instanceMetadata = [
  equals("metadataOptions.httpTokens", "required"),
  equals("metadataOptions.httpPutResponseHopLimit", 1),
];

/** Rules about who may enter and act that only say what properties must be. */
export const identityFields: readonly Rule[] = [
  fieldRule(
    {
      id: "I01",
      name: "no-local-accounts",
      title: "Nobody enters a cluster without Entra ID.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AZURE_141"], nist80053: ["AC-2", "IA-2"] },
      remediation:
        "Set disableLocalAccounts: true on the ManagedCluster, and aadProfile for those who may enter.",
      evidence: "https://learn.microsoft.com/azure/aks/manage-local-accounts-managed-azure-ad",
    },
    [{ of: whole(MANAGED_CLUSTER), demands: [equals("disableLocalAccounts", true)] }],
  ),
  fieldRule(
    {
      id: "I02",
      name: "entra-decides-in-cluster",
      title: "Entra ID says who enters a cluster, and Azure's roles what they may do there.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: {
        checkov: ["CKV_AZURE_5"],
        cisAks: ["5.5.1", "5.5.2"],
        nist80053: ["AC-2", "AC-3", "IA-2"],
      },
      remediation:
        "Set enableRBAC: true and aadProfile: { managed: true, enableAzureRBAC: true } on the ManagedCluster.",
      evidence: "https://learn.microsoft.com/azure/aks/manage-azure-rbac",
    },
    [
      {
        of: whole(MANAGED_CLUSTER),
        demands: [
          equals("aadProfile.managed", true),
          equals("aadProfile.enableAzureRBAC", true),
          equals("enableRBAC", true),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "I04",
      name: "cluster-own-identity",
      title: "A cluster acts through a managed identity that outlives it, and through no service principal.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { nist80053: ["AC-6", "IA-5"] },
      remediation:
        'Create the ManagedCluster with identity: { type: "UserAssigned", userAssignedIdentities }, and without servicePrincipalProfile.',
      evidence: MANAGED_IDENTITY,
    },
    [
      {
        of: whole(MANAGED_CLUSTER),
        demands: [
          equals("identity.type", "UserAssigned"),
          // What Azure itself writes there for a cluster with a managed identity.
          equals("servicePrincipalProfile.clientId", "msi", { value: "msi", source: MANAGED_IDENTITY }),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "I05",
      name: "workload-identity",
      title: "Pods can prove to Entra ID who they are, without a secret.",
      enforcement: "mandatory",
      severity: "medium",
      frameworks: { cisAks: ["5.2.1"], nist80053: ["IA-5"] },
      remediation:
        "Set oidcIssuerProfile.enabled: true and securityProfile.workloadIdentity.enabled: true on the ManagedCluster.",
      evidence: "https://learn.microsoft.com/azure/aks/workload-identity-overview",
    },
    [
      {
        of: whole(MANAGED_CLUSTER),
        demands: [
          equals("oidcIssuerProfile.enabled", true),
          equals("securityProfile.workloadIdentity.enabled", true),
        ],
      },
    ],
  ),
  fieldRule(
    {
      id: "I07",
      name: "no-ssh",
      title: "Nobody enters a node by SSH, and nobody any machine by password.",
      enforcement: "advisory",
      severity: "medium",
      frameworks: { checkov: ["CKV_AZURE_149", "CKV_AZURE_178"], nist80053: ["AC-17", "IA-2"] },
      remediation:
        'Set securityProfile.sshAccess: "Disabled" on the node pool, and linuxConfiguration.disablePasswordAuthentication: true in the osProfile of scale sets and machines.',
      evidence: "https://learn.microsoft.com/azure/aks/manage-ssh-node-access",
    },
    [
      { of: nodePools, demands: [equals("securityProfile.sshAccess", "Disabled")] },
      {
        of: whole(SCALE_SET),
        demands: [
          equals("virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication", true),
        ],
      },
      {
        of: whole(VIRTUAL_MACHINE),
        demands: [equals("osProfile.linuxConfiguration.disablePasswordAuthentication", true)],
      },
    ],
  ),
  fieldRule(
    {
      id: "I12",
      name: "node-group-locked",
      title: "Nobody changes behind the back of AKS what it made for its nodes.",
      enforcement: "advisory",
      severity: "medium",
      frameworks: { nist80053: ["CM-5"] },
      remediation: 'Set nodeResourceGroupProfile.restrictionLevel: "ReadOnly" on the ManagedCluster.',
      evidence: "https://learn.microsoft.com/azure/aks/node-resource-group-lockdown",
    },
    [
      {
        of: whole(MANAGED_CLUSTER),
        demands: [equals("nodeResourceGroupProfile.restrictionLevel", "ReadOnly")],
      },
    ],
  ),
  fieldRule(
    {
      id: "I13",
      name: "no-run-command",
      title: "Nobody runs commands in a cluster from outside its network, through Azure.",
      enforcement: "advisory",
      severity: "medium",
      frameworks: { nist80053: ["AC-3", "AC-17"] },
      remediation: "Set apiServerAccessProfile.disableRunCommand: true on the ManagedCluster.",
      evidence: "https://learn.microsoft.com/azure/aks/access-private-cluster",
    },
    [{ of: whole(MANAGED_CLUSTER), demands: [equals("apiServerAccessProfile.disableRunCommand", true)] }],
  ),
  fieldRule(
    {
      id: "I14",
      name: "instance-metadata-guarded",
      title: "The credentials of a machine are not handed to its pods, nor to a forged request.",
      enforcement: "mandatory",
      severity: "high",
      frameworks: { checkov: ["CKV_AWS_79", "CKV_AWS_341"], nist80053: ["AC-3", "AC-6"] },
      remediation:
        'Set metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 } on the LaunchTemplate or Instance.',
      evidence:
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
    },
    [
      { of: whole(LAUNCH_TEMPLATE), demands: instanceMetadata },
      { of: whole(INSTANCE), demands: instanceMetadata },
    ],
  ),
];
