import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import {
  AGENT_POOL,
  FIREWALL,
  FIREWALL_RULES,
  MANAGED_CLUSTER,
  ROUTE,
  ROUTE_TABLE,
  unversioned,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { poolRouteAnswers, routeAnswers } from "./default-route.ts";
import { firewallAnswers, ruleGroupAnswers } from "./firewall-rules.ts";

const CHECKS: Readonly<Record<string, (resource: Resource, graph: Graph) => Answer[]>> = {
  [ROUTE]: routeAnswers,
  [ROUTE_TABLE]: routeAnswers,
  [AGENT_POOL]: poolRouteAnswers,
  [MANAGED_CLUSTER]: poolRouteAnswers,
  [FIREWALL_RULES]: ruleGroupAnswers,
  [FIREWALL]: firewallAnswers,
};

/** What leaves does so through a firewall, and the firewall knows where to. */
export const egressAllowList: Rule = {
  id: "N10",
  name: "egress-by-allow-list",
  title: "What leaves a network goes through a firewall that lets listed names through and nothing else.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: { nist80053: ["AC-4", "CM-7", "SC-7"], nist800223: ["access", "computing"] },
  remediation:
    'Give the subnets of nodes a route table whose route for 0.0.0.0/0 has nextHopType: "VirtualAppliance", and the firewall\'s rules the names that are needed instead of *.',
  evidence: "https://learn.microsoft.com/azure/aks/limit-egress-traffic",
  scope: "graph",
  types: Object.keys(CHECKS),
  check: (resource, graph) => CHECKS[unversioned(resource.type)]?.(resource, graph) ?? [],
};
