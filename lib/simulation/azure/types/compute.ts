import type { BodyProblem, FieldRule, Inputs, ResourceType } from "./resource-type.ts";
import {
  assumed,
  group,
  guidOf,
  identity,
  location,
  problem,
  required,
  spec,
  succeeded,
  zones,
} from "./rows.ts";
import { isGiven, isText } from "./values.ts";

const GROUP =
  "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.Compute";

/** Name of a machine or scale set as ARM takes it; the name inside Windows is shorter and is not our matter. */
function machineName(path: string): FieldRule {
  return {
    path,
    required: true,
    pattern: /^(?!_)[^\\/"[\]:|<>+=;,?*@&\s]{0,63}[^\\/"[\]:|<>+=;,?*@&\s.-]$/,
    rule: '1 to 64 characters without \\/"[]:|<>+=;,?*@& and space, the first no underscore, the last no period or hyphen',
    source: "https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules",
  };
}

/** What is the same of a machine's and of a scale set's profile. */
function profile(prefix: string): readonly FieldRule[] {
  return [
    {
      path: `${prefix}storageProfile.osDisk.createOption`,
      oneOf: ["FromImage", "Empty", "Attach", "Copy", "Restore"],
    },
    { path: `${prefix}storageProfile.osDisk.diskSizeGB`, range: [1, 4095] },
    {
      path: `${prefix}storageProfile.osDisk.managedDisk.storageAccountType`,
      oneOf: [
        "Standard_LRS",
        "Premium_LRS",
        "StandardSSD_LRS",
        "UltraSSD_LRS",
        "Premium_ZRS",
        "StandardSSD_ZRS",
        "PremiumV2_LRS",
      ],
    },
    { path: `${prefix}priority`, oneOf: ["Regular", "Low", "Spot"] },
    { path: `${prefix}securityProfile.securityType`, oneOf: ["TrustedLaunch", "ConfidentialVM"] },
  ];
}

/** Who may log in: a password, or keys and no password. */
function loginProblems(inputs: Inputs, at: string): readonly BodyProblem[] {
  const linux = `${at}.linuxConfiguration`;
  if (!isGiven(inputs, at) || isGiven(inputs, `${at}.adminPassword`)) return [];
  if (isGiven(inputs, `${linux}.ssh.publicKeys`) || isGiven(inputs, `${at}.windowsConfiguration`)) return [];
  const message =
    "Authentication using either SSH or by user name and password must be enabled in Linux profile.";
  return [problem(linux, message)];
}

function diskEncryptionSetProblems(inputs: Inputs): readonly BodyProblem[] {
  if (!isText(inputs, "identity.type", "UserAssigned") || isGiven(inputs, "identity.userAssignedIdentities"))
    return [];
  const message = "A user-assigned identity must be named where the type of identity is UserAssigned.";
  return [problem("identity.userAssignedIdentities", message)];
}

/** What Microsoft.Compute has: encryption of disks, and machines that are no nodes of a cluster. */
export const computeTypes: readonly ResourceType[] = [
  {
    token: "azure-native:compute:DiskEncryptionSet",
    armType: "Microsoft.Compute/diskEncryptionSets",
    id: `${GROUP}/diskEncryptionSets/{diskEncryptionSetName}`,
    apiVersion: "2024-03-02",
    ...spec("compute/resource-manager/Microsoft.Compute/DiskRP/stable/2024-03-02/diskEncryptionSet.json"),
    fields: [
      group,
      location,
      {
        path: "diskEncryptionSetName",
        required: true,
        pattern: /^[A-Za-z0-9_-]{1,80}$/,
        rule: "1 to 80 letters, digits, underscores and hyphens",
      },
      ...required("identity", "identity.type", "activeKey", "activeKey.keyUrl"),
      identity("None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"),
      {
        path: "activeKey.keyUrl",
        pattern: /^https:\/\/[^/]+\/keys\/[^/]+(?:\/[0-9a-f]{32})?$/i,
        rule: "the address of a key",
      },
      {
        path: "encryptionType",
        oneOf: [
          "EncryptionAtRestWithCustomerKey",
          "EncryptionAtRestWithPlatformAndCustomerKeys",
          "ConfidentialVmEncryptedWithCustomerKey",
        ],
      },
    ],
    check: diskEncryptionSetProblems,
    durations: assumed(15, 30, 15, "no page says; the set is a record and a look at the key"),
    references: ["activeKey.sourceVault.id", "identity.userAssignedIdentities[]"],
    outputs: succeeded,
  },
  {
    token: "azure-native:compute:VirtualMachine",
    armType: "Microsoft.Compute/virtualMachines",
    id: `${GROUP}/virtualMachines/{vmName}`,
    apiVersion: "2024-11-01",
    ...spec("compute/resource-manager/Microsoft.Compute/ComputeRP/stable/2024-11-01/virtualMachine.json"),
    fields: [
      group,
      location,
      machineName("vmName"),
      zones,
      ...required("hardwareProfile", "hardwareProfile.vmSize", "storageProfile", "networkProfile"),
      ...profile(""),
      ...required("storageProfile.osDisk", "storageProfile.osDisk.createOption"),
      { path: "networkProfile.networkInterfaces", required: true, length: [1, 8] },
      identity("None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"),
    ],
    check: (inputs) => loginProblems(inputs, "osProfile"),
    durations: assumed(90, 60, 60, "no page says; a small Linux machine starts within minutes"),
    references: [
      "networkProfile.networkInterfaces[].id",
      "storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
      "identity.userAssignedIdentities[]",
    ],
    outputs: (id) => ({ ...succeeded(), vmId: guidOf(id, "machine") }),
  },
  {
    token: "azure-native:compute:VirtualMachineScaleSet",
    armType: "Microsoft.Compute/virtualMachineScaleSets",
    id: `${GROUP}/virtualMachineScaleSets/{vmScaleSetName}`,
    apiVersion: "2024-11-01",
    ...spec(
      "compute/resource-manager/Microsoft.Compute/ComputeRP/stable/2024-11-01/virtualMachineScaleSet.json",
    ),
    fields: [
      group,
      location,
      machineName("vmScaleSetName"),
      zones,
      ...required("sku", "sku.name"),
      {
        path: "sku.capacity",
        range: [0, 1000],
        source:
          "https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-placement-groups",
      },
      { path: "orchestrationMode", oneOf: ["Uniform", "Flexible"] },
      { path: "upgradePolicy.mode", oneOf: ["Automatic", "Manual", "Rolling"] },
      ...profile("virtualMachineProfile."),
      identity("None", "SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"),
    ],
    check: (inputs) => loginProblems(inputs, "virtualMachineProfile.osProfile"),
    durations: assumed(120, 60, 120, "no page says; small Linux machines start within minutes"),
    references: [
      "virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].ipConfigurations[].subnet.id",
      "virtualMachineProfile.storageProfile.osDisk.managedDisk.diskEncryptionSet.id",
      "identity.userAssignedIdentities[]",
    ],
    outputs: (id) => ({ ...succeeded(), uniqueId: guidOf(id, "scale set") }),
  },
];
