import { gpuInstanceOf } from "../../../../catalog/aws/gpu-instances.ts";
import { type Graph, type Properties, type Resource, referencesOf, valueAt } from "../../../graph/graph.ts";
import {
  is,
  isHidden,
  isProperties,
  numberAt,
  objectsAt,
  type Truth,
  textAt,
  textsAt,
} from "../../reading.ts";
import { type Count, elastic, SPOT_UNKNOWN } from "../elastic.ts";
import { entriesFor, type Place } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";
import { volumeCosts } from "./volumes.ts";

const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

/** Instances, groups of them, and EKS node groups. */
export const machinePricing: PricingTable = {
  "aws:ec2/instance:Instance": measured((instance, graph) => {
    const spot = is(instance.inputs, "instanceMarketOptions.marketType", "spot");
    return [...instanceCosts(instance, graph, spot), ...addressOf(instance, graph)];
  }),
  "aws:ec2/spotInstanceRequest:SpotInstanceRequest": measured((request, graph) =>
    instanceCosts(request, graph, true),
  ),
  "aws:autoscaling/group:Group": measured(groupCosts),
  "aws:eks/nodeGroup:NodeGroup": measured(nodeGroupCosts),
  "aws:ec2/capacityReservation:CapacityReservation": measured((reservation) => [
    entriesFor("other compute").gap(
      `reserved capacity, ${textAt(reservation.inputs, "instanceType") ?? "unknown type"}`,
      "it is paid for as far as no instance uses it, and which instances do is not known",
    ),
  ]),
  "aws:ec2/capacityBlockReservation:CapacityBlockReservation": measured(() => [
    entriesFor("GPU compute").gap("capacity block", "it is paid for once, when it is reserved"),
  ]),
};

/** Alike instances. */
interface Instances {
  readonly what: string;
  readonly type: string | undefined;
  readonly count: Count | undefined;
  readonly spot: Truth;
  /** Why the Linux price does not hold. @default - it does, or nothing says otherwise */
  readonly wrong?: string | undefined;
  /** What the disks of one cost. */
  readonly volumes: readonly Cost[];
  readonly place: Place;
}

/** An image does not say its system. The price of Linux is taken, and the item says so. */
function costsOf({ what, type, count, spot, wrong, volumes, place }: Instances): Cost[] {
  const gpus = type === undefined ? undefined : gpuInstanceOf(type)?.gpus;
  const { charge, gap } = entriesFor(gpus === undefined ? "other compute" : "GPU compute");
  if (type === undefined) return [gap(what, "its instance type is not known")];
  const item = `${what}: ${type}`;
  if (count === undefined) return [gap(item, "its number of instances is not known")];
  if (wrong !== undefined) return [gap(item, wrong), ...volumes];
  if (spot === "unknown") return [gap(item, SPOT_UNKNOWN), ...volumes];
  const one = charge(`${item}, as Linux`, `ec2/${type}`, place);
  const machines: Cost = {
    ...one,
    ...(gpus !== undefined && { gpus }),
    ...(spot && { term: "spot" as const }),
  };
  return [machines, ...volumes].flatMap((cost) =>
    cost.kind === "charge" ? elastic(cost, count, `${cost.item}, of instances`) : [cost],
  );
}

const DEDICATED = "dedicated tenancy costs more than the shared price that is known";

function instanceCosts(instance: Resource, graph: Graph, spot: Truth): Cost[] {
  const { inputs } = instance;
  const template = templateOf(instance, graph, "launchTemplate");
  const place = regionIn(graph, instance);
  const what = `instance ${instance.name}`;
  const root = valueAt(inputs, "rootBlockDevice");
  const names = { type: "volumeType", sizeGiB: "volumeSize" };
  const volumes = [
    ...volumeCosts(`root volume of ${what}`, propertiesOf(root), names, place),
    ...objectsAt(inputs, "ebsBlockDevices").flatMap((device) =>
      volumeCosts(`volume of ${what}`, device, names, place, "gp2"),
    ),
  ];
  const windows = is(inputs, "getPasswordData", true) === true;
  const shared = is(inputs, "tenancy", "dedicated", "host") === false;
  return costsOf({
    what,
    type: textAt(inputs, "instanceType") ?? (template && textAt(template, "instanceType")),
    count: { min: 1, nodes: 1, max: 1 },
    spot: spot === false ? spotOf(template) : spot,
    wrong: windows ? WINDOWS : shared ? undefined : DEDICATED,
    volumes,
    place,
  });
}

