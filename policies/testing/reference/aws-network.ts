import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

const vpc = resource(types.VPC, "training", { cidrBlock: "10.0.0.0/16" });
const ofVpc = { from: { vpcId: [vpc] } };

/** Of EFA interfaces. */
export const efaGroup = resource(
  types.SECURITY_GROUP,
  "efa",
  {
    vpcId: UNKNOWN,
    ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
    egress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }],
  },
  ofVpc,
);

/** Of the first interface of each node. */
export const nodeGroup = resource(
  types.SECURITY_GROUP,
  "nodes",
  {
    vpcId: UNKNOWN,
    egress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/16"] }],
  },
  ofVpc,
);

/** A node group whose machines start from a template. */
export function nodesOf(template: Resource): Resource {
  return resource(
    types.EKS_NODE_GROUP,
    "gpus",
    { launchTemplate: { id: UNKNOWN, version: "1" }, subnetIds: [UNKNOWN] },
    { from: { launchTemplate: [template] } },
  );
}

/** A VPC without a way out. */
export const awsNetworkResources: readonly Resource[] = [
  vpc,
  efaGroup,
  nodeGroup,
  resource(types.DEFAULT_SECURITY_GROUP, "default", { vpcId: UNKNOWN }, ofVpc),
  resource(types.VPC_FLOW_LOG, "flows", { vpcId: UNKNOWN, trafficType: "ALL" }, ofVpc),
  ...["ec2", "ecr.api", "ecr.dkr", "eks", "fsx", "logs", "s3", "sts"].map((service) =>
    resource(
      types.VPC_ENDPOINT,
      `to-${service}`,
      { vpcId: UNKNOWN, serviceName: `com.amazonaws.us-east-1.${service}` },
      ofVpc,
    ),
  ),
];
