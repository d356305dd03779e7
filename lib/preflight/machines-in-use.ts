import * as z from "zod";
import { declaredRegion } from "../analysis/azure-region.ts";
import { AGENT_POOL, MANAGED_CLUSTER } from "../analysis/node-pools.ts";
import type { Inventory } from "./inventory.ts";
import { VIRTUAL_MACHINE } from "./machines.ts";
import type { ArmObject } from "./objects.ts";
import type { Answers } from "./question.ts";

/** Machines of the stack that are in Azure already and take quota. */
export interface MachinesInUse {
  readonly vmSize: string;
  readonly count: number;
  readonly spot: boolean;
}

const priority = z.string().nullish();
const pool = z.looseObject({ vmSize: z.string(), count: z.number(), scaleSetPriority: priority });
const agentPool = z.looseObject({ properties: pool });
const cluster = z.looseObject({
  properties: z.looseObject({ agentPoolProfiles: z.array(pool.extend({ name: z.string() })).nullish() }),
});
const virtualMachine = z.looseObject({
  properties: z.looseObject({ hardwareProfile: z.looseObject({ vmSize: z.string() }), priority }),
});

/** Machines by the id of what has them. */
type ById = readonly (readonly [id: string, MachinesInUse])[];

/**
 * The stack's own machines in a region. A cluster lists its pools, and each pool is there by its own id too: it counts once.
 *
 * @returns `"unknown"` where Azure does not say of one whether it is there, or what it is.
 */
export function machinesInUse(
  region: string,
  inventory: Inventory,
  answers: Answers,
): readonly MachinesInUse[] | "unknown" {
  const machines = new Map<string, MachinesInUse>();
  for (const { resource, id } of inRegion(region, inventory.objects)) {
    const existence = inventory.existenceOf(id, answers);
    if (existence.state === "absent") continue;
    const found = existence.state === "unknown" ? undefined : readers[resource.type]?.(id, existence.body);
    if (found === undefined) return "unknown";
    for (const [key, value] of found) machines.set(key.toLowerCase(), value);
  }
  return [...machines.values()];
}

function inRegion(region: string, objects: readonly ArmObject[]): ArmObject[] {
  const placed = objects.filter(
    ({ resource }) =>
      [MANAGED_CLUSTER, VIRTUAL_MACHINE].includes(resource.type) &&
      declaredRegion(resource).region === region,
  );
  const pools = objects.filter(
    ({ resource, id }) =>
      resource.type === AGENT_POOL &&
      placed.some((owner) => id.toLowerCase().startsWith(`${owner.id.toLowerCase()}/`)),
  );
  return [...placed, ...pools];
}

const readers: Readonly<Record<string, (id: string, body: unknown) => ById | undefined>> = {
  [MANAGED_CLUSTER]: (id, body) =>
    cluster
      .safeParse(body)
      .data?.properties.agentPoolProfiles?.map((profile) => [
        `${id}/agentPools/${profile.name}`,
        inUse(profile),
      ]),
  [AGENT_POOL]: (id, body) => {
    const found = agentPool.safeParse(body).data;
    return found && [[id, inUse(found.properties)]];
  },
  [VIRTUAL_MACHINE]: (id, body) => {
    const found = virtualMachine.safeParse(body).data?.properties;
    return (
      found && [[id, { vmSize: found.hardwareProfile.vmSize, count: 1, spot: found.priority === "Spot" }]]
    );
  },
};

function inUse({ vmSize, count, scaleSetPriority }: z.infer<typeof pool>): MachinesInUse {
  return { vmSize, count, spot: scaleSetPriority === "Spot" };
}
