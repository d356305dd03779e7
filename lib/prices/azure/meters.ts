import { lustreSkus } from "../../../catalog/azure/managed-lustre.ts";
import { vmSizes } from "../../../catalog/azure/vm-sizes.ts";
import { azurePrices } from "../../../catalog/prices.ts";
import { type Meter, named, quoted } from "./meter.ts";

/** Tiers of fixed disk sizes. */
const DISK_TIERS = [1, 2, 3, 4, 6, 10, 15, 20, 30, 40, 50, 60, 70, 80];

const disks: readonly Meter[] = [
  { kind: "Premium", letter: "P", redundancies: ["LRS", "ZRS"], product: "Premium SSD Managed Disks" },
  { kind: "StandardSSD", letter: "E", redundancies: ["LRS", "ZRS"], product: "Standard SSD Managed Disks" },
  { kind: "Standard", letter: "S", redundancies: ["LRS"], product: "Standard HDD Managed Disks" },
].flatMap(({ kind, letter, redundancies, product }) =>
  redundancies.flatMap((redundancy) =>
    // Hard disks start at S4.
    DISK_TIERS.filter((tier) => letter !== "S" || tier >= 4).map((tier) => {
      const sku = `${letter}${tier} ${redundancy}`;
      // The operations, mounts and bursts of a disk have meters of their own.
      return named(`disk/${kind}_${redundancy}/${letter}${tier}`, "month", {
        service: "Storage",
        product,
        sku,
        meter: `${sku} Disk`,
      });
    }),
  ),
);

const premiumV2 = { service: "Storage", product: "Azure Premium SSD v2", sku: "Premium LRS" };

const blobs: readonly Meter[] = ["Hot", "Cool", "Cold", "Archive"].flatMap((tier) =>
  ["LRS", "ZRS", "GRS", "GZRS"].flatMap((redundancy) => {
    const names = { service: "Storage", product: "General Block Blob v2", sku: `${tier} ${redundancy}` };
    const item = `blob/${tier.toLowerCase()}/${redundancy}`;
    return [
      named(item, "GB-month", { ...names, meter: `${names.sku} Data Stored` }),
      named(`${item}-write`, "10,000 operations", { ...names, meter: `${names.sku} Write Operations` }),
      named(`${item}-read`, "10,000 operations", {
        ...names,
        meter: [`${tier} Read Operations`, `${names.sku} Read Operations`],
      }),
    ];
  }),
);

const vault = { service: "Key Vault", product: "Key Vault" };
const advancedKeys = ["RSA-3072", "RSA-4096", "EC"].map((kind) =>
  named(`keyVault/hsmKey/${kind}`, "key-month", {
    ...vault,
    sku: "Premium",
    meter: "Premium HSM-protected Advanced Key",
  }),
);

const firewall = { service: "Azure Firewall", product: "Azure Firewall" };
const privateLink = { service: "Virtual Network", product: "Virtual Network Private Link", sku: "Standard" };
const nat = { service: "NAT Gateway", product: "NAT Gateway", sku: "Standard" };
const watcher = { service: "Network Watcher", product: "Network Watcher", sku: "Standard" };
const logs = { service: "Log Analytics", product: "Log Analytics", sku: "Analytics Logs" };
const monitor = { service: "Azure Monitor", product: "Azure Monitor" };
const kubernetes = {
  service: "Azure Kubernetes Service",
  product: "Azure Kubernetes Service",
  sku: "Standard",
};
const registry = { service: "Container Registry", product: "Container Registry" };
const files = { service: "Storage", product: "Premium Files" };

const platform: readonly Meter[] = [
  named("aks/Standard", "hour", { ...kubernetes, meter: "Standard Uptime SLA" }),
  // There is no SKU "Premium": what that tier adds is long-term support, and its meter is the whole price.
  named("aks/Premium", "hour", { ...kubernetes, meter: "Standard Long Term Support" }),
  ...["Basic", "Standard", "Premium"].map((tier) =>
    named(`acr/${tier}`, "month", { ...registry, meter: `${tier} Registry Unit` }),
  ),
  named("acr/storage", "GB-month", { ...registry, meter: "Data Stored" }),
  named("keyVault/operations", "10,000 operations", { ...vault, sku: "Standard", meter: "Operations" }),
  named("keyVault/advancedOperations", "10,000 operations", {
    ...vault,
    sku: "Standard",
    meter: "Advanced Key Operations",
  }),
  named("keyVault/rotation", "rotation", { ...vault, sku: "Standard", meter: "Automated Key Rotation" }),
  named("keyVault/certificateRenewal", "rotation", {
    ...vault,
    sku: "Standard",
    meter: "Certificate Renewal Request",
  }),
  named("keyVault/hsmKey/RSA-2048", "key-month", {
    ...vault,
    sku: "Premium",
    meter: "Premium HSM-protected RSA 2048-bit key",
  }),
  ...advancedKeys,
  named("managedHsm/Standard_B1", "hour", {
    service: "Key Vault",
    product: "Key Vault HSM Pool",
    meter: "Standard B1 Instance",
  }),
  named("logAnalytics/ingestion", "GB", { ...logs, meter: "Analytics Logs Data Ingestion" }),
  named("logAnalytics/retention", "GB-month", { ...logs, meter: "Analytics Logs Data Retention" }),
  named("logAnalytics/basicIngestion", "GB", { ...monitor, meter: "Basic Logs Data Ingestion" }),
  named("logAnalytics/auxiliaryIngestion", "GB", { ...monitor, meter: "Auxiliary Logs Data Ingestion" }),
  named("logAnalytics/archive", "GB-month", { ...monitor, meter: "Data Archive" }),
];

