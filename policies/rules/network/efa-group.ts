import { type Graph, type Resource, referencesOf, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { failed, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { named } from "../../links.ts";
import { LAUNCH_TEMPLATE, SECURITY_GROUP, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { type GroupRule, rulesOf } from "./aws-security-groups.ts";

const PATH = "networkInterfaces";
const MUST = "must have a security group that lets all traffic in and out to itself, and nothing else";

/** Properties of a rule that lead to others than the group itself. */
const OTHERS = [
  "cidrBlocks",
  "ipv6CidrBlocks",
  "prefixListIds",
  "cidrIpv4",
  "cidrIpv6",
  "prefixListId",
  "securityGroups",
];

/** Traffic of EFA passes the operating system by, and security groups too, but for the group's own rule: it must be there, and alone. */
export const efaGroup: Rule = {
  id: "N22",
  name: "efa-group-to-itself",
  title: "The security group of EFA interfaces lets all traffic in and out to itself, and nothing else.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["AC-4", "SC-7"], nist800223: ["computing"] },
  remediation:
    'Give every network interface with interfaceType "efa" or "efa-only" a SecurityGroup of its own with one ingress and one egress rule: protocol "-1", self: true.',
  evidence: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/efa-start.html",
  scope: "graph",
  types: [LAUNCH_TEMPLATE],
  check: (template, graph) => (hasEfa(template) ? [templateAnswer(template, graph)] : []),
};

/** Whether machines of a launch template have an interface with EFA. */
export function hasEfa({ inputs }: Resource): boolean {
  return listOf(inputs[PATH]).some((one) => isEfa(valueAt(one, "interfaceType")));
}

function isEfa(type: Value | undefined): boolean {
  return type === "efa" || type === "efa-only";
}

function templateAnswer(template: Resource, graph: Graph): Answer {
  const bare = listOf(template.inputs[PATH]).findIndex(
    (one) => isEfa(valueAt(one, "interfaceType")) && isEmpty(valueAt(one, "securityGroups")),
  );
  if (bare >= 0) return failed(PATH, `[${bare}] has no security group`, MUST);
  const groups = referencesOf(graph, template, PATH).filter(
    ({ type }) => unversioned(type) === SECURITY_GROUP,
  );
  if (groups.length === 0) return notEvaluated(PATH, "has no security group of this stack", MUST);
  const judged = groups.map((group) => ({ group, verdict: verdictOn(group, graph) }));
  const alone = judged.find(({ verdict }) => verdict === "alone");
  if (alone !== undefined) return passed(PATH, `has ${named(alone.group)}, open to itself and nothing else`);
  const unknown = judged.find(({ verdict }) => verdict === "unknown");
  if (unknown !== undefined)
    return notEvaluated(PATH, `has ${named(unknown.group)}, with rules that are unknown`, MUST);
  return failed(
    PATH,
    `has ${judged.map(({ group, verdict }) => `${named(group)} (${verdict})`).join(", ")}`,
    MUST,
  );
}

function isEmpty(groups: Value | undefined): boolean {
  return isAbsent(groups) || (Array.isArray(groups) && groups.length === 0);
}

function verdictOn(
  group: Resource,
  graph: Graph,
): "alone" | "unknown" | "not open to itself" | "open to others" {
  const rules = rulesOf(group, graph);
  if (rules.some(({ value }) => opaque(value) !== undefined)) return "unknown";
  const own = rules.filter((rule) => isToItself(rule, group, graph));
  if (own.length < rules.length) return "open to others";
  const both = ["ingress", "egress"].every((direction) => own.some((rule) => rule.direction === direction));
  return both ? "alone" : "not open to itself";
}

/** All protocols, from or to the group itself and nobody else. */
function isToItself({ resource, value }: GroupRule, group: Resource, graph: Graph): boolean {
  const protocol = valueAt(value, "protocol") ?? valueAt(value, "ipProtocol");
  const self =
    valueAt(value, "self") === true ||
    ["sourceSecurityGroupId", "referencedSecurityGroupId"].some((property) =>
      referencesOf(graph, resource, property).some(({ urn }) => urn === group.urn),
    );
  const others = OTHERS.some((property) => !isEmpty(valueAt(value, property)));
  return (protocol === "-1" || protocol === "all") && self && !others;
}
