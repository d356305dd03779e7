import { vmSizeOf } from "../../../../catalog/azure/vm-sizes.ts";
import { valueAt } from "../types/values.ts";
import type { World } from "../world.ts";
import type { Behaviour, Refusal, Write } from "./behaviour.ts";
import { type WantedPool, wantedPools } from "./node-pools.ts";

const INFINIBAND = "Microsoft.ContainerService/AKSInfinibandSupport";
const HOST_ENCRYPTION = "Microsoft.Compute/EncryptionAtHost";

/** Features of the subscription that must be registered, or must not. A world that does not mention one has it as needed. */
export const featureFlags: Behaviour = {
  name: "feature flags of the subscription",
  source: "https://learn.microsoft.com/azure/aks/use-amd-gpus#register-the-aksinfinibandsupport-feature",
  admit: (write, cloud) => {
    const isNew = cloud.resource(write.id) === undefined;
    const pools = isNew ? wantedPools(write, cloud) : [];
    const refusals = pools.map(
      (pool) => hostEncryptionRefusal(pool, cloud.world) ?? infinibandRefusal(pool, cloud.world),
    );
    return refusals.find((refusal) => refusal !== undefined) ?? machineRefusal(write, cloud.world);
  },
};

/** AKS's words; https://learn.microsoft.com/azure/aks/enable-host-encryption states the demand. */
function hostEncryptionRefusal({ inputs }: WantedPool, world: World): Refusal | undefined {
  if (valueAt(inputs, "enableEncryptionAtHost") !== true || !isOff(world, HOST_ENCRYPTION)) return undefined;
  const message = "Subscription does not enable EncryptionAtHost.";
  return { status: 400, code: "SubscriptionNotEnabledEncryptionAtHost", message };
}

/** https://learn.microsoft.com/azure/virtual-machines/disks-enable-host-based-encryption-portal */
function machineRefusal({ method, type, inputs }: Write, world: World): Refusal | undefined {
  const path = "securityProfile.encryptionAtHost";
  const machine = ["VirtualMachine", "VirtualMachineScaleSet"].some(
    (kind) => type.token === `azure-native:compute:${kind}`,
  );
  const wanted = [path, `virtualMachineProfile.${path}`].some((at) => valueAt(inputs, at) === true);
  if (method === "DELETE" || !machine || !wanted || !isOff(world, HOST_ENCRYPTION)) return undefined;
  const message = `The property '${path}' is not valid because the '${HOST_ENCRYPTION}' feature is not enabled for this subscription.`;
  return { status: 400, code: "InvalidParameter", message, target: path };
}

/**
 * Assumed: no page shows that AKS refuses. It may make the pool and leave its nodes without a common InfiniBand network, which
 * nobody would notice before the first job; a rehearsal shall. The words are AKS's for other features.
 */
function infinibandRefusal({ vmSize }: WantedPool, world: World): Refusal | undefined {
  const wanted = vmSizeOf(vmSize)?.infinibandFeatureFlag;
  if (wanted === "registered" && isOff(world, INFINIBAND)) {
    const message = `Preview feature ${INFINIBAND} not registered.`;
    return { status: 400, code: "PreviewFeatureNotRegistered", message };
  }
  if (wanted !== "unregistered" || stateOf(world, INFINIBAND) !== "Registered") return undefined;
  const message = `Preview feature ${INFINIBAND} must not be registered for VM size ${vmSize}.`;
  return { status: 400, code: "PreviewFeatureRegistered", message };
}

/** Whether a world says that a feature is not there: what is registering or pending is not there yet. */
function isOff(world: World, feature: string): boolean {
  const state = stateOf(world, feature);
  return state !== undefined && state !== "Registered";
}

function stateOf(world: World, feature: string): World["features"][string] | undefined {
  const key = feature.toLowerCase();
  return Object.entries(world.features).find(([name]) => name.toLowerCase() === key)?.[1];
}
