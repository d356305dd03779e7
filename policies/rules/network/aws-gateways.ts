import { type Graph, type Resource, shortType, valueAt } from "../../../lib/graph/graph.ts";
import { failed, notApplicable, notEvaluated, passed } from "../../answers.ts";
import { intentOf } from "../../intent.ts";
import { NAT_GATEWAY, unversioned } from "../../resource-types.ts";
import type { Answer } from "../../rule.ts";

/** A gateway to the internet. One for addresses of private networks only leads nowhere else. */
export function gatewayAnswers(gateway: Resource, graph: Graph): Answer[] {
  const nat = unversioned(gateway.type) === NAT_GATEWAY;
  const path = nat ? "connectivityType" : "vpcId";
  if (nat && valueAt(gateway.inputs, path) === "private") return [passed(path, 'is "private"')];
  const { isolation } = intentOf(graph);
  const found = `${shortType(gateway.type)} leads to the internet`;
  const must = "must not be there where the environment is isolated";
  if (isolation === "connected") return [notApplicable(path, `${found}: the environment is connected`)];
  return isolation === "isolated"
    ? [failed(path, found, must)]
    : [notEvaluated(path, `${found}, and the isolation of the environment is not declared`, must)];
}
