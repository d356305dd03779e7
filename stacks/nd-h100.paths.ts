import { gather, type Problem } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";

/** Where a component's own settings stand in the environment; longer paths before those that they begin with. */
const PLACES: readonly (readonly [component: string, environment: string])[] = [
  ["clusterName", "names.cluster"],
  ["kubernetesVersion", "kubernetes.version"],
  ["upgradeChannel", "kubernetes.upgradeChannel"],
  ["nodeOsUpgradeChannel", "kubernetes.nodeOsUpgradeChannel"],
  ["podCidr", "network.podCidr"],
  ["serviceCidr", "network.serviceCidr"],
  ["dnsServiceIp", "network.dnsServiceIp"],
  ["scratch.maintenance.timeOfDayUtc", "maintenance.startHourUtc"],
  ["scratch.zone", "zone"],
  ["gpuPool.zone", "zone"],
  ["gpuPool.islandLimit", "islandLimit"],
  // An island is as large as its limit allows: only a surge goes beyond.
  ["gpuPool.nodes", "gpuPool.maxSurge"],
  ["gpuPool.autoscaling.maxCount", "gpuPool.maxSurge"],
  ["gpuPool.autoscaling", "gpuPool.autoscaleFrom"],
];

/** Advice for whoever calls a component, and what it means for whoever writes a file. */
const ADVICE: readonly (readonly [component: string, environment: string])[] = [
  ["pass its facts as `hardware`", "add its row to catalog/azure/vm-sizes"],
  ["make several pools", 'write maxSurge: "0" and maxUnavailable: "1"'],
];

/**
 * Gathers the problems of a component's settings as problems of the environment.
 *
 * @param resolve a component's resolver, with the path of its settings: that of the environment, or of a section.
 */
export function gatherFromComponent(
  problems: Problem[],
  environment: Environment,
  resolve: () => unknown,
): void {
  const found: Problem[] = [];
  gather(found, resolve);
  problems.push(...found.map((problem) => translated(problem, environment)));
}

function translated(problem: Problem, environment: Environment): Problem {
  const property = problem.path.slice(ENVIRONMENT_PATH.length + 1);
  const place = PLACES.find(
    ([component]) =>
      property === component ||
      (/^[.[]/.test(property.slice(component.length)) && property.startsWith(component)),
  );
  const fix = ADVICE.reduce((text, [theirs, ours]) => text.replace(theirs, ours), problem.fix);
  if (place === undefined) return { ...problem, fix };
  const path = `${ENVIRONMENT_PATH}.${place[1]}${property.slice(place[0].length)}`;
  return { ...problem, path, value: valueAt(environment, place[1]) ?? problem.value, fix };
}

/** What the user wrote there, which the component may have seen as something else. */
function valueAt(environment: Environment, property: string): unknown {
  return property
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        value instanceof Object ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined,
      environment,
    );
}
