import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { IAM_POLICY, IAM_ROLE, IAM_ROLE_ATTACHMENT } from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

const ISSUER = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF";

const readDatasets = resource(IAM_POLICY, "read-datasets", {
  policy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::datasets/*"] }],
  }),
});
const loader = resource(IAM_ROLE, "loader", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
        Condition: {
          StringEquals: {
            [`${ISSUER}:sub`]: "system:serviceaccount:research:loader",
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
          },
        },
      },
    ],
  }),
});

/** Who acts in a cluster of EKS, and what they may do. */
export const awsIdentityResources: readonly Resource[] = [
  readDatasets,
  loader,
  resource(
    IAM_ROLE_ATTACHMENT,
    "loader-reads",
    { role: UNKNOWN, policyArn: UNKNOWN },
    { from: { role: [loader], policyArn: [readDatasets] } },
  ),
];
