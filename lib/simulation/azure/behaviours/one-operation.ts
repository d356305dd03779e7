import { armPathOf, nameOf, sameId } from "../arm-id.ts";
import type { Behaviour, CloudView, Refusal, RunningOperation } from "./behaviour.ts";

const CLUSTER = "microsoft.containerservice/managedclusters";
const POOL = `${CLUSTER}/agentpools`;
const MORE =
  "please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details";

/** AKS does one thing to a cluster at a time, whichever of its pools it concerns. */
export const oneOperation: Behaviour = {
  name: "one operation per cluster",
  source:
    "https://learn.microsoft.com/troubleshoot/azure/azure-kubernetes/create-upgrade-delete/cluster-pending-operation-error",
  admit: ({ id }, cloud) => {
    const cluster = clusterIdOf(id);
    if (cluster === undefined) return undefined;
    const blocking = [...cloud.running()].find(({ write }) => {
      const other = clusterIdOf(write.id);
      return other !== undefined && sameId(other, cluster);
    });
    return blocking && refusal(sameId(id, cluster), blocking, cloud);
  },
};

/** The page has one sentence for each of the three: pool meets pool, cluster meets pool, anything meets cluster. */
function refusal(ofCluster: boolean, blocking: RunningOperation, cloud: CloudView): Refusal {
  const { id } = blocking.write;
  const doing = stateOf(blocking, cloud);
  const poolIsBusy = kindOf(id) === POOL;
  const message = !poolIsBusy
    ? `Operation is not allowed: Another operation (${doing}) is in progress, ${MORE}`
    : ofCluster
      ? `Managed Cluster operation is not allowed: Another operation (${doing}) is in progress on agent pool (${nameOf(id)}), ${MORE}`
      : `Operation is not allowed: Another agentpool operation (${nameOf(id)} - ${doing}) is in progress, ${MORE}`;
  return { status: 409, code: "OperationNotAllowed", message };
}

function stateOf({ write }: RunningOperation, cloud: CloudView): string {
  return write.method === "DELETE" ? "Deleting" : (cloud.resource(write.id)?.provisioningState ?? "Updating");
}

/** The cluster that a write changes; maintenance windows are records and change nothing. */
function clusterIdOf(id: string): string | undefined {
  switch (kindOf(id)) {
    case CLUSTER:
      return id;
    case POOL:
      return armPathOf(id)?.parent;
    default:
      return undefined;
  }
}

function kindOf(id: string): string | undefined {
  return armPathOf(id)?.armType.toLowerCase();
}
