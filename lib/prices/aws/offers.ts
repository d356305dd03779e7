import { awsPrices } from "../../../catalog/prices.ts";
import { type Offer, used } from "./offer.ts";

/** Instance types that the catalogue prices anywhere. */
const types = [...new Set(awsPrices.flatMap(({ item }) => (item.startsWith("ec2/") ? [item.slice(4)] : [])))];

/**
 * A Linux instance that is shared, in use and bought on demand. The same type is listed with other systems and software, on
 * hosts of its own, for reserved capacity that nobody uses, and, at a price of nothing, for capacity blocks.
 */
const instances: readonly Offer[] = types.map((type) => ({
  item: `ec2/${type}`,
  unit: "hour",
  offer: "AmazonEC2",
  machine: true,
  matches: (
    {
      instanceType,
      operatingSystem,
      tenancy,
      preInstalledSw,
      capacitystatus,
      marketoption,
      operation,
      regionCode,
    },
    region,
  ) =>
    instanceType === type &&
    operatingSystem === "Linux" &&
    tenancy === "Shared" &&
    preInstalledSw === "NA" &&
    capacitystatus === "Used" &&
    (marketoption === undefined || marketoption === "OnDemand") &&
    (operation === undefined || operation === "RunInstances") &&
    (regionCode === undefined || regionCode === region),
}));

const EC2 = "AmazonEC2";
const VPC = "AmazonVPC";
const S3 = "AmazonS3";

const volumes: readonly Offer[] = [
  ["gp3", "gp3"],
  ["gp2", "gp2"],
  ["io1", "piops"],
  ["io2", "io2"],
  ["st1", "st1"],
  ["sc1", "sc1"],
].map(([kind = "", usage = ""]) => used(`ebs/${kind}/capacity`, "GB-month", EC2, `EBS:VolumeUsage.${usage}`));

const lustre = { where: { fileSystemType: "Lustre", storageType: "SSD" } };

const fileSystems: readonly Offer[] = [
  used("fsxLustre/SCRATCH_2", "GB-month", "AmazonFSx", "Storage", lustre),
  ...[125, 250, 500, 1000].map((mbps) =>
    used(`fsxLustre/PERSISTENT_2/${mbps}`, "GB-month", "AmazonFSx", `Storage.SSD.${mbps}`, lustre),
  ),
  ...[50, 100, 200].map((mbps) =>
    used(`fsxLustre/PERSISTENT_1/${mbps}`, "GB-month", "AmazonFSx", `Storage.SSD.${mbps}`, lustre),
  ),
];

const objects: readonly Offer[] = [
  used("s3/STANDARD/storage", "GB-month", S3, "TimedStorage-ByteHrs"),
  used("s3/STANDARD/writes", "10,000 operations", S3, "Requests-Tier1"),
  used("s3/STANDARD/reads", "10,000 operations", S3, "Requests-Tier2"),
  used("s3/STANDARD_IA/storage", "GB-month", S3, "TimedStorage-SIA-ByteHrs"),
  used("s3/STANDARD_IA/writes", "10,000 operations", S3, "Requests-SIA-Tier1"),
  used("s3/STANDARD_IA/reads", "10,000 operations", S3, "Requests-SIA-Tier2"),
  used("s3/STANDARD_IA/retrieval", "GB", S3, "Retrieval-SIA"),
  used("s3/ONEZONE_IA/storage", "GB-month", S3, "TimedStorage-ZIA-ByteHrs"),
  used("s3/GLACIER/storage", "GB-month", S3, "TimedStorage-GlacierByteHrs"),
  used("s3/DEEP_ARCHIVE/storage", "GB-month", S3, "TimedStorage-GDA-ByteHrs"),
  used("s3/GLACIER_IR/storage", "GB-month", S3, "TimedStorage-GIR-ByteHrs"),
];

const application = { where: { operation: "LoadBalancing:Application" } };
const networkBalancer = { where: { operation: "LoadBalancing:Network" } };

