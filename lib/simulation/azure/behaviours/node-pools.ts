import { armPathOf, nameOf } from "../arm-id.ts";
import { isObject, listAt, textAt } from "../types/values.ts";
import type { CloudView, Inputs, Write } from "./behaviour.ts";

/** A node pool that a write asks for, as a resource of its own or in its cluster's list. */
export interface WantedPool {
  readonly name: string;
  /** As the cluster says it. */
  readonly region: string;
  readonly vmSize: string;
  readonly zones: readonly string[];
  readonly inputs: Inputs;
}

/** Region of the cluster that a write to it or to one of its pools concerns; `undefined` for any other write. */
export function clusterRegion({ id, type, inputs }: Write, cloud: CloudView): string | undefined {
  switch (type.token) {
    case "azure-native:containerservice:ManagedCluster":
      return textAt(inputs, "location");
    case "azure-native:containerservice:AgentPool":
      return textAt(cloud.resource(armPathOf(id)?.parent ?? "")?.inputs, "location");
    default:
      return undefined;
  }
}

/** Node pools that a create or update asks for; none where it concerns something else. */
export function wantedPools(write: Write, cloud: CloudView): WantedPool[] {
  const region = clusterRegion(write, cloud);
  if (region === undefined || write.method === "DELETE") return [];
  const { id, type, inputs } = write;
  const pools: readonly unknown[] = type.token.endsWith(":AgentPool")
    ? [{ name: nameOf(id), ...inputs }]
    : listAt(inputs, "agentPoolProfiles");
  return pools.flatMap((pool) => {
    const vmSize = textAt(pool, "vmSize");
    if (!isObject(pool) || vmSize === undefined) return [];
    const zones = listAt(pool, "availabilityZones").map(String);
    return [{ name: textAt(pool, "name") ?? "", region, vmSize, zones, inputs: pool }];
  });
}
