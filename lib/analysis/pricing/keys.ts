import type { Graph, Resource } from "../../graph/graph.ts";
import { numberAt, ownerOf, textAt } from "../reading.ts";
import { type Cost, measured, type PricingTable } from "./pricing.ts";
import { regionIn } from "./region.ts";

const VAULT = "azure-native:keyvault:Vault";

/** Key vaults and the keys in them. */
export const keyPricing: PricingTable = {
  [VAULT]: measured((vault) => [
    {
      kind: "usage",
      group: "keys",
      item: "key vault: operations",
      reason: "how many operations are made is not declared",
      priceItem: "keyVault/operations",
      ...regionIn(vault),
    },
  ]),
  "azure-native:keyvault:Key": measured(keyCosts),
};

/**
 * Keys in hardware are paid for by the month, each version that was used; software-protected keys by the operation.
 * The price is that of the first 250 keys: Azure charges less for more.
 */
function keyCosts(key: Resource, graph: Graph): Cost[] {
  const group = "keys";
  const type = textAt(key.inputs, "properties.kty");
  const vault = ownerOf(graph, key, "vaultName", VAULT, "vaultName");
  if (type === undefined) return [{ kind: "gap", group, item: "key", reason: "its type is not known" }];
  if (!type.endsWith("-HSM"))
    return [
      {
        kind: "usage",
        group,
        item: `${type} key: operations`,
        reason: "a software-protected key is paid for by its operations",
      },
    ];
  const size = type.startsWith("RSA") ? numberAt(key.inputs, "properties.keySize") : undefined;
  const kind = type.startsWith("RSA") ? `RSA-${size ?? "unknown"}` : "EC";
  const item = `${kind} key in a hardware module`;
  return [
    { kind: "charge", group, item, priceItem: `keyVault/hsmKey/${kind}`, ...regionIn(vault), quantity: 1 },
    {
      kind: "usage",
      group,
      item: `${item}: earlier versions and rotations`,
      reason: "each version that was used in a month is paid for, and each rotation",
      priceItem: "keyVault/rotation",
      ...regionIn(vault),
    },
  ];
}
