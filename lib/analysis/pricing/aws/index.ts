import type { PricingTable } from "../pricing.ts";
import { freePricing } from "./free.ts";
import { machinePricing } from "./machines.ts";
import { networkPricing } from "./network.ts";
import { platformPricing } from "./platform.ts";
import { storagePricing } from "./storage.ts";

/** Tables of aws types, by what they are about. */
export const awsTables: readonly PricingTable[] = [
  machinePricing,
  storagePricing,
  networkPricing,
  platformPricing,
  freePricing,
];