const platform: readonly Offer[] = [
  used("eks/standardSupport", "hour", "AmazonEKS", "AmazonEKS-Hours:perCluster"),
  used("eks/extendedSupport", "hour", "AmazonEKS", "AmazonEKS-Hours:extendedSupport", {
    addedTo: "eks/standardSupport",
  }),
  used("ebs/gp3/iops", "IOPS-month", EC2, "EBS:VolumeP-IOPS.gp3", { included: "3000" }),
  used("ebs/gp3/throughput", "MBps-month", EC2, "EBS:VolumeP-Throughput.gp3", { included: "125" }),
  used("ebs/io1/iops", "IOPS-month", EC2, "EBS:VolumeP-IOPS.piops"),
  used("ebs/io2/iops", "IOPS-month", EC2, "EBS:VolumeP-IOPS.io2"),
  used("vpc/natGateway", "hour", EC2, "NatGateway-Hours"),
  used("vpc/natGateway/data", "GB", EC2, "NatGateway-Bytes"),
  used("vpc/publicIpv4", "hour", VPC, "PublicIPv4:InUseAddress"),
  used("vpc/interfaceEndpoint", "hour", VPC, "VpcEndpoint-Hours"),
  used("vpc/interfaceEndpoint/data", "GB", VPC, "VpcEndpoint-Bytes"),
  used("vpc/transitGatewayAttachment", "hour", VPC, "TransitGateway-Hours", {
    where: { operation: "TransitGatewayVPC" },
  }),
  used("vpc/transitGatewayAttachment/data", "GB", VPC, "TransitGateway-Bytes", {
    where: { operation: "TransitGatewayVPC" },
  }),
  used("elb/application", "hour", "AWSELB", "LoadBalancerUsage", application),
  used("elb/application/capacity", "LCU-hour", "AWSELB", "LCUUsage", application),
  used("elb/network", "hour", "AWSELB", "LoadBalancerUsage", networkBalancer),
  used("elb/network/capacity", "LCU-hour", "AWSELB", "LCUUsage", networkBalancer),
  used("ecr/storage", "GB-month", "AmazonECR", "TimedStorage-ByteHrs"),
  used("kms/key", "key-month", "awskms", "KMS-Keys"),
  used("kms/requests", "10,000 operations", "awskms", "KMS-Requests"),
  used("kms/asymmetricRequests", "10,000 operations", "awskms", "KMS-Requests-Asymmetric"),
  used("secretsManager/secret", "month", "AWSSecretsManager", "AWSSecretsManager-Secrets"),
  used("cloudWatchLogs/ingestion", "GB", "AmazonCloudWatch", "DataProcessing-Bytes"),
  used("cloudWatchLogs/archive", "GB-month", "AmazonCloudWatch", "TimedStorage-ByteHrs"),
  used("cloudWatchLogs/insights", "GB", "AmazonCloudWatch", "DataScanned-Bytes"),
  // The first 100 GB of a month are free over all regions together, which no region's file prints.
  used("dataTransfer/internet", "GB", "AWSDataTransfer", "DataTransfer-Out-Bytes", {
    where: { transferType: "AWS Outbound", toLocation: "External" },
    included: "100",
  }),
  used("dataTransfer/betweenZones", "GB", "AWSDataTransfer", "DataTransfer-Regional-Bytes"),
];

/** The product of every item that a refresh asks for. */
export const offers: readonly Offer[] = [...instances, ...volumes, ...fileSystems, ...objects, ...platform];

const PLACE = "its price depends on the place of the port";
const RETRIEVAL = "the kind of usage in the price list was not captured";

/** Items of the catalogue that a refresh does not ask for, and why. */
export const notRefreshed: Readonly<Record<string, string>> = {
  "route53/zone": "its price list has no file for a region",
  "dataTransfer/betweenRegions": "its price depends on the other region",
  "directConnect/10Gbps": PLACE,
  "directConnect/100Gbps": PLACE,
  "directConnect/400Gbps": PLACE,
  "directConnect/data": PLACE,
  "s3/GLACIER/writes": RETRIEVAL,
  "s3/GLACIER/retrieval": RETRIEVAL,
  "s3/DEEP_ARCHIVE/writes": RETRIEVAL,
  "s3/DEEP_ARCHIVE/retrieval": RETRIEVAL,
  "s3/GLACIER_IR/retrieval": RETRIEVAL,
};
