import type { Resource } from "../../graph/graph.ts";
import { textAt } from "../reading.ts";
import { type Cost, measured, type PricingTable } from "./pricing.ts";
import { regionIn } from "./region.ts";

/** Container registries. Redundancy over zones is part of the Premium price. */
export const registryPricing: PricingTable = {
  "azure-native:containerregistry:Registry": measured((registry) => registryCosts(registry)),
};

function registryCosts(registry: Resource): Cost[] {
  const group = "registry";
  const tier = textAt(registry.inputs, "sku.name");
  const images: Cost = {
    kind: "usage",
    group,
    item: "container registry: images beyond what the tier includes",
    reason: "how much will be kept is not declared",
    priceItem: "acr/storage",
    ...regionIn(registry),
  };
  if (tier === undefined)
    return [{ kind: "gap", group, item: "container registry", reason: "its tier is not known" }, images];
  return [
    {
      kind: "charge",
      group,
      item: `container registry ${tier}`,
      priceItem: `acr/${tier}`,
      ...regionIn(registry),
      quantity: 1,
    },
    images,
  ];
}
