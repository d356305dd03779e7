import { valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque, passed } from "../../answers.ts";
import { LAUNCH_TEMPLATE, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { MACHINE_GROUPS, type MachineGroup, machineGroupsOf } from "./machine-groups.ts";
import { templateAnswers } from "./template-placement.ts";

const RESERVATIONS = "https://learn.microsoft.com/azure/virtual-machines/capacity-reservation-overview";

/** Sizes that capacity reservations know nothing of, beside those with InfiniBand: the series ND, NCads H100 v5, HB and HC (2026-02-17). */
const UNSUPPORTED = /^Standard_(?:ND|HB|HC|NC\d+ads_H100)/i;

/** A reservation that holds nothing costs nothing, and is missed on the day on which capacity is short. */
export const reservationHolds: Rule = {
  id: "F03",
  name: "reservation-that-holds",
  title: "Capacity is reserved only for sizes that can be reserved.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { nist80053: ["CP-2", "SC-6"], nist800223: ["computing"] },
  remediation:
    "Remove capacityReservationGroupID: capacity of InfiniBand sizes is agreed with Microsoft, not reserved by a group.",
  evidence: RESERVATIONS,
  scope: "resource",
  types: MACHINE_GROUPS,
  check: (resource) => machineGroupsOf(resource).filter(isReserved).map(holdsAnswer),
};

/** A placement group narrows the place, a reservation has one: both together are seldom the same. */
export const placementOrReservation: Rule = {
  id: "F04",
  name: "placement-group-or-reservation",
  title: "No machine has a placement group and a capacity reservation.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CP-2", "SC-6"], nist800223: ["computing"] },
  remediation:
    "Remove the placement group: proximityPlacementGroupID of the node pool, placement of the launch template.",
  evidence: RESERVATIONS,
  scope: "resource",
  types: [...MACHINE_GROUPS, LAUNCH_TEMPLATE],
  check: (resource) =>
    unversioned(resource.type) === LAUNCH_TEMPLATE
      ? templateAnswers(resource)
      : machineGroupsOf(resource).filter(isReserved).map(placementAnswer),
};

function isReserved({ value, paths }: MachineGroup): boolean {
  return opaque(value) === undefined && !isAbsent(valueAt(value, paths.reservation));
}

function holdsAnswer({ prefix, paths, size, infiniband }: MachineGroup): Answer {
  const path = prefix + paths.reservation;
  const must = "must not be set for a size that Azure does not reserve";
  if (infiniband === undefined) return notEvaluated(path, `is set, and ${paths.size} is not known`, must);
  const unsupported = infiniband || (typeof size === "string" && UNSUPPORTED.test(size));
  return decided(!unsupported, path, `is set for ${JSON.stringify(size ?? "a size that is not set")}`, must);
}

function placementAnswer({ prefix, paths, value }: MachineGroup): Answer {
  const path = prefix + paths.proximity;
  const group = valueAt(value, paths.proximity);
  const must = "must not be set beside a capacity reservation";
  const reason = opaque(group);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  return isAbsent(group) ? passed(path, "is not set") : decided(false, path, "is set", must);
}
