import type * as z from "zod";
import { withoutHostileText } from "../lib/planning/hostile-text.ts";
import { pathText } from "./check-environment.ts";
import { type Environment, environmentSchema } from "./environment.ts";

/** What can be planned of an environment that was refused. */
export interface UsableEnvironment {
  /** The environment, with defaults and stand-ins for what is wrong or missing. */
  readonly environment: Environment;
  /** Paths of which the plan says nothing sound, because they or what they depend on are not the user's. */
  readonly doubtful: readonly string[];
}

/** Properties about whose problems nobody can tell while another is wrong. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  nodes: ["gpuPool.autoscaleFrom", "gpuPool.maxSurge", "gpuPool.maxUnavailable", "gpuPool.maxPods"],
  plannedMaxNodes: ["nodes"],
  islandLimit: ["nodes", "gpuPool.maxSurge", "gpuPool.maxUnavailable"],
  isolation: ["allowedFqdns", "kubernetes.nodeOsUpgradeChannel"],
  "gpuPool.maxSurge": ["gpuPool.maxUnavailable"],
  "gpuPool.maxUnavailable": ["gpuPool.maxSurge"],
  "gpuPool.spareNodes": ["gpuPool.maxSurge"],
  "gpuPool.vmSize": ["network.vnet", "network.podCidr", "network.serviceCidr", "gpuPool.maxSurge"],
  "systemPool.zones": ["systemPool.nodes"],
  "systemPool.nodes": ["nodes", "plannedMaxNodes"],
  "scratch.sku": ["scratch.capacityTiB"],
  "network.vnet": ["allowedNetworks"],
  "network.serviceCidr": ["network.dnsServiceIp"],
};

/**
 * Leaves out what is wrong, so that the rest can be planned in the same run.
 *
 * @param input what `checkEnvironment` refused.
 * @returns `undefined` where too little is left.
 */
export function usableEnvironment(input: unknown): UsableEnvironment | undefined {
  const clean = withoutHostileText(input);
  if (!isMapping(clean)) return undefined;
  const wrong = pathsOf(environmentSchema.safeParse(clean));
  const exact = wrong.reduce<unknown>(without, clean);
  // What is wrong because of a part that was left out goes with the whole of its section.
  const sections = pathsOf(environmentSchema.safeParse(exact)).map((path) => path.slice(0, 1));
  const rest = sections.reduce<unknown>(without, exact);
  if (!isMapping(rest)) return undefined;
  const checked = environmentSchema.safeParse({ ...standIns(rest), ...rest });
  if (!checked.success) return undefined;
  const left = [...wrong.map(wholeLists), ...sections].map((path) => path.map(String).join("."));
  return {
    environment: checked.data,
    doubtful: left.flatMap((path) => [path, ...following(path)]).map((path) => pathText(path.split("."))),
  };
}

type Path = readonly PropertyKey[];

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What every environment must say: values that cause no problem of their own. */
function standIns({ nodes, plannedMaxNodes }: Record<string, unknown>): Record<string, unknown> {
  return {
    system: "nd-h100",
    zone: "1",
    nodes: plannedMaxNodes ?? 1,
    plannedMaxNodes: nodes ?? 1,
    adminGroups: ["11111111-2222-4333-8444-555555555555"],
  };
}

function following(path: string): readonly string[] {
  return Object.entries(FOLLOWS).flatMap(([cause, effects]) =>
    path === cause || cause.startsWith(`${path}.`) ? effects : [],
  );
}

function pathsOf(checked: z.ZodSafeParseResult<Environment>): Path[] {
  if (checked.success) return [];
  return checked.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
  );
}

/** A list goes as a whole: without one of its entries the others would stand elsewhere. */
function wholeLists(path: Path): Path {
  const index = path.findIndex((key) => typeof key === "number");
  return index < 0 ? path : path.slice(0, index);
}

function without(value: unknown, path: Path): unknown {
  const [key, ...rest] = wholeLists(path);
  if (key === undefined || !isMapping(value) || !Object.hasOwn(value, key)) return value;
  const { [String(key)]: entry, ...others } = value;
  return rest.length === 0 ? others : { ...others, [String(key)]: without(entry, rest) };
}
