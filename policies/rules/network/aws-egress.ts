import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import {
  EGRESS_ONLY_GATEWAY,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  SECURITY_GROUP,
  SECURITY_GROUP_EGRESS,
  SECURITY_GROUP_RULE,
  unversioned,
  VPC,
} from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { gatewayAnswers } from "./aws-gateways.ts";
import { defaultGroupAnswer, egressAnswers } from "./aws-security-groups.ts";
import { endpointAnswers } from "./aws-vpc-endpoints.ts";

const CHECKS: Readonly<Record<string, (resource: Resource, graph: Graph) => readonly Answer[]>> = {
  [INTERNET_GATEWAY]: gatewayAnswers,
  [EGRESS_ONLY_GATEWAY]: gatewayAnswers,
  [NAT_GATEWAY]: gatewayAnswers,
  [SECURITY_GROUP]: egressAnswers,
  [SECURITY_GROUP_RULE]: egressAnswers,
  [SECURITY_GROUP_EGRESS]: egressAnswers,
  [VPC]: (vpc, graph) => [defaultGroupAnswer(vpc, graph), ...endpointAnswers(vpc, graph)],
};

/** On AWS a way out is made of several things; none of them may be there, and what is needed instead must be. */
export const awsEgress: Rule = {
  id: "N21",
  name: "vpc-without-way-out",
  title: "A VPC has no way to the internet, and reaches AWS through endpoints of its own.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: {
    checkov: ["CKV2_AWS_12", "CKV_AWS_382"],
    cisEks: ["5.4.3"],
    nist80053: ["AC-4", "CM-7", "SC-7"],
    nist800223: ["access", "computing"],
  },
  remediation:
    "Remove InternetGateway, NatGateway and every egress to 0.0.0.0/0; declare a DefaultSecurityGroup without rules, and a VpcEndpoint for each service that nodes need.",
  evidence: "https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html",
  scope: "graph",
  types: Object.keys(CHECKS),
  check: (resource, graph) => CHECKS[unversioned(resource.type)]?.(resource, graph) ?? [],
};