const network: readonly Meter[] = [
  named(
    "privateEndpoint",
    "hour",
    { ...privateLink, meter: "Standard Private Endpoint" },
    { listing: "Global" },
  ),
  // Data out has a meter of its own at the same price.
  named(
    "privateEndpoint/data",
    "GB",
    { ...privateLink, meter: "Standard Data Processed - Ingress" },
    { listing: "Global" },
  ),
  named(
    "privateDnsZone",
    "month",
    { service: "Azure DNS", product: "Azure DNS", sku: "Private", meter: "Private Zone" },
    { listing: "" },
  ),
  named("firewall/Standard", "hour", { ...firewall, sku: "Standard", meter: "Standard Deployment" }),
  named("firewall/Premium", "hour", { ...firewall, sku: "Premium", meter: "Premium Deployment" }),
  named("firewall/data", "GB", { ...firewall, sku: "Standard", meter: "Standard Data Processed" }),
  named("publicIp/Standard", "hour", {
    service: "Virtual Network",
    product: "IP Addresses",
    sku: "Standard",
    meter: "Standard IPv4 Static Public IP",
  }),
  named("natGateway", "hour", { ...nat, meter: "Standard Gateway" }, { listing: "Global" }),
  named("natGateway/data", "GB", { ...nat, meter: "Standard Data Processed" }, { listing: "Global" }),
  named("flowLogs", "GB", { ...watcher, meter: "Standard VNet Flow Logs Collected" }),
  named("trafficAnalytics", "GB", { ...watcher, meter: "Standard Traffic Analytics Processing" }),
  named("trafficAnalytics/10Minutes", "GB", {
    ...watcher,
    meter: "Standard Traffic Analytics Processing at 10-Minute Interval",
  }),
  named("egress/internet", "GB", {
    service: "Bandwidth",
    product: "Rtn Preference: MGN",
    meter: "Standard Data Transfer Out",
  }),
  named("egress/routedOverInternet", "GB", {
    service: "Bandwidth",
    product: "Bandwidth - Routing Preference: Internet",
    meter: "Standard Data Transfer Out",
  }),
  ...[
    ["Standard", "ExpressRoute Standard Gateway", "Standard Gateway"],
    ["HighPerformance", "ExpressRoute High Performance Gateway", "High Performance Gateway"],
    ["ErGw1AZ", "ExpressRoute Gateway", "ErGw1AZ Gateway"],
    ["ErGw3AZ", "ExpressRoute Gateway", "ErGw3AZ Gateway"],
  ].map(([sku = "", product = "", meter = ""]) =>
    named(`expressRouteGateway/${sku}`, "hour", { service: "ExpressRoute", product, meter }),
  ),
];

/** How many sizes one question names: filters travel in the address. */
const SIZES_PER_QUESTION = 8;

function machines(): Meter[] {
  const listed = azurePrices.flatMap(({ item }) => (item.startsWith("vm/") ? [item.slice(3)] : []));
  const sizes = [...new Set([...vmSizes.map(({ name }) => name), ...listed])].toSorted();
  return sizes.map((size, index) => {
    const first = index - (index % SIZES_PER_QUESTION);
    const together = sizes.slice(first, first + SIZES_PER_QUESTION);
    return {
      item: `vm/${size}`,
      unit: "hour",
      listing: "region",
      filter: `serviceName eq 'Virtual Machines' and (${together.map((each) => `armSkuName eq ${quoted(each)}`).join(" or ")})`,
      machine: true,
      matches: ({ armSkuName }) => armSkuName === size,
    };
  });
}

/**
 * The names of Managed Lustre's meters were never captured. A meter of a product of that name is taken where the SKU's
 * throughput stands in its name and it is for capacity by the hour; anything else leaves the item unknown, and is said.
 */
const lustre: readonly Meter[] = lustreSkus.map(({ sku, mbPerSecondPerTiB }) => ({
  item: `lustre/${sku}`,
  unit: "TiB-hour",
  listing: "region",
  filter: "contains(productName, 'Lustre')",
  matches: ({ skuName, meterName }) =>
    new RegExp(`(^|[^0-9.])${mbPerSecondPerTiB}([^0-9.]|$)`).test(`${skuName} ${meterName}`),
}));

/** The meter of every item that a refresh asks for. */
export const meters: readonly Meter[] = [
  ...machines(),
  ...disks,
  named("disk/PremiumV2_LRS/capacity", "GiB-hour", {
    ...premiumV2,
    meter: "Premium LRS Provisioned Capacity",
  }),
  named(
    "disk/PremiumV2_LRS/iops",
    "IOPS-hour",
    { ...premiumV2, meter: "Premium LRS Provisioned IOPS" },
    { included: "3000" },
  ),
  named(
    "disk/PremiumV2_LRS/throughput",
    "MBps-hour",
    { ...premiumV2, meter: "Premium LRS Provisioned Throughput (MBps)" },
    { included: "125" },
  ),
  ...blobs,
  ...["LRS", "ZRS"].map((redundancy) =>
    named(`files/premium/${redundancy}`, "GiB-month", {
      ...files,
      sku: `Premium ${redundancy}`,
      meter: `Premium ${redundancy} Provisioned`,
    }),
  ),
  ...lustre,
  ...platform,
  ...network,
];

/** Items of the catalogue that a refresh does not ask for, and why. */
export const notRefreshed: Readonly<Record<string, string>> = {
  "publicIp/Standard/global": "the name of its meter was not captured",
  "bastion/Basic": "the name of its meter was not captured",
  "managedPrometheus/ingestion": "the catalogue has one price everywhere, and the API one for each region",
  "managedPrometheus/query": "the catalogue has one price everywhere, and the API one for each region",
};
