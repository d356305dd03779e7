import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Behaviour } from "../behaviours/behaviour.ts";
import { SimulatedAzure } from "../simulated-azure.ts";
import { resourceTypeOfId } from "../types/index.ts";
import type { ResourceType } from "../types/resource-type.ts";
import { type WorldFile, worldOf } from "../world.ts";

export const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;
export const CLUSTER = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/aks`;
export const POOL = `${CLUSTER}/agentPools/island0`;
export const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-disks`;

/** Seconds of a create, an update and a deletion; every other kind answers at once. */
const SECONDS: Readonly<Record<string, readonly [number, number, number]>> = {
  "azure-native:containerservice:ManagedCluster": [300, 200, 100],
  "azure-native:containerservice:AgentPool": [240, 120, 60],
  "azure-native:resources:ResourceGroup": [0, 0, 10],
};

/** The types of the simulation with durations that tests can count on. */
function typeOfId(id: string): ResourceType | undefined {
  const type = resourceTypeOfId(id);
  if (type === undefined) return undefined;
  const [create, update, remove] = SECONDS[type.token] ?? [0, 0, 0];
  return { ...type, durations: { ...type.durations, create, update, delete: remove } };
}

/** A state file that goes with the test. */
export function stateFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "exaform-azure-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "azure.jsonl");
}

/** A simulated Azure that checks no fields and has only the behaviours that are given. */
export async function azureOf(
  world: WorldFile = {},
  file: string = stateFile(),
  behaviours: readonly Behaviour[] = [],
): Promise<SimulatedAzure> {
  const tables = { typeOfId, checkBody: () => [], behaviours };
  const azure = await SimulatedAzure.open({ stateFile: file, world: worldOf(world), tables });
  onTestFinished(() => azure.close());
  return azure;
}

/** Makes virtual time pass. */
export async function pass(azure: SimulatedAzure, seconds: number): Promise<void> {
  await azure.clock.wait(seconds);
}
