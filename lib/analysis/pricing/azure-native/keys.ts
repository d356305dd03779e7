import type { Graph, Resource } from "../../../graph/graph.ts";
import { numberAt, ownerOf, textAt } from "../../reading.ts";
import { entriesFor, type Place } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

const VAULT = "azure-native:keyvault:Vault";

const STANDARD_OPERATIONS = "keyVault/operations";

const UNDECLARED = "how many operations are made is not declared";

/** Key vaults and the keys in them. */
export const keyPricing: PricingTable = {
  [VAULT]: measured((vault, graph) => [
    {
      kind: "usage",
      group: "keys",
      item: "key vault: operations without a key",
      reason: UNDECLARED,
      priceItem: STANDARD_OPERATIONS,
      ...regionIn(graph, vault),
    },
  ]),
  "azure-native:keyvault:Key": measured(keyCosts),
  "azure-native:keyvault:ManagedHsm": measured((hsm, graph) => {
    const sku = textAt(hsm.inputs, "sku.name");
    const { charge, gap } = entriesFor("keys");
    return [
      sku === undefined
        ? gap("managed HSM", "its SKU is not known")
        : charge(`managed HSM ${sku}`, `managedHsm/${sku}`, regionIn(graph, hsm)),
    ];
  }),
};

/**
 * Every key is paid for by its operations; keys in hardware by the month too, each version that was used.
 * The price is that of the first 250 keys: Azure charges less for more.
 */
function keyCosts(key: Resource, graph: Graph): Cost[] {
  const type = textAt(key.inputs, "properties.kty");
  const vault = ownerOf(graph, key, "vaultName", VAULT, "vaultName");
  if (type === undefined)
    return [{ kind: "gap", group: "keys", item: "key", reason: "its type is not known" }];
  const kind = kindOf(key, type);
  if (!type.endsWith("-HSM")) return [operations(`${kind} key`, kind, regionIn(graph, vault))];
  const item = `${kind} key in a hardware module`;
  return [
    {
      kind: "charge",
      group: "keys",
      item,
      priceItem: `keyVault/hsmKey/${kind}`,
      ...regionIn(graph, vault),
      quantity: 1,
    },
    {
      kind: "usage",
      group: "keys",
      item: `${item}: earlier versions and rotations`,
      reason: "each version that was used in a month is paid for, and each rotation",
      priceItem: "keyVault/rotation",
      ...regionIn(graph, vault),
    },
    operations(item, kind, regionIn(graph, vault)),
  ];
}

/** Azure charges by size for RSA only: `RSA-3072`, `EC`. */
function kindOf(key: Resource, type: string): string {
  if (!type.startsWith("RSA")) return "EC";
  return `RSA-${numberAt(key.inputs, "properties.keySize") ?? "unknown"}`;
}

/** RSA-2048 has the standard price, whatever protects the key; all other keys are advanced. */
function operations(item: string, kind: string, place: Place): Cost {
  const priceItem = kind === "RSA-2048" ? STANDARD_OPERATIONS : "keyVault/advancedOperations";
  return {
    kind: "usage",
    group: "keys",
    item: `${item}: operations`,
    reason: UNDECLARED,
    ...(kind !== "RSA-unknown" && { priceItem }),
    ...place,
  };
}
