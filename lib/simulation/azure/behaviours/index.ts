import { addressSpace } from "./address-space.ts";
import type { Behaviour } from "./behaviour.ts";
import { capacity } from "./capacity.ts";
import { deletionOrder } from "./deletion-order.ts";
import { existingNames } from "./existing-names.ts";
import { featureFlags } from "./feature-flags.ts";
import { keyRecovery } from "./key-recovery.ts";
import { locks } from "./locks.ts";
import { networkSerialisation } from "./network-serialisation.ts";
import { oneOperation } from "./one-operation.ts";
import { parents } from "./parents.ts";
import { propertyChangesRefused } from "./property-changes.ts";
import { quota } from "./quota.ts";
import { references } from "./references.ts";
import { registrations } from "./registrations.ts";
import { rolePropagation } from "./role-propagation.ts";
import { sizeOffer } from "./size-offer.ts";
import { throttling } from "./throttling.ts";
import { versionSkew } from "./version-skew.ts";

/**
 * Every behaviour, in the order in which Azure answers: Resource Manager, then the service at its door, then what the service
 * thinks of the write, and last what comes of it.
 */
export function behaviours(): readonly Behaviour[] {
  return [
    locks,
    registrations,
    parents,
    throttling,
    existingNames,
    oneOperation,
    networkSerialisation,
    deletionOrder,
    propertyChangesRefused,
    references,
    addressSpace,
    versionSkew,
    sizeOffer,
    featureFlags,
    quota,
    keyRecovery,
    rolePropagation,
    capacity,
  ];
}
