import type { PricingTable } from "../pricing.ts";
import { clusterPricing } from "./clusters.ts";
import { freePricing } from "./free.ts";
import { gatewayPricing } from "./gateways.ts";
import { keyPricing } from "./keys.ts";
import { machinePricing } from "./machines.ts";
import { networkPricing } from "./network.ts";
import { observabilityPricing } from "./observability.ts";
import { registryPricing } from "./registry.ts";
import { storagePricing } from "./storage.ts";

/** Tables of azure-native types, by what they are about. */
export const azureNativeTables: readonly PricingTable[] = [
  clusterPricing,
  machinePricing,
  storagePricing,
  networkPricing,
  gatewayPricing,
  keyPricing,
  registryPricing,
  observabilityPricing,
  freePricing,
];
