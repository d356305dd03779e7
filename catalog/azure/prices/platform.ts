import { blueprint, infracost, type Price, type PriceOrigin, pricesOf, retailApi } from "../../price.ts";

const prometheusPage: PriceOrigin = {
  source: "https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-remote-write-virtual-machines",
  asOf: "undated",
};

const monitorPage: PriceOrigin = {
  source: "https://azure.microsoft.com/pricing/details/monitor/",
  asOf: "undated",
  confidence: "medium",
};

/** Kubernetes tiers, registries, keys, logs and metrics. */
export const platformPrices: readonly Price[] = [
  ...pricesOf("eastus", blueprint, [
    ["aks/Standard", "hour", "0.1"],
    ["aks/Premium", "hour", "0.6"],
    ["acr/Basic", "month", "5.067417"],
    ["acr/Standard", "month", "20.27575"],
    ["acr/Premium", "month", "50.692417"],
    ["keyVault/operations", "10,000 operations", "0.03"],
  ]),
  ...pricesOf("westeurope", infracost("container_registry_test"), [["acr/storage", "GB-month", "0.10"]]),
  ...pricesOf("eastus", infracost("key_vault_key_test"), [
    ["keyVault/advancedOperations", "10,000 operations", "0.15"],
    ["keyVault/rotation", "rotation", "1.00"],
    ["keyVault/hsmKey/RSA-2048", "key-month", "1.00"],
    ...["RSA-3072", "RSA-4096", "EC"].flatMap((kind) => advancedKey(kind)),
  ]),
  ...pricesOf("brazilsouth", retailApi("2026-09-11"), [
    ...["RSA-3072", "RSA-4096", "EC"].flatMap((kind) => advancedKey(kind)),
    ["managedHsm/Standard_B1", "hour", "3.20"],
    ["logAnalytics/ingestion", "GB", "4.60", "5"],
    ["logAnalytics/retention", "GB-month", "0.20"],
    ["logAnalytics/basicIngestion", "GB", "1.00"],
    ["logAnalytics/auxiliaryIngestion", "GB", "0.10"],
    ["keyVault/certificateRenewal", "rotation", "3.00"],
  ]),
  ...pricesOf("eastus", retailApi("2026", "medium"), [["managedHsm/Standard_B1", "hour", "3.20"]]),
  ...pricesOf("eastus", monitorPage, [["logAnalytics/ingestion", "GB", "2.30", "5"]]),
  ...pricesOf("westeurope", infracost("log_analytics_workspace_test"), [
    ["logAnalytics/ingestion", "GB", "2.99", "5"],
    ["logAnalytics/retention", "GB-month", "0.13"],
    ["logAnalytics/basicIngestion", "GB", "0.65"],
    ["logAnalytics/archive", "GB-month", "0.026"],
  ]),
  // The page names no region.
  ...pricesOf("global", prometheusPage, [
    ["managedPrometheus/ingestion", "10,000,000 samples", "0.16"],
    ["managedPrometheus/query", "10,000,000 samples", "0.001"],
  ]),
];

type Row = Parameters<typeof pricesOf>[2][number];

/** Every kind of key but RSA-2048 costs less from the 251st, 1,501st and 4,001st of a month. */
function advancedKey(kind: string): Row[] {
  const item = `keyVault/hsmKey/${kind}`;
  return [
    [item, "key-month", "5.00"],
    [item, "key-month", "2.50", "250"],
    [item, "key-month", "0.90", "1500"],
    [item, "key-month", "0.40", "4000"],
  ];
}
