import type { Sourced } from "./source.ts";

/** Categories that FOCUS 1.2 allows and that something here belongs to. */
export type ServiceCategory = "Compute" | "Management and Governance" | "Networking" | "Security" | "Storage";

/** Something that a cloud sells, by the name under which it does. */
export interface CloudService extends Sourced {
  /** Display name. */
  readonly name: string;
  /** `ServiceCategory` of FOCUS: https://focus.finops.org/focus-specification/v1-2 (2025-05). */
  readonly category: ServiceCategory;
  readonly provider: "Microsoft" | "AWS";
  /** What its prices' keys begin with, up to the first slash. */
  readonly items: readonly string[];
}

/** Names and categories that Microsoft gives to services in its own FOCUS data. */
const focusData = {
  source:
    "https://github.com/microsoft/finops-toolkit/blob/0049a47ccbd3a8da307033ef2a85086e30682962/src/open-data/Services.csv",
  asOf: "undated",
} as const;

const azureProducts = {
  source: "https://azure.microsoft.com/products",
  asOf: "undated",
  confidence: "low",
} as const;
const awsProducts = {
  source: "https://aws.amazon.com/products",
  asOf: "undated",
  confidence: "low",
} as const;

type Row = readonly [name: string, category: ServiceCategory, ...items: readonly string[]];

function services(provider: CloudService["provider"], origin: Sourced, rows: readonly Row[]): CloudService[] {
  return rows.map(([name, category, ...items]) => ({ name, category, provider, items, ...origin }));
}

/** Every service whose prices are looked up. */
export const cloudServices: readonly CloudService[] = [
  ...services("Microsoft", focusData, [
    ["Virtual Machines", "Compute", "vm"],
    ["Azure Kubernetes Service", "Compute", "aks"],
    ["Azure Container Registry", "Compute", "acr"],
    ["Storage Accounts", "Storage", "blob", "files"],
    ["Azure NetApp Files", "Storage", "netapp"],
    ["Virtual Network", "Networking", "publicIp"],
    ["Azure Private Link", "Networking", "privateEndpoint"],
    ["Azure DNS", "Networking", "privateDnsZone"],
    ["Azure Firewall", "Networking", "firewall"],
    ["Azure NAT Gateway", "Networking", "natGateway"],
    ["Azure Bastion", "Networking", "bastion"],
    ["Load Balancer", "Networking", "loadBalancer"],
    ["Azure ExpressRoute", "Networking", "expressRouteGateway"],
    ["VPN Gateway", "Networking", "vpnGateway"],
    ["Network Watcher", "Networking", "flowLogs", "trafficAnalytics"],
    ["Key Vault", "Security", "keyVault", "managedHsm"],
    ["Azure Monitor", "Management and Governance", "logAnalytics", "managedPrometheus"],
  ]),
  // That data puts disks under machines, and Managed Lustre under the cache that came before it.
  ...services("Microsoft", azureProducts, [
    ["Azure Disk Storage", "Storage", "disk"],
    ["Azure Managed Lustre", "Storage", "lustre"],
    ["Bandwidth", "Networking", "egress"],
  ]),
  ...services("AWS", awsProducts, [
    ["Amazon Elastic Compute Cloud", "Compute", "ec2"],
    ["Amazon Elastic Kubernetes Service", "Compute", "eks"],
    ["Amazon Elastic Container Registry", "Compute", "ecr"],
    ["Amazon Elastic Block Store", "Storage", "ebs"],
    ["Amazon Simple Storage Service", "Storage", "s3"],
    ["Amazon FSx", "Storage", "fsxLustre"],
    ["Amazon Virtual Private Cloud", "Networking", "vpc"],
    ["Elastic Load Balancing", "Networking", "elb"],
    ["Amazon Route 53", "Networking", "route53"],
    ["AWS Direct Connect", "Networking", "directConnect"],
    ["AWS Data Transfer", "Networking", "dataTransfer"],
    ["AWS Key Management Service", "Security", "kms"],
    ["AWS Secrets Manager", "Security", "secretsManager"],
    ["Amazon CloudWatch", "Management and Governance", "cloudWatchLogs"],
  ]),
];

const byItem = new Map(cloudServices.flatMap((service) => service.items.map((item) => [item, service])));

/** The service that sells what has this price key, for example `vm/Standard_ND96isr_H100_v5`. */
export function serviceOf(priceItem: string): CloudService | undefined {
  return byItem.get(priceItem.split("/")[0] ?? "");
}
