import type { Free, PricingTable } from "../pricing.ts";

function documented(reason: string, page: string): Free {
  return {
    kind: "free",
    reason,
    source: `https://docs.aws.amazon.com/${page}`,
    asOf: "2026-11-22",
    confidence: "medium",
  };
}

/** `aws:<module>/<name>:<Name>` for each name. */
function each(module: string, names: readonly string[], row: Free): PricingTable {
  return Object.fromEntries(
    names.map((name) => [`aws:${module}/${name}:${name.charAt(0).toUpperCase()}${name.slice(1)}`, row]),
  );
}

const network = documented(
  "what is placed in a network is charged, and data that leaves it",
  "vpc/latest/userguide/what-is-amazon-vpc.html",
);
const identity = documented(
  "identity and access management has no meter",
  "IAM/latest/UserGuide/introduction.html",
);
const bucketSetting = documented(
  "a setting of a bucket; what lies in the bucket is charged there",
  "AmazonS3/latest/userguide/Welcome.html",
);

/** Types that cost nothing by themselves, each with the reason. A type that stands in no table is never taken for free. */
export const freePricing: PricingTable = {
  ...each(
    "ec2",
    [
      "vpc",
      "subnet",
      "routeTable",
      "route",
      "routeTableAssociation",
      "mainRouteTableAssociation",
      "internetGateway",
      "egressOnlyInternetGateway",
      "securityGroup",
      "securityGroupRule",
      "networkAcl",
      "networkAclRule",
      "networkInterface",
      "networkInterfaceAttachment",
      "vpcDhcpOptions",
      "vpcDhcpOptionsAssociation",
      "vpcIpv4CidrBlockAssociation",
      "vpcEndpointRouteTableAssociation",
      "eipAssociation",
      "defaultSecurityGroup",
      "defaultRouteTable",
      "defaultNetworkAcl",
    ],
    network,
  ),
  ...each("vpc", ["securityGroupIngressRule", "securityGroupEgressRule"], network),
  ...each(
    "ec2",
    ["keyPair", "placementGroup", "volumeAttachment"],
    documented("part of how instances are made, which are charged", "AWSEC2/latest/UserGuide/concepts.html"),
  ),
  "aws:ec2/launchTemplate:LaunchTemplate": documented(
    "instances that are made from it are charged",
    "AWSEC2/latest/UserGuide/ec2-launch-templates.html",
  ),
  ...each(
    "iam",
    [
      "role",
      "rolePolicy",
      "rolePolicyAttachment",
      "policy",
      "policyAttachment",
      "instanceProfile",
      "openIdConnectProvider",
      "user",
      "userPolicy",
      "userPolicyAttachment",
      "group",
      "serviceLinkedRole",
    ],
    identity,
  ),
  ...each(
    "eks",
    ["addon", "accessEntry", "accessPolicyAssociation", "podIdentityAssociation", "identityProviderConfig"],
    documented(
      "part of its cluster; what it runs, runs on nodes that are charged",
      "eks/latest/userguide/what-is-eks.html",
    ),
  ),
  ...each(
    "s3",
    [
      "bucketAcl",
      "bucketAclV2",
      "bucketCorsConfiguration",
      "bucketCorsConfigurationV2",
      "bucketLifecycleConfiguration",
      "bucketLifecycleConfigurationV2",
      "bucketLogging",
      "bucketLoggingV2",
      "bucketNotification",
      "bucketObject",
      "bucketObjectv2",
      "bucketOwnershipControls",
      "bucketPolicy",
      "bucketPublicAccessBlock",
      "bucketServerSideEncryptionConfiguration",
      "bucketServerSideEncryptionConfigurationV2",
      "bucketVersioning",
      "bucketVersioningV2",
    ],
    bucketSetting,
  ),
  ...each(
    "kms",
    ["alias", "grant", "keyPolicy"],
    documented("part of a key, which is charged", "kms/latest/developerguide/overview.html"),
  ),
  ...each(
    "ecr",
    ["lifecyclePolicy", "repositoryPolicy", "registryPolicy", "pullThroughCacheRule"],
    documented(
      "a rule of a registry, whose images are charged",
      "AmazonECR/latest/userguide/what-is-ecr.html",
    ),
  ),
  "aws:secretsmanager/secretVersion:SecretVersion": documented(
    "part of a secret, which is charged",
    "secretsmanager/latest/userguide/intro.html",
  ),
  "aws:fsx/dataRepositoryAssociation:DataRepositoryAssociation": documented(
    "a link of a file system to a bucket; both are charged",
    "fsx/latest/LustreGuide/create-dra-linked-data-repo.html",
  ),
  ...each(
    "lb",
    ["listener", "listenerRule", "targetGroup", "targetGroupAttachment"],
    documented(
      "part of a load balancer, which is charged",
      "elasticloadbalancing/latest/userguide/what-is-load-balancing.html",
    ),
  ),
};
