import { lustreSkuOf, lustreSkus } from "../../../../catalog/azure/managed-lustre.ts";
import { addressIn } from "./addresses.ts";
import type { BodyProblem, Inputs, ResourceType } from "./resource-type.ts";
import { assumed, group, identity, location, problem, required, spec, succeeded, zones } from "./rows.ts";
import { isGiven, numberAt, textAt } from "./values.ts";

const CREATE_PAGE = "https://learn.microsoft.com/azure/azure-managed-lustre/create-file-system-portal";

function fileSystemProblems(inputs: Inputs): readonly BodyProblem[] {
  return [...capacityProblems(inputs), ...keyProblems(inputs), ...squashProblems(inputs)];
}

function capacityProblems(inputs: Inputs): readonly BodyProblem[] {
  const sku = lustreSkuOf(textAt(inputs, "sku.name") ?? "");
  const capacity = numberAt(inputs, "storageCapacityTiB");
  if (sku === undefined || capacity === undefined) return [];
  const { minTiB, stepTiB, maxTiB } = sku;
  if (capacity >= minTiB && capacity <= maxTiB && capacity % stepTiB === 0) return [];
  const message = `The storage capacity ${capacity} TiB is invalid: ${sku.sku} takes ${minTiB} to ${maxTiB} TiB in steps of ${stepTiB}.`;
  return [problem("storageCapacityTiB", message)];
}

/** A key of one's own is read with a user-assigned identity. */
function keyProblems(inputs: Inputs): readonly BodyProblem[] {
  if (!isGiven(inputs, "encryptionSettings.keyEncryptionKey")) return [];
  if (isGiven(inputs, "identity.userAssignedIdentities")) return [];
  return [problem("identity", "A key of one's own needs a user-assigned identity that may use it.")];
}

/** https://learn.microsoft.com/azure/azure-managed-lustre/root-squash-configure-settings */
function squashProblems(inputs: Inputs): readonly BodyProblem[] {
  const mode = textAt(inputs, "rootSquashSettings.mode");
  if (mode === undefined || mode === "None") return [];
  const missing = ["squashUID", "squashGID", "noSquashNidLists"]
    .map((field) => `rootSquashSettings.${field}`)
    .filter((path) => !isGiven(inputs, path));
  return missing.map((path) =>
    problem(path, `Required parameter ${path} is missing (null): the mode is ${mode}.`),
  );
}

/** What Microsoft.StorageCache has: Managed Lustre. */
export const storageCacheTypes: readonly ResourceType[] = [
  {
    token: "azure-native:storagecache:AmlFilesystem",
    armType: "Microsoft.StorageCache/amlFilesystems",
    id: "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.StorageCache/amlFilesystems/{amlFilesystemName}",
    apiVersion: "2024-03-01",
    ...spec(
      "storagecache/resource-manager/Microsoft.StorageCache/stable/2024-03-01/amlfilesystem.json",
      "high",
    ),
    fields: [
      group,
      location,
      {
        path: "amlFilesystemName",
        required: true,
        pattern: /^[0-9a-zA-Z][-0-9a-zA-Z_]{0,78}[0-9a-zA-Z]$/,
        rule: "2 to 80 letters, digits, underscores and hyphens, the first and last a letter or digit",
      },
      ...required("filesystemSubnet", "storageCapacityTiB", "maintenanceWindow", "sku"),
      { path: "sku.name", required: true, oneOf: lustreSkus.map(({ sku }) => sku), source: CREATE_PAGE },
      { path: "zones", length: [1, 1] },
      zones,
      {
        path: "maintenanceWindow.dayOfWeek",
        required: true,
        oneOf: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
      },
      {
        path: "maintenanceWindow.timeOfDayUTC",
        required: true,
        pattern: /^([0-9]|0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]$/,
        rule: "a time of day, 02:00",
      },
      ...required(
        "encryptionSettings.keyEncryptionKey.keyUrl",
        "encryptionSettings.keyEncryptionKey.sourceVault",
      ),
      ...required("hsm.settings.container", "hsm.settings.loggingContainer"),
      { path: "rootSquashSettings.mode", oneOf: ["None", "RootOnly", "All"] },
      identity("None", "UserAssigned"),
    ],
    check: fileSystemProblems,
    durations: assumed(1200, 300, 600, "no page says; reports speak of ten to thirty minutes"),
    references: [
      "filesystemSubnet",
      "encryptionSettings.keyEncryptionKey.sourceVault.id",
      "identity.userAssignedIdentities[]",
    ],
    outputs: (_, inputs, inputsOf) => {
      const address = addressIn(textAt(inputs, "filesystemSubnet"), inputsOf);
      const sku = lustreSkuOf(textAt(inputs, "sku.name") ?? "");
      return {
        ...succeeded(),
        health: { state: "Available" },
        throughputProvisionedMBps:
          (numberAt(inputs, "storageCapacityTiB") ?? 0) * (sku?.mbPerSecondPerTiB ?? 0),
        clientInfo: {
          mgsAddress: address,
          mountCommand: `mount -t lustre -o noatime,flock ${address}@tcp:/lustrefs /lustre`,
        },
      };
    },
  },
];
