import type { Graph, Resource } from "../../../graph/graph.ts";
import { regionNamed } from "../../azure-region.ts";
import { isProperties, itemsAt, textAt } from "../../reading.ts";
import { entriesFor, type Place } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

/**
 * Container registries. Redundancy over zones is part of the Premium price; a copy in another region costs it again:
 * https://learn.microsoft.com/azure/container-registry/container-registry-geo-replication
 */
export const registryPricing: PricingTable = {
  "azure-native:containerregistry:Registry": measured(registryCosts),
  "azure-native:containerregistry:Replication": measured((replication, graph) => [
    copyCost(regionIn(graph, replication)),
  ]),
};

function copyCost(place: Place): Cost {
  return entriesFor("registry").charge(
    "copy of a container registry in another region",
    "acr/Premium",
    place,
  );
}

/** Classic Azure writes the copies into the registry. */
function inlineCopies(registry: Resource): Cost[] {
  return itemsAt(registry.inputs, "geoReplications").map((copy) => {
    const location = isProperties(copy) ? textAt(copy, "location") : undefined;
    return copyCost(location === undefined ? {} : { region: regionNamed(location) });
  });
}

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
    ...inlineCopies(registry),
  ];
}
