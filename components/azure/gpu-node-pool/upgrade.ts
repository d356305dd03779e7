import type { Problem } from "../../../lib/planning/problem.ts";
import type { GpuHardware } from "./hardware.ts";

/** How nodes are taken out and brought back when their image or Kubernetes version changes. */
export interface UpgradeArgs {
  /** Nodes made beyond the pool's number while it is upgraded: a count or a percentage of `nodes`. GPU capacity to
   * spare is rare, so a surge must be covered by `spareNodes`. @default "0" */
  readonly maxSurge?: string;
  /** Nodes that may be missing while the pool is upgraded: a count or a percentage of `nodes`. @default "1", or "0" with a surge */
  readonly maxUnavailable?: string;
  /** Nodes of this size that quota and capacity hold beyond the pool's. @default 0 */
  readonly spareNodes?: number;
  /** Time that a node's pods have to leave, in minutes: not less than a job needs for a checkpoint. @default 60 */
  readonly drainTimeoutMinutes?: number;
  /** Pause after each node, in minutes. @default 0 */
  readonly nodeSoakMinutes?: number;
}

/** {@link UpgradeArgs} with every default filled in. */
export interface ResolvedUpgrade {
  readonly maxSurge: string;
  readonly maxUnavailable: string;
  readonly drainTimeoutMinutes: number;
  readonly nodeSoakMinutes: number;
  /** Nodes that the surge makes. */
  readonly surgeNodes: number;
}

/** Bounds that AKS sets, in minutes: https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling (2026-08). */
const DRAIN_MINUTES = { least: 5, most: 1440 };
const SOAK_MINUTES = { least: 0, most: 30 };

/** Fills in the defaults; what is malformed counts as nothing and is reported by {@link upgradeProblems}. */
export function resolveUpgrade(args: UpgradeArgs, nodes: number): ResolvedUpgrade {
  const maxSurge = args.maxSurge ?? "0";
  const surgeNodes = nodesOf(maxSurge, nodes) ?? 0;
  return {
    maxSurge,
    maxUnavailable: args.maxUnavailable ?? (surgeNodes > 0 ? "0" : "1"),
    drainTimeoutMinutes: args.drainTimeoutMinutes ?? 60,
    nodeSoakMinutes: args.nodeSoakMinutes ?? 0,
    surgeNodes,
  };
}

/**
 * The number of nodes that a count (`"2"`) or percentage (`"33%"`, rounded up as AKS does) stands for, or `undefined`
 * where it is neither.
 */
export function nodesOf(text: string, nodes: number): number | undefined {
  const [, digits, percent] = /^(\d{1,4})(%?)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  if (percent === "") return Number(digits);
  return Number(digits) > 100 ? undefined : Math.ceil((nodes * Number(digits)) / 100);
}

/** What a node takes beside the time of its pods: a reimage has no documented duration, so this is generous. */
const REIMAGE_MINUTES = 30;

/** Hours for which an upgrade of a pool may last: every node takes all the time that its pods have. At least 24. */
export function upgradeHours(
  { maxSurge, maxUnavailable, drainTimeoutMinutes, nodeSoakMinutes }: ResolvedUpgrade,
  nodes: number,
): number {
  const atOnce = Math.max(nodesOf(maxSurge, nodes) ?? 0, nodesOf(maxUnavailable, nodes) ?? 0, 1);
  const minutes = Math.ceil(nodes / atOnce) * (drainTimeoutMinutes + nodeSoakMinutes + REIMAGE_MINUTES);
  return Math.max(24, Math.ceil(minutes / 60));
}

/** Why a pool cannot be upgraded this way. */
export function upgradeProblems(
  args: UpgradeArgs,
  upgrade: ResolvedUpgrade,
  nodes: number,
  hardware: GpuHardware | undefined,
  at: (property: string) => string,
): Problem[] {
  const malformed = (["maxSurge", "maxUnavailable"] as const).filter(
    (property) => nodesOf(upgrade[property], nodes) === undefined,
  );
  return [
    ...malformed.map((property) => ({
      path: at(property),
      value: upgrade[property],
      message: "must be a number of nodes or a percentage from 0% to 100%, as text",
      fix: `write ${property === "maxSurge" ? '"0"' : '"1"'}`,
    })),
    ...(malformed.length === 0 ? balanceProblems(upgrade, nodes, at) : []),
    ...surgeProblems(upgrade, args.spareNodes ?? 0, hardware, at),
    ...minutesProblems(at("drainTimeoutMinutes"), upgrade.drainTimeoutMinutes, DRAIN_MINUTES),
    ...minutesProblems(at("nodeSoakMinutes"), upgrade.nodeSoakMinutes, SOAK_MINUTES),
  ];
}

/** AKS wants exactly one of surge and unavailability. */
function balanceProblems(
  { maxSurge, maxUnavailable, surgeNodes }: ResolvedUpgrade,
  nodes: number,
  at: (property: string) => string,
): Problem[] {
  const unavailable = nodesOf(maxUnavailable, nodes) ?? 0;
  const fix = 'write maxSurge: "0" and maxUnavailable: "1"';
  if (surgeNodes === 0 && unavailable === 0 && nodes > 0) {
    const message = "with maxSurge 0, maxUnavailable must be more than 0, or no node can ever be upgraded";
    return [{ path: at("maxUnavailable"), value: maxUnavailable, message, fix }];
  }
  if (surgeNodes > 0 && unavailable > 0) {
    const message = `AKS takes maxUnavailable only with maxSurge 0, and maxSurge is ${maxSurge}`;
    return [{ path: at("maxUnavailable"), value: maxUnavailable, message, fix }];
  }
  return [];
}

function surgeProblems(
  { maxSurge, surgeNodes }: ResolvedUpgrade,
  spareNodes: number,
  hardware: GpuHardware | undefined,
  at: (property: string) => string,
): Problem[] {
  if (surgeNodes <= spareNodes) return [];
  const cost =
    hardware === undefined
      ? ""
      : ` (${surgeNodes * hardware.gpus.count} GPUs, ${surgeNodes * hardware.vCpus} vCPUs of quota)`;
  return [
    {
      path: at("maxSurge"),
      value: maxSurge,
      message: `needs ${surgeNodes} spare node${surgeNodes === 1 ? "" : "s"}${cost}, and spareNodes is ${spareNodes}`,
      fix: `write maxSurge: "0" and maxUnavailable: "1", or spareNodes: ${surgeNodes} where quota and capacity are there`,
    },
  ];
}

function minutesProblems(
  path: string,
  minutes: number,
  { least, most }: { least: number; most: number },
): Problem[] {
  if (Number.isInteger(minutes) && minutes >= least && minutes <= most) return [];
  const message = `must be a whole number of minutes from ${least} to ${most}`;
  return [{ path, value: minutes, message, fix: `write ${minutes < least ? least : most}` }];
}
