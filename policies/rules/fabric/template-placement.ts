import { type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, notEvaluated, opaque } from "../../answers.ts";
import type { Answer } from "../../rule.ts";

const TARGET = "capacityReservationSpecification.capacityReservationTarget";
const GROUPS = ["placement.groupName", "placement.groupId"];

/** A launch template that takes reserved capacity, an ODCR or a Capacity Block: without a placement group of its own. */
export function templateAnswers({ inputs }: Resource): Answer[] {
  const block = valueAt(inputs, "instanceMarketOptions.marketType") === "capacity-block";
  if (!block && isAbsent(valueAt(inputs, TARGET))) return [];
  const path = "placement";
  const must = "must name no placement group beside a capacity reservation, which has its own";
  const groups = GROUPS.map((property) => valueAt(inputs, property)).filter((group) => !isAbsent(group));
  const reason = groups.map(opaque).find((found) => found !== undefined);
  // The id of a group is unknown at preview; that there is one is not.
  const set = groups.some((group) => opaque(group) === undefined);
  if (reason !== undefined && !set) return [notEvaluated(path, reason, must)];
  return [decided(groups.length === 0, path, groups.length === 0 ? "names no group" : "names a group", must)];
}
