import { limits } from "../../../../catalog/azure/limits.ts";
import type { BodyProblem, FieldRule } from "./resource-type.ts";
import { problem } from "./rows.ts";
import { isGiven, isHidden, isText, listAt, numberAt, textAt, valueAt } from "./values.ts";

const ROLLING = "https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling";

const MOST_NODES = limits.poolNodes.value;

/** A count or a percentage of nodes. */
const NODES = /^(?:\d{1,4}|(?:\d|[1-9]\d|100)%)$/;

/** Name of a pool, the same in the cluster's own list and as a resource. */
export function poolName(path: string): FieldRule {
  return {
    path,
    required: true,
    pattern: /^[a-z][a-z0-9]{0,11}$/,
    rule: "1 to 12 lower-case letters and digits, the first a letter",
  };
}

/**
 * Rules of a pool's fields.
 *
 * @param prefix where the pool stands in the body: `""`, or `agentPoolProfiles[].`.
 */
export function poolFields(prefix: string): readonly FieldRule[] {
  const rules: readonly FieldRule[] = [
    {
      path: "count",
      required: true,
      range: [0, MOST_NODES],
      source: "https://github.com/Azure/terraform-azurerm-avm-res-containerservice-managedcluster/issues/184",
    },
    { path: "minCount", range: [0, MOST_NODES] },
    { path: "maxCount", range: [0, MOST_NODES] },
    {
      path: "maxPods",
      range: [limits.podsPerNodeLeast.value, limits.podsPerNodeMost.value],
      source: limits.podsPerNodeMost.source,
    },
    { path: "osDiskSizeGB", range: [0, 2048] },
    { path: "osDiskType", oneOf: ["Managed", "Ephemeral"] },
    { path: "kubeletDiskType", oneOf: ["OS", "Temporary"] },
    { path: "osType", oneOf: ["Linux", "Windows"] },
    {
      path: "osSKU",
      oneOf: [
        "Ubuntu",
        "Ubuntu2204",
        "Ubuntu2404",
        "AzureLinux",
        "AzureLinux3",
        "CBLMariner",
        "Windows2019",
        "Windows2022",
      ],
    },
    { path: "mode", oneOf: ["System", "User", "Gateway"] },
    { path: "type", oneOf: ["VirtualMachineScaleSets", "AvailabilitySet", "VirtualMachines"] },
    { path: "scaleDownMode", oneOf: ["Delete", "Deallocate"] },
    { path: "scaleSetPriority", oneOf: ["Regular", "Spot"] },
    { path: "scaleSetEvictionPolicy", oneOf: ["Delete", "Deallocate"] },
    { path: "availabilityZones[]", oneOf: ["1", "2", "3"] },
    { path: "gpuInstanceProfile", oneOf: ["MIG1g", "MIG2g", "MIG3g", "MIG4g", "MIG7g"] },
    { path: "gpuProfile.driver", oneOf: ["Install", "None"] },
    {
      path: "nodeTaints[]",
      pattern: /^[^=:]+(?:=[^:]*)?:(?:NoSchedule|PreferNoSchedule|NoExecute)$/,
      rule: "key=value:effect",
    },
    { path: "orchestratorVersion", pattern: /^\d+\.\d+(?:\.\d+)?$/, rule: "a version, 1.33 or 1.33.2" },
    { path: "upgradeSettings.maxSurge", pattern: NODES, rule: "a count or a percentage of nodes" },
    { path: "upgradeSettings.maxUnavailable", pattern: NODES, rule: "a count or a percentage of nodes" },
    // The specification says 1; the page, and what the service answers, say 5.
    { path: "upgradeSettings.drainTimeoutInMinutes", range: [5, 1440], source: ROLLING },
    { path: "upgradeSettings.nodeSoakDurationInMinutes", range: [0, 30] },
    { path: "upgradeSettings.undrainableNodeBehavior", oneOf: ["Schedule", "Cordon"] },
  ];
  return rules.map((rule) => ({ ...rule, path: `${prefix}${rule.path}` }));
}

/**
 * What AKS refuses about a pool beyond its single fields.
 *
 * @param at where the pool stands in the body, with a period at the end; `""` for a pool that is a resource.
 */
export function poolProblems(pool: unknown, at = ""): readonly BodyProblem[] {
  return [
    ...countProblems(pool, at),
    ...(isText(pool, "mode", "System") ? systemProblems(pool, at) : []),
    ...upgradeProblems(pool, at),
    ...spotProblems(pool, at),
  ];
}