const WINDOWS = "Windows costs more than the Linux price that is known";

function addressOf(instance: Resource, graph: Graph): Cost[] {
  return is(instance.inputs, "associatePublicIpAddress", true) === true
    ? [entriesFor("network").charge("public IPv4 address", "vpc/publicIpv4", regionIn(graph, instance))]
    : [];
}

function groupCosts(group: Resource, graph: Graph): Cost[] {
  const { inputs } = group;
  const what = `group ${group.name}`;
  if (valueAt(inputs, "mixedInstancesPolicy") != null)
    return [entriesFor("other compute").gap(what, "it mixes instance types or spot with on demand")];
  const template = templateOf(group, graph, "launchTemplate");
  if (template === undefined)
    return [entriesFor("other compute").gap(what, "its launch template is not in the stack")];
  const place = regionIn(graph, group);
  return costsOf({
    what,
    type: textAt(template, "instanceType"),
    count: boundsOf(inputs, "minSize", "desiredCapacity", "maxSize"),
    spot: spotOf(template),
    volumes: templateVolumes(what, template, place),
    place,
  });
}

function nodeGroupCosts(group: Resource, graph: Graph): Cost[] {
  const { inputs } = group;
  const what = `node group ${textAt(inputs, "nodeGroupName") ?? group.name}`;
  const template = templateOf(group, graph, "launchTemplate");
  const templated = valueAt(inputs, "launchTemplate") != null;
  const place = regionIn(graph, group);
  const types = textsAt(inputs, "instanceTypes");
  const count = boundsOf(
    inputs,
    "scalingConfig.minSize",
    "scalingConfig.desiredSize",
    "scalingConfig.maxSize",
  );
  return costsOf({
    what,
    type: typeOf(),
    count,
    spot: is(inputs, "capacityType", "SPOT"),
    wrong: wrongPrice(),
    volumes:
      template === undefined
        ? volumeCosts(`root volumes of ${what}`, inputs, { type: "", sizeGiB: "diskSize" }, place)
        : templateVolumes(what, template, place),
    place,
  });

  /** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html */
  function typeOf(): string | undefined {
    if (isHidden(valueAt(inputs, "instanceTypes"))) return undefined;
    return types[0] ?? (templated ? template && textAt(template, "instanceType") : "t3.medium");
  }

  function wrongPrice(): string | undefined {
    if (types.length > 1) return `one of ${types.length} instance types is taken`;
    return textAt(inputs, "amiType")?.startsWith("WINDOWS") ? WINDOWS : undefined;
  }
}

function boundsOf(inputs: Properties, min: string, nodes: string, max: string): Count | undefined {
  const [low, high] = [numberAt(inputs, min), numberAt(inputs, max)];
  if (low === undefined || high === undefined) return undefined;
  return { min: low, nodes: numberAt(inputs, nodes) ?? low, max: high };
}

/** Inputs of the launch template that a resource uses, where the stack declares it. */
function templateOf(resource: Resource, graph: Graph, property: string): Properties | undefined {
  return referencesOf(graph, resource, property).find(({ type }) => type === TEMPLATE)?.inputs;
}

function spotOf(template: Properties | undefined): Truth {
  return template !== undefined && is(template, "instanceMarketOptions.marketType", "spot");
}

function templateVolumes(what: string, template: Properties, place: Place): Cost[] {
  const devices = objectsAt(template, "blockDeviceMappings").map((device) =>
    propertiesOf(valueAt(device, "ebs")),
  );
  const names = { type: "volumeType", sizeGiB: "volumeSize" };
  return devices.length === 0
    ? volumeCosts(`root volumes of ${what}`, {}, names, place)
    : devices.flatMap((device) => volumeCosts(`volumes of ${what}`, device, names, place));
}

function propertiesOf(value: ReturnType<typeof valueAt>): Properties {
  return value !== undefined && value !== null && isProperties(value) ? value : {};
}
