import type { Graph, Resource } from "../../../graph/graph.ts";
import { textAt } from "../../reading.ts";
import { entriesFor } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

/**
 * Container registries. Redundancy over zones is part of the Premium price; a copy in another region costs it again:
 * https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication
 */
export const registryPricing: PricingTable = {
  "azure-native:containerregistry:Registry": measured(registryCosts),
  "azure-native:containerregistry:Replication": measured((replication, graph) => [
    entriesFor("registry").charge(
      "copy of a container registry in another region",
      "acr/Premium",
      regionIn(graph, replication),
    ),
  ]),
};

function registryCosts(registry: Resource, graph: Graph): Cost[] {
  const group = "registry";
  const tier = textAt(registry.inputs, "sku.name");
  const images: Cost = {
    kind: "usage",
    group,
    item: "container registry: images beyond what the tier includes",
    reason: "how much will be kept is not declared",
    priceItem: "acr/storage",
    ...regionIn(graph, registry),
  };
  if (tier === undefined)
    return [{ kind: "gap", group, item: "container registry", reason: "its tier is not known" }, images];
  return [
    {
      kind: "charge",
      group,
      item: `container registry ${tier}`,
      priceItem: `acr/${tier}`,
      ...regionIn(graph, registry),
      quantity: 1,
    },
    images,
  ];
}
