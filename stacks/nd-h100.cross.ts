import { limits } from "../catalog/azure/limits.ts";
import { regionOf } from "../catalog/azure/regions.ts";
import { allowedNetworkProblems } from "../components/azure/isolated-network/index.ts";
import { tagProblems } from "../components/azure/metadata.ts";
import type { AddressPlan } from "../lib/planning/addresses.ts";
import { budgetProblems } from "../lib/planning/budget.ts";
import { overlaps, parseCidr } from "../lib/planning/cidr.ts";
import { tenantNameProblems } from "../lib/planning/names.ts";
import type { Problem } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";
import type { Settings } from "./settings.ts";
import { workloadProblems } from "./workload-problems.ts";

const at = (property: string): string => `${ENVIRONMENT_PATH}.${property}`;

/** System nodes where the environment does not say: the default of the system pool. */
export const SYSTEM_NODES = 3;

/** All GPU nodes: those of tenants, and those that are no tenant's own. */
export function gpuNodesOf({ nodes, tenants }: Environment): number {
  return tenants.reduce((sum, tenant) => sum + tenant.nodes, nodes);
}

/** What only several properties together can get wrong. */
export function crossProblems({ environment, location }: Settings): Problem[] {
  return [
    ...zoneProblems(environment, location),
    ...growthProblems(environment),
    ...groupProblems(environment),
    ...allowedProblems(environment),
    ...tagRules(environment),
    ...taintRules(environment),
    ...tenantProblems(environment),
    ...autoscalerProblems(environment),
    ...fqdnProblems(environment),
    ...budgetProblems(environment.budgets, at("budgets")),
    ...watchedGroupProblems(environment),
    ...workloadProblems(environment.workloads),
  ];
}

/** Regions that the catalogue does not have are refused elsewhere. */
function zoneProblems({ zone }: Environment, location: string): Problem[] {
  const region = regionOf(location);
  if (region === undefined || region.availabilityZones !== undefined) return [];
  const message = `${region.name} has no availability zones (${region.source}, ${region.asOf})`;
  return [
    {
      path: at("zone"),
      value: zone,
      message,
      fix: "write another azure-native:location, for example eastus",
    },
  ];
}

/** The limit of nodes counts the system pool's too. */
function growthProblems({ plannedMaxNodes, systemPool }: Environment): Problem[] {
  const system = systemPool.nodes ?? SYSTEM_NODES;
  const most = limits.clusterNodes.value - system;
  if (plannedMaxNodes <= most) return [];
  const message = `an AKS cluster has at most ${limits.clusterNodes.value} nodes, and ${system} of them are system nodes`;
  return [{ path: at("plannedMaxNodes"), value: plannedMaxNodes, message, fix: `write ${most}` }];
}

function groupProblems({ adminGroups }: Environment): Problem[] {
  return adminGroups.flatMap((group, index) => {
    const path = at(`adminGroups[${index}]`);
    if (/^[0-]+$/.test(group)) {
      const message = "is the id of nothing: all zeros";
      return [{ path, value: group, message, fix: "az ad group show --group <name> --query id" }];
    }
    const again = adminGroups.slice(0, index).some((other) => other.toLowerCase() === group.toLowerCase());
    return again ? [twice(path, group)] : [];
  });
}

function allowedProblems({ allowedNetworks }: Environment): Problem[] {
  return allowedNetworks.flatMap((cidr, index) => {
    const path = at(`allowedNetworks[${index}]`);
    return allowedNetworks.indexOf(cidr) < index ? [twice(path, cidr)] : allowedNetworkProblems(cidr, path);
  });
}

/** Who comes from the network's own addresses is inside already, and would be let in everywhere. */
export function allowedInsideProblems({ allowedNetworks }: Environment, { vnet }: AddressPlan): Problem[] {
  const own = parseCidr(vnet)?.cidr;
  return allowedNetworks.flatMap((text, index) => {
    const cidr = parseCidr(text)?.cidr;
    const path = at(`allowedNetworks[${index}]`);
    if (own === undefined || cidr === undefined || !overlaps(own, cidr)) return [];
    if (allowedNetworkProblems(text, path).length > 0) return [];
    const message = `overlaps the virtual network's own range, ${vnet}`;
    const fix = `write the range of a peered or connected network, or another ${at("network.vnet")}`;
    return [{ path, value: text, message, fix }];
  });
}

