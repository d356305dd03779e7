import { type Properties, UNKNOWN, type Value, valueAt } from "../../../graph/graph.ts";
import { isHidden, isProperties, itemsAt, textAt } from "../../reading.ts";
import { type ClassicType, type From, mapped, type PropertyMapping } from "./mapping.ts";

/** An azure-native type, and what its inputs are made from. */
export function native(type: string, inputs: PropertyMapping): ClassicType {
  return { type: `azure-native:${type}`, inputs };
}

/** What most types have. */
export const placed: PropertyMapping = { location: "location", resourceGroupName: "resourceGroupName" };

/** A node pool, alone or as the first of its cluster. A disk is managed where nothing else is said. */
export const nodePool: PropertyMapping = {
  name: "name",
  vmSize: "vmSize",
  count: "nodeCount",
  // Version 5 of the provider called it otherwise.
  enableAutoScaling: ({ autoScalingEnabled, enableAutoScaling }) => autoScalingEnabled ?? enableAutoScaling,
  minCount: "minCount",
  maxCount: "maxCount",
  osDiskType: ({ osDiskType }) => osDiskType ?? "Managed",
  osDiskSizeGB: "osDiskSizeGb",
  osType: "osType",
  scaleSetPriority: "priority",
  spotMaxPrice: "spotMaxPrice",
  availabilityZones: "zones",
};

/** Disk and image of a machine. */
function storage(prefix: string): PropertyMapping {
  const path = `${prefix}storageProfile`;
  return {
    [`${path}.osDisk.managedDisk.storageAccountType`]: "osDisk.storageAccountType",
    [`${path}.osDisk.diskSizeGB`]: "osDisk.diskSizeGb",
    [`${path}.osDisk.diffDiskSettings.option`]: "osDisk.diffDiskSettings.option",
    [`${path}.imageReference.publisher`]: "sourceImageReference.publisher",
    [`${prefix}licenseType`]: "licenseType",
    [`${prefix}priority`]: "priority",
    [`${prefix}billingProfile.maxPrice`]: "maxBidPrice",
  };
}

/** A machine of an operating system, which its type says. */
export function machine(os: "linux" | "windows"): PropertyMapping {
  return {
    ...placed,
    vmName: "name",
    "hardwareProfile.vmSize": "size",
    [`osProfile.${os}Configuration`]: { constant: {} },
    ...storage(""),
  };
}

/** A scale set of machines of an operating system, which its type says. */
export function scaleSet(os: "linux" | "windows"): PropertyMapping {
  const profile = "virtualMachineProfile";
  return {
    ...placed,
    vmScaleSetName: "name",
    "sku.name": "sku",
    "sku.capacity": "instances",
    [`${profile}.osProfile.${os}Configuration`]: { constant: {} },
    ...storage(`${profile}.`),
    [`${profile}.storageProfile.dataDisks`]: (inputs) =>
      itemsAt(inputs, "dataDisks").map((disk) =>
        isProperties(disk)
          ? mapped(disk, { diskSizeGB: "diskSizeGb", "managedDisk.storageAccountType": "storageAccountType" })
          : disk,
      ),
  };
}

/** The name at the end of an id. */
export function lastOf(path: string): From {
  return { path, as: nameIn };
}

/** The name at the end of an id that may be unknown. */
export function lastIn(id: Value | undefined): Value | undefined {
  return typeof id === "string" ? nameIn(id) : id;
}

function nameIn(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** A list of one, or of one unknown. */
export function inList(value: Value | undefined, mapping: PropertyMapping): Value | undefined {
  if (value === undefined || value === null) return undefined;
  return [isProperties(value) ? mapped(value, mapping) : value];
}

/** `Standard_LRS` of `Standard` and `LRS`; unknown where one of them is. */
export function joined(inputs: Properties, first: string, second: string): Value | undefined {
  if ([first, second].some((path) => isHidden(valueAt(inputs, path)))) return UNKNOWN;
  const [a, b] = [textAt(inputs, first), textAt(inputs, second)];
  return a === undefined || b === undefined ? undefined : `${a}_${b}`;
}