/** AKS's own words: https://github.com/kubernetes-sigs/cluster-api-provider-azure/issues/5947. */
function countProblems(pool: unknown, at: string): readonly BodyProblem[] {
  const [count, least, most] = ["count", "minCount", "maxCount"].map((path) => numberAt(pool, path));
  if (valueAt(pool, "enableAutoScaling") !== true) {
    return ["minCount", "maxCount"]
      .filter((path) => !isHidden(valueAt(pool, "enableAutoScaling")) && isGiven(pool, path))
      .map((path) =>
        problem(
          `${at}${path}`,
          `The value of parameter agentPoolProfile.${path} is invalid: the pool has no autoscaler.`,
        ),
      );
  }
  const missing = ["minCount", "maxCount"]
    .filter((path) => !isGiven(pool, path))
    .map((path) => problem(`${at}${path}`, `Required parameter agentPoolProfile.${path} is missing (null).`));
  if (least === undefined || most === undefined) return missing;
  if (least > most) {
    return [
      problem(
        `${at}minCount`,
        `agentPoolProfile.minCount ${least} is greater than agentPoolProfile.maxCount ${most}.`,
      ),
    ];
  }
  if (count === undefined || (count >= least && count <= most)) return [];
  const message = `agentPoolProfile.count was ${count}. It must be greater or equal to minCount:${least} and less than or equal to maxCount:${most}.`;
  return [problem(`${at}count`, message)];
}

/** https://learn.microsoft.com/azure/aks/use-system-pools */
function systemProblems(pool: unknown, at: string): readonly BodyProblem[] {
  const problems: BodyProblem[] = [];
  for (const path of ["count", "minCount"]) {
    if (numberAt(pool, path) !== 0) continue;
    const message = `agentPoolProfile.${path} was 0. It must be greater or equal to minCount:1 and less than or equal to maxCount:${MOST_NODES}.`;
    problems.push(problem(`${at}${path}`, message));
  }
  if (isText(pool, "osType", "Windows")) {
    problems.push(problem(`${at}osType`, "The nodes of a system pool run Linux."));
  }
  if (isText(pool, "scaleSetPriority", "Spot")) {
    problems.push(problem(`${at}scaleSetPriority`, "A system pool cannot have the priority Spot."));
  }
  const unavailable = textAt(pool, "upgradeSettings.maxUnavailable");
  if (unavailable !== undefined && Number.parseInt(unavailable, 10) > 0) {
    const message = "maxUnavailable is not supported on system node pools.";
    problems.push(problem(`${at}upgradeSettings.maxUnavailable`, message));
  }
  return problems;
}

/** Without a surge and without a node that may be missing no upgrade would ever begin, {@link ROLLING}. */
function upgradeProblems(pool: unknown, at: string): readonly BodyProblem[] {
  const surge = textAt(pool, "upgradeSettings.maxSurge");
  if (surge === undefined || Number.parseInt(surge, 10) !== 0) return [];
  const unavailable = valueAt(pool, "upgradeSettings.maxUnavailable");
  if (isHidden(unavailable) || (typeof unavailable === "string" && Number.parseInt(unavailable, 10) > 0))
    return [];
  return [problem(`${at}upgradeSettings.maxSurge`, "maxSurge and maxUnavailable cannot both be 0.")];
}

/** What only spot pools have. */
function spotProblems(pool: unknown, at: string): readonly BodyProblem[] {
  const priority = valueAt(pool, "scaleSetPriority");
  if (isText(pool, "scaleSetPriority", "Spot") || isHidden(priority)) return [];
  return ["scaleSetEvictionPolicy", "spotMaxPrice"]
    .filter((path) => isGiven(pool, path))
    .map((path) =>
      problem(`${at}${path}`, `${path} cannot be specified unless the scaleSetPriority is 'Spot'.`),
    );
}

/** Names that stand more than once in the cluster's own list. */
export function repeatedPools(inputs: unknown): readonly BodyProblem[] {
  const names = listAt(inputs, "agentPoolProfiles").map((pool) => textAt(pool, "name"));
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) !== index
      ? [problem(`agentPoolProfiles[${index}].name`, `The agent pool name ${name} is used more than once.`)]
      : [],
  );
}
