import { vmSizeOf } from "../../../../catalog/azure/vm-sizes.ts";
import { familyKey, quotaLimit, regionKey } from "../places.ts";
import { textAt } from "../types/values.ts";
import { type Nodes, nodesOf, vCpusInUse } from "../usage.ts";
import type { Behaviour, Refusal, Stored, Write } from "./behaviour.ts";
import { clusterRegion } from "./node-pools.ts";

/** What AKS upgrades at once where a pool does not say (https://learn.microsoft.com/azure/aks/upgrade-aks-node-pools-rolling). */
const DEFAULT_SURGE = "10%";

const MORE =
  "If you want to increase the quota, please follow this instruction: https://learn.microsoft.com/en-us/azure/quotas/view-quotas. Surge nodes would also consume vcpu quota, please consider use smaller maxSurge or use maxUnavailable to proceed upgrade without surge nodes, details: aka.ms/aks/maxUnavailable.";

/**
 * vCPUs of a family and of the whole region. AKS asks before it begins, for the nodes that a pool gets; an upgrade asks for
 * its surge nodes too, a create does not.
 */
export const quota: Behaviour = {
  name: "vCPU quota",
  source:
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/error-code-quotaexceeded",
  admit: (write, cloud) => {
    const region = clusterRegion(write, cloud);
    if (region === undefined || write.method === "DELETE") return undefined;
    const requested = requestedVCpus(write, cloud.resource(write.id), region);
    const used = vCpusInUse(cloud, region);
    const left = (family: string): number =>
      (quotaLimit(cloud.world, region, family) ?? Number.POSITIVE_INFINITY) -
      (used.get(familyKey(family)) ?? 0);
    for (const [family, vCpus] of requested) {
      if (vCpus > Math.max(0, left(family))) return familyRefusal(family, vCpus, left(family), region);
    }
    const total = [...requested.values()].reduce((sum, vCpus) => sum + vCpus, 0);
    return total > Math.max(0, left("cores")) ? regionRefusal(total, left("cores"), region) : undefined;
  },
};

/** What a write asks for beyond what its pools have, by family; nothing where they shrink. */
function requestedVCpus(write: Write, existing: Stored | undefined, region: string): Map<string, number> {
  const before =
    existing === undefined || existing.provisioningState === "Failed"
      ? []
      : nodesOf(existing.id, existing.inputs, region);
  const requested = new Map<string, number>();
  const add = ({ vmSize }: Nodes, count: number): void => {
    const size = vmSizeOf(vmSize);
    if (size !== undefined)
      requested.set(size.quotaFamily, (requested.get(size.quotaFamily) ?? 0) + count * size.vCpus);
  };
  for (const nodes of nodesOf(write.id, write.inputs, region))
    add(nodes, nodes.count + surgeOf(write, existing, nodes.count));
  for (const nodes of before) add(nodes, -nodes.count);
  return new Map([...requested].filter(([, vCpus]) => vCpus > 0));
}

/** Nodes that AKS adds while it upgrades a pool. */
function surgeOf({ inputs }: Write, existing: Stored | undefined, count: number): number {
  const version = textAt(inputs, "orchestratorVersion");
  if (existing === undefined || version === undefined) return 0;
  if (textAt(existing.inputs, "orchestratorVersion") === version) return 0;
  const surge = textAt(inputs, "upgradeSettings.maxSurge") ?? DEFAULT_SURGE;
  const number = Number.parseInt(surge, 10);
  return surge.endsWith("%") ? Math.ceil((count * number) / 100) : number;
}

function familyRefusal(family: string, requested: number, left: number, region: string): Refusal {
  const message = `Insufficient vcpu quota requested ${requested}, remaining ${Math.max(0, left)} for family ${family} for region ${regionKey(region)}. ${MORE}`;
  return { status: 400, code: "ErrCode_InsufficientVCPUQuota", message };
}

function regionRefusal(requested: number, left: number, region: string): Refusal {
  const message = `Insufficient regional vcpu quota left for location ${regionKey(region)}. left regional vcpu quota ${Math.max(0, left)}, requested quota ${requested}. ${MORE}`;
  return { status: 400, code: "ErrCode_InsufficientVCPUQuota", message };
}
