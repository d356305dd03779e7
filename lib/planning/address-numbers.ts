import { limits } from "../../catalog/azure/limits.ts";
import { type AddressPaths, type AddressRequest, pathOf } from "./address-plan.ts";
import { grouped } from "./numbers.ts";
import type { Problem } from "./problem.ts";

/** What {@link checkNumbers} found. */
export interface CheckedNumbers {
  readonly problems: readonly Problem[];
  /** The request, with every number that cannot be used as large as it can be: a fix must do whatever is meant. */
  readonly sized: AddressRequest;
  /** Whether `sized` is what the user asked for, so that sizes can be judged by it. */
  readonly certain: boolean;
}

type Sizing = "plannedMaxNodes" | "surgeNodes" | "lustreTiB";

interface Bound {
  readonly least: number;
  readonly most: number;
  readonly why: string;
}

const { clusterNodes, lustreLargestShown } = limits;

const clusterLimit = `an AKS cluster has at most ${grouped(clusterNodes.value)} nodes`;

const BOUNDS: Readonly<Record<Sizing, Bound>> = {
  plannedMaxNodes: { least: 1, most: clusterNodes.value, why: clusterLimit },
  surgeNodes: { least: 0, most: clusterNodes.value, why: clusterLimit },
  lustreTiB: {
    least: 1,
    most: lustreLargestShown.value,
    why: `the largest file system that was ever shown has ${grouped(lustreLargestShown.value)} TiB`,
  },
};

/** Checks the numbers of a request. */
export function checkNumbers(request: AddressRequest, paths: AddressPaths): CheckedNumbers {
  const wrong = (Object.keys(BOUNDS) as Sizing[]).filter((field) => !isUsable(request[field], BOUNDS[field]));
  return {
    problems: [
      ...wrong.map((field) => outOfBounds(request[field], BOUNDS[field], pathOf(paths, field))),
      ...(wrong.includes("plannedMaxNodes") ? [] : growthProblems(request, paths)),
    ],
    sized: { ...request, ...Object.fromEntries(wrong.map((field) => [field, BOUNDS[field].most])) },
    certain: wrong.length === 0,
  };
}

function isUsable(value: number | undefined, { least, most }: Bound): boolean {
  return value === undefined || (Number.isSafeInteger(value) && value >= least && value <= most);
}

function outOfBounds(value: number | undefined, { least, most, why }: Bound, path: string): Problem {
  const message = `must be a whole number from ${least} to ${grouped(most)}: ${why}`;
  return { path, value, message, fix: `write ${nearest(value, least, most)}` };
}

function growthProblems({ nodes, plannedMaxNodes }: AddressRequest, paths: AddressPaths): Problem[] {
  if (nodes === undefined || !(nodes > plannedMaxNodes)) return [];
  const planned = pathOf(paths, "plannedMaxNodes");
  const message = `more than the ${grouped(plannedMaxNodes)} nodes for which ${planned} sizes the network, which cannot grow later`;
  return [
    {
      path: pathOf(paths, "nodes"),
      value: nodes,
      message,
      fix: `write ${plannedMaxNodes}, or raise ${planned} in a new network`,
    },
  ];
}

function nearest(value: number | undefined, least: number, most: number): number {
  return Math.min(Math.max(Math.round(value ?? least) || least, least), most);
}
