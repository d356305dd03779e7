import { vmSizeOf } from "../../../../catalog/azure/vm-sizes.ts";
import {
  type Graph,
  ofType,
  type Properties,
  type Resource,
  referencesOf,
  type Value,
  valueAt,
} from "../../../graph/graph.ts";
import {
  is,
  isProperties,
  itemsAt,
  numberAt,
  objectsAt,
  perGraph,
  type Truth,
  textAt,
} from "../../reading.ts";
import { type Count, elastic, SPOT_UNKNOWN } from "../elastic.ts";
import { entriesFor, type Place } from "../entries.ts";
import { type Charge, type Cost, type CostGroup, measured, type PricingTable } from "../pricing.ts";
import { diskCost, separateDisk } from "./disk-costs.ts";
import { notPlainLinux } from "./os.ts";
import { regionIn } from "./region.ts";

const SCALE_SET = "azure-native:compute:VirtualMachineScaleSet";
const AUTOSCALE = "azure-native:monitor:AutoscaleSetting";

const storage = entriesFor("storage");

/** Machines, scale sets and disks. */
export const machinePricing: PricingTable = {
  "azure-native:compute:VirtualMachine": measured((machine, graph) => {
    const { inputs } = machine;
    const what = `machine ${textAt(inputs, "vmName") ?? machine.name}`;
    const spot = is(inputs, "priority", "Spot");
    const size = textAt(inputs, "hardwareProfile.vmSize");
    return machineCosts({ what, size, count: ONE, spot, profile: inputs, place: regionIn(graph, machine) });
  }),
  [SCALE_SET]: measured((set, graph) => {
    const what = `scale set ${textAt(set.inputs, "vmScaleSetName") ?? set.name}`;
    const profile = profileOf(set.inputs);
    const mixed = valueAt(set.inputs, "priorityMixPolicy");
    if (mixed !== undefined && mixed !== null)
      return [entriesFor("other compute").gap(what, "it mixes spot machines with others")];
    return machineCosts({
      what,
      size: textAt(set.inputs, "sku.name"),
      count: countOf(set, graph),
      spot: is(profile, "priority", "Spot"),
      profile,
      place: regionIn(graph, set),
    });
  }),
  "azure-native:compute:Disk": measured((disk, graph) => separateDisk(disk.inputs, regionIn(graph, disk))),
  "azure-native:compute:Snapshot": measured(() => [
    storage.usage("snapshot", "how much of the disk is in use is not declared"),
  ]),
  "azure-native:compute:CapacityReservation": measured((reservation) => [
    entriesFor("other compute").gap(
      `reserved capacity, ${textAt(reservation.inputs, "sku.name") ?? "unknown size"}`,
      "it is paid for as far as no machine uses it, and which machines do is not known",
    ),
  ]),
};

const ONE: Count = { min: 1, nodes: 1, max: 1 };

/** What a VM size is for, as a group of costs. */
export function groupOfSize(vmSize: string | undefined): CostGroup {
  const use = vmSize === undefined ? undefined : vmSizeOf(vmSize)?.use;
  return use === undefined ? "other compute" : GROUP_BY_USE[use];
}

/** Cost groups by what a size is for. */
export const GROUP_BY_USE = { gpu: "GPU compute", hpc: "HPC compute", system: "system compute" } as const;

/** Alike machines. */
interface Machines {
  readonly what: string;
  readonly size: string | undefined;
  readonly count: Count | undefined;
  readonly spot: Truth;
  /** Where their system and their disks are declared. */
  readonly profile: Properties;
  readonly place: Place;
}

function machineCosts({ what, size, count, spot, profile, place }: Machines): Cost[] {
  const { charge, gap } = entriesFor(groupOfMachine(size));
  if (size === undefined) return [gap(what, "its VM size is not known")];
  if (count === undefined) return [gap(`${what}: ${size}`, "its number of machines is not known")];
  if (spot === "unknown") return [gap(`${what}: ${size}`, SPOT_UNKNOWN)];
  const wrong = notPlainLinux(profile);
  const gpus = vmSizeOf(size)?.gpus?.count;
  const machines: Cost =
    wrong === undefined
      ? {
          ...charge(`${what}: ${size}`, `vm/${size}`, place),
          ...(gpus !== undefined && { gpus }),
          ...(spot && {
            term: "spot" as const,
            ...maximumPrice(valueAt(profile, "billingProfile.maxPrice")),
          }),
        }
      : gap(`${what}: ${size}`, wrong);
  return [machines, ...disksOf(what, profile, place)].flatMap((cost) =>
    cost.kind === "charge" ? elastic(cost, count, `${cost.item}, of machines`) : [cost],
  );
}

/** The highest price at which spot machines run: -1 stands for that on demand. */
export function maximumPrice(value: Value | undefined): Pick<Charge, "maximumPrice"> {
  return typeof value === "number" && value > 0 ? { maximumPrice: value } : {};
}

/** A machine alone is the system of nothing. */
function groupOfMachine(size: string | undefined): CostGroup {
  const group = groupOfSize(size);
  return group === "system compute" ? "other compute" : group;
}

/** Disks of one machine; one that is attached is a resource of its own, and an ephemeral one is in the machine. */
function disksOf(what: string, profile: Properties, place: Place): Cost[] {
  const path = "storageProfile.osDisk";
  const local = textAt(profile, `${path}.diffDiskSettings.option`) !== undefined;
  const os = diskCost(
    {
      what: `OS disk of ${what}`,
      sku: textAt(profile, `${path}.managedDisk.storageAccountType`),
      sizeGiB: numberAt(profile, `${path}.diskSizeGB`),
    },
    place,
  );
  const data = itemsAt(profile, "storageProfile.dataDisks")
    .map((disk) => (isProperties(disk) ? disk : {}))
    .filter((disk) => textAt(disk, "createOption") !== "Attach")
    .map((disk) => {
      const sku = textAt(disk, "managedDisk.storageAccountType");
      return diskCost({ what: `data disk of ${what}`, sku, sizeGiB: numberAt(disk, "diskSizeGB") }, place);
    });
  return [...(local ? [] : [os]), ...data];
}

function profileOf(inputs: Properties): Properties {
  const profile = valueAt(inputs, "virtualMachineProfile");
  return profile !== undefined && profile !== null && isProperties(profile) ? profile : {};
}

/** The number of a scale set's machines: its capacity, within the bounds of the autoscale setting that points at it. */
function countOf(set: Resource, graph: Graph): Count | undefined {
  const capacity = numberAt(set.inputs, "sku.capacity");
  const setting = autoscaledBy(graph).get(set);
  if (setting === undefined)
    return capacity === undefined ? undefined : { min: capacity, nodes: capacity, max: capacity };
  const profiles = objectsAt(setting.inputs, "profiles");
  const bounds = (end: "minimum" | "maximum"): number[] =>
    profiles.map((profile) => Number(textAt(profile, `capacity.${end}`) ?? Number.NaN));
  const min = Math.min(...bounds("minimum"));
  const max = Math.max(...bounds("maximum"));
  if (profiles.length === 0 || !Number.isInteger(min) || !Number.isInteger(max)) return undefined;
  return { min, nodes: Math.min(Math.max(capacity ?? min, min), max), max };
}

const autoscaledBy = perGraph((graph): ReadonlyMap<Resource, Resource> => {
  const settings = ofType(graph, AUTOSCALE).filter(({ inputs }) => valueAt(inputs, "enabled") !== false);
  return new Map(
    settings.flatMap((setting) =>
      referencesOf(graph, setting, "targetResourceUri").map((set) => [set, setting] as const),
    ),
  );
});