/** What every resource carries, and what some components add. */
const OUR_TAGS = ["exaform-stack", "exaform-urn", "purpose"];

function tagRules({ tags }: Environment): Problem[] {
  const names = Object.keys(tags);
  const most = limits.tagsPerResource.value - OUR_TAGS.length;
  const message = `Azure allows ${limits.tagsPerResource.value} tags on a resource, and ${OUR_TAGS.length} of them are exaform's`;
  const count =
    names.length > most
      ? [{ path: at("tags"), value: names.length, message, fix: `keep at most ${most}` }]
      : [];
  return [
    ...count,
    ...names.flatMap((name, index) => tagNameProblems(name, names.slice(0, index))),
    ...tagProblems(tags, at("tags")).filter(({ path }) => path !== at("tags")),
  ];
}

/** Azure compares names of tags without their case. */
function tagNameProblems(name: string, earlier: readonly string[]): Problem[] {
  const path = at(`tags.${name}`);
  if (OUR_TAGS.includes(name.toLowerCase())) {
    const message = `exaform itself writes the tags ${OUR_TAGS.join(", ")}`;
    return [{ path, value: name, message, fix: "choose another name" }];
  }
  const same = earlier.find((other) => other.toLowerCase() === name.toLowerCase());
  if (same === undefined) return [];
  const message = `is the tag ${same} again: Azure does not tell case apart`;
  return [{ path, value: name, message, fix: "keep one of the two" }];
}

/** What every GPU pool has, as key and effect: Kubernetes allows each pair once. */
const GPU_TAINT = "sku:NoSchedule";

function taintRules({ gpuPool: { taints = [] } }: Environment): Problem[] {
  const pairs = taints.map((taint) => taint.replace(/=[^:]*/, ""));
  return taints.flatMap((taint, index) => {
    const path = at(`gpuPool.taints[${index}]`);
    const pair = pairs[index] ?? "";
    if (pair === GPU_TAINT) {
      const message = "every GPU pool has the taint sku=gpu:NoSchedule, and a key and effect stand once";
      return [{ path, value: taint, message, fix: "remove it" }];
    }
    return pairs.indexOf(pair) < index ? [twice(path, taint)] : [];
  });
}

/** What nodes that are no tenant's own are marked with once there are tenants: pods of tenants do not come to them. */
export const NO_TENANT = "shared";

/** Names that the pools of others begin with. */
const OUR_POOLS = ["island", "system", NO_TENANT];

function tenantProblems({ tenants }: Environment): Problem[] {
  return tenants.flatMap(({ name }, index) => {
    const path = at(`tenants[${index}].name`);
    if (OUR_POOLS.includes(name)) {
      const message = `exaform's own: ${OUR_POOLS.join(", ")} are no tenants`;
      return [{ path, value: name, message, fix: "choose another name" }];
    }
    const again = tenants.slice(0, index).some((other) => other.name === name);
    return [...tenantNameProblems(name, path), ...(again ? [twice(path, name)] : [])];
  });
}

/** Groups of the cost are exaform's: Azure knows services, tags and resource groups. */
function watchedGroupProblems({ budgets }: Environment): Problem[] {
  return budgets.flatMap(({ azure, scope }, index) =>
    azure === undefined || scope.group === undefined
      ? []
      : [
          {
            path: at(`budgets[${index}].azure`),
            value: undefined,
            message: `Azure cannot tell ${scope.group} from the rest: it can watch the subscription, or a tag`,
            fix: "remove it here, or make it a budget of its own without a group",
          },
        ],
  );
}

function autoscalerProblems({ nodes, gpuPool: { autoscaleFrom } }: Environment): Problem[] {
  if (autoscaleFrom === undefined || autoscaleFrom <= nodes) return [];
  const message = `must be at most nodes (${nodes}), the upper bound of the autoscaler`;
  return [{ path: at("gpuPool.autoscaleFrom"), value: autoscaleFrom, message, fix: `write ${nodes}` }];
}

function fqdnProblems({ isolation, allowedFqdns }: Environment): Problem[] {
  if (isolation === "connected" || allowedFqdns.length === 0) return [];
  const message = "in profile isolated no route leads out, so no name can be allowed";
  const fix = "remove it, or write isolation: connected";
  return [{ path: at("allowedFqdns"), value: allowedFqdns, message, fix }];
}

function twice(path: string, value: string): Problem {
  return { path, value, message: "stands here twice", fix: "remove it" };
}
