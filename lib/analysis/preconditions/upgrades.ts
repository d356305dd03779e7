import { type Graph, ofType, type Properties, type Resource, valueAt } from "../../graph/graph.ts";
import { grouped } from "../../planning/numbers.ts";
import { surgeOf as nodesOf } from "../../planning/quota.ts";
import { MANAGED_CLUSTER, type NodePool, nodePoolsOf } from "../node-pools.ts";
import { isHidden, numberAt, ownerOf, textAt } from "../reading.ts";
import type { Precondition } from "./precondition.ts";

/** What AKS takes where a pool does not say: https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling */
const DEFAULTS = { maxSurge: "10%", drainMinutes: 30 } as const;

const MINUTES_PER_HOUR = 60;

/** Node-image upgrades of GPU pools that may outlast their window, because jobs take their time to leave. */
export function upgradePreconditions(graph: Graph): Precondition[] {
  const windows = windowsOf(graph);
  return nodePoolsOf(graph).flatMap((pool) => {
    const windowHours = pool.cluster && windows.get(pool.cluster);
    return pool.hardware?.gpus === undefined || windowHours === undefined
      ? []
      : beyondWindow(pool, windowHours);
  });
}

/** Hours in which AKS may change node images, by cluster: https://learn.microsoft.com/azure/aks/planned-maintenance */
function windowsOf(graph: Graph): ReadonlyMap<Resource, number> {
  const schedules = ofType(graph, "azure-native:containerservice:MaintenanceConfiguration").filter(
    ({ inputs }) => textAt(inputs, "configName") === "aksManagedNodeOSUpgradeSchedule",
  );
  return new Map(
    schedules.flatMap((schedule) => {
      const cluster = ownerOf(graph, schedule, "resourceName", MANAGED_CLUSTER, "resourceName");
      const hours = numberAt(schedule.inputs, "maintenanceWindow.durationHours");
      return cluster === undefined || hours === undefined ? [] : [[cluster, hours] as const];
    }),
  );
}

function beyondWindow(pool: NodePool, windowHours: number): Precondition[] {
  const nodes = pool.count?.max;
  const atOnce = nodes === undefined ? undefined : nodesAtOnce(pool.inputs, nodes);
  const minutes = drainMinutes(pool.inputs);
  if (nodes === undefined || atOnce === undefined || minutes === undefined) {
    return [row(pool, windowHours, "its nodes, maxUnavailable or drainTimeoutInMinutes are not known")];
  }
  const rounds = Math.ceil(nodes / atOnce);
  const hours = (rounds * minutes) / MINUTES_PER_HOUR;
  if (hours <= windowHours) return [];
  const sum = `${grouped(nodes)} nodes / ${grouped(atOnce)} at once = ${grouped(rounds)} rounds × ${grouped(minutes)} min of drain = ${grouped(hours)} h`;
  return [row(pool, windowHours, `at worst ${sum}, without the time that each node takes to start anew`)];
}

/** Nodes that leave at the same time; `undefined` where a pool does not tell, or names none. */
function nodesAtOnce(inputs: Properties, nodes: number): number | undefined {
  const [unavailable, surge] = [
    valueAt(inputs, "upgradeSettings.maxUnavailable") ?? 0,
    valueAt(inputs, "upgradeSettings.maxSurge") ?? DEFAULTS.maxSurge,
  ].map((value) =>
    typeof value === "string" || typeof value === "number" ? nodesOf(nodes, value) : undefined,
  );
  // AKS takes one of the two: where nodes may be missing, none are added.
  return unavailable === undefined ? undefined : unavailable || surge || undefined;
}

function drainMinutes(inputs: Properties): number | undefined {
  const path = "upgradeSettings.drainTimeoutInMinutes";
  return isHidden(valueAt(inputs, path)) ? undefined : (numberAt(inputs, path) ?? DEFAULTS.drainMinutes);
}

function row({ name }: NodePool, windowHours: number, reason: string): Precondition {
  return {
    id: `procedure/node image/${name}`,
    kind: "procedure",
    needed: `a plan for node-image upgrades of pool ${name} that outlast their window of ${windowHours} h`,
    state: "unknown",
    reason,
    check:
      "time kubectl drain on a node that runs a job; then set maxUnavailable, drainTimeoutInMinutes or the window",
  };
}
