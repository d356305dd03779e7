import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { reachOf } from "../../internet.ts";
import { named } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import {
  DEFAULT_SECURITY_GROUP,
  SECURITY_GROUP,
  SECURITY_GROUP_EGRESS,
  SECURITY_GROUP_INGRESS,
  SECURITY_GROUP_RULE,
  unversioned,
} from "../../resource-types.ts";
import type { Answer } from "../../rule.ts";

/** One rule of a security group, however it is declared. */
export interface GroupRule {
  readonly resource: Resource;
  readonly direction: "ingress" | "egress";
  /** Path of it in the inputs, with the dot that a property's path goes on after. */
  readonly prefix: string;
  readonly value: Value;
}

/** Properties that hold ranges, in rules of every kind. */
const RANGES = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"];

const DIRECTIONS = ["ingress", "egress"] as const;

/** The rules that stand in a resource: those in a group, or the one that it is. */
export function rulesIn(resource: Resource): GroupRule[] {
  const whole = { resource, prefix: "", value: resource.inputs };
  switch (unversioned(resource.type)) {
    case SECURITY_GROUP_INGRESS:
      return [{ ...whole, direction: "ingress" }];
    case SECURITY_GROUP_EGRESS:
      return [{ ...whole, direction: "egress" }];
    case SECURITY_GROUP_RULE:
      return DIRECTIONS.filter((direction) => resource.inputs.type === direction).map((direction) => ({
        ...whole,
        direction,
      }));
    default:
      return DIRECTIONS.flatMap((direction) => {
        const list = resource.inputs[direction];
        if (opaque(list) !== undefined)
          return [{ resource, direction, prefix: `${direction}[*].`, value: list ?? null }];
        return listOf(list).map((value, index) => ({
          resource,
          direction,
          prefix: `${direction}[${index}].`,
          value,
        }));
      });
  }
}

/** Every rule of a group: its own, and those declared for it. */
export function rulesOf(group: Resource, graph: Graph): GroupRule[] {
  const declared = [SECURITY_GROUP_RULE, SECURITY_GROUP_INGRESS, SECURITY_GROUP_EGRESS].flatMap(
    (type) => namersOf(graph, group, { type, path: "securityGroupId", to: [SECURITY_GROUP] }).surely,
  );
  return [group, ...declared].flatMap(rulesIn);
}

/** Where the egress of a group leads: anywhere but everywhere. */
export function egressAnswers(resource: Resource): Answer[] {
  return rulesIn(resource)
    .filter(({ direction }) => direction === "egress")
    .flatMap(({ prefix, value }) =>
      RANGES.map((property) => ({ path: prefix + property, ranges: valueAt(value, property) }))
        .filter(({ ranges }) => !isAbsent(ranges))
        .map(({ path, ranges }) => rangesAnswer(path, ranges)),
    );
}

function rangesAnswer(path: string, ranges: Value | undefined): Answer {
  const must = "must name the ranges that are needed";
  const several = typeof ranges === "string" ? [ranges] : listOf(ranges);
  const open = several.find((range) => typeof range === "string" && reachOf(range) === "everybody");
  if (open !== undefined) return failed(path, `has ${JSON.stringify(open)}`, must);
  const reason = [ranges, ...several].map(opaque).find((found) => found !== undefined);
  if (reason !== undefined) return notEvaluated(path, reason, must);
  return decided(true, path, "names ranges", must);
}

/** What is in no other group is in the default one: it lets nothing in or out only where that is declared. */
export function defaultGroupAnswer(vpc: Resource, graph: Graph): Answer {
  const path = "defaultSecurityGroup";
  const must = "must have a DefaultSecurityGroup without rules";
  const { surely, perhaps } = namersOf(graph, vpc, { type: DEFAULT_SECURITY_GROUP, path: "vpcId" });
  const [group] = surely;
  if (group === undefined) {
    const [maybe] = perhaps;
    return maybe === undefined
      ? failed(path, "is left as AWS makes it, open to itself and to everywhere", must)
      : notEvaluated(path, `whether ${named(maybe)} is its is unknown`, must);
  }
  const rules = rulesIn(group);
  if (rules.length === 0) return passed(path, `${named(group)} has no rules`);
  return rules.every(({ value }) => opaque(value) !== undefined)
    ? notEvaluated(path, `the rules of ${named(group)} are unknown`, must)
    : failed(path, `${named(group)} has rules`, must);
}
