import { type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { resource } from "../build-graph.ts";
import { efaGroup, nodeGroup } from "./aws-network.ts";

const KEPT = { options: { protect: true, retainOnDelete: true, ignoreChanges: [] } };

const key = resource(
  types.KMS_KEY,
  "training-key",
  {
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::111122223333:root" },
          Action: "kms:*",
          Resource: "*",
        },
      ],
    }),
  },
  KEPT,
);
const bucket = resource(types.BUCKET, "datasets", {}, KEPT);
const ofBucket = { bucket: [bucket] };

/** The cluster of EKS; its nodes start from {@link launchTemplate}. */
export const eksCluster = resource(
  types.EKS_CLUSTER,
  "training",
  {
    encryptionConfig: { provider: { keyArn: UNKNOWN }, resources: ["secrets"] },
    vpcConfig: { endpointPublicAccess: false, endpointPrivateAccess: true },
  },
  { from: { encryptionConfig: [key] } },
);

export const launchTemplate = resource(
  types.LAUNCH_TEMPLATE,
  "nodes",
  {
    metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    blockDeviceMappings: [
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: UNKNOWN } },
      { deviceName: "/dev/sdb", virtualName: "ephemeral0" },
    ],
    instanceMarketOptions: { marketType: "capacity-block" },
    networkInterfaces: [
      { networkCardIndex: 0, deviceIndex: 0, interfaceType: "efa", securityGroups: [UNKNOWN, UNKNOWN] },
      { networkCardIndex: 1, deviceIndex: 1, interfaceType: "efa-only", securityGroups: [UNKNOWN] },
    ],
  },
  { from: { blockDeviceMappings: [key], networkInterfaces: [efaGroup, nodeGroup] } },
);

/** Keys and what they encrypt. */
export const awsEncryptionResources: readonly Resource[] = [
  key,
  eksCluster,
  launchTemplate,
  resource(types.EBS_ENCRYPTION_BY_DEFAULT, "disks", { enabled: true }),
  resource(
    types.FSX_LUSTRE,
    "scratch",
    { kmsKeyId: UNKNOWN, deploymentType: "PERSISTENT_2" },
    { ...KEPT, from: { kmsKeyId: [key] } },
  ),
  bucket,
  resource(
    types.BUCKET_PUBLIC_ACCESS_BLOCK,
    "datasets",
    {
      bucket: UNKNOWN,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { from: ofBucket },
  ),
  resource(
    types.BUCKET_ENCRYPTION,
    "datasets",
    {
      bucket: UNKNOWN,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: UNKNOWN } }],
    },
    { from: { ...ofBucket, rules: [key] } },
  ),
  resource(
    types.BUCKET_VERSIONING,
    "datasets",
    { bucket: UNKNOWN, versioningConfiguration: { status: "Enabled" } },
    { from: ofBucket },
  ),
  resource(
    types.BUCKET_POLICY,
    "datasets",
    {
      bucket: UNKNOWN,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: ["arn:aws:s3:::datasets", "arn:aws:s3:::datasets/*"],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
    },
    { from: ofBucket },
  ),
];
