import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { failed, isAbsent, notApplicable } from "../../answers.ts";
import { equals, judge, present } from "../../demand.ts";
import { declaredOf } from "../../links.ts";
import { whole } from "../../parts.ts";
import { KEY, REGISTRY, VAULT } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

const registries = whole(REGISTRY);
const demands = [
  equals("encryption.status", "enabled"),
  present("encryption.keyVaultProperties.keyIdentifier", [KEY]),
];

/**
 * A registry is given its key when it is created, when it has no identity but a user-assigned one, and no vault's firewall lets such an
 * identity pass. So a registry whose vaults are closed, as they must be, is encrypted by Azure with Azure's own key: it holds images, no data.
 */
export const registryKey: Rule = {
  id: "E09",
  name: "registry-own-key",
  title: "A registry that can reach a key of one's own is encrypted with it.",
  enforcement: "advisory",
  severity: "low",
  frameworks: { nist80053: ["SC-12", "SC-28"] },
  remediation:
    'Create the Registry with encryption: { status: "enabled", keyVaultProperties: { keyIdentifier, identity } }.',
  evidence: "https://learn.microsoft.com/azure/container-registry/tutorial-enable-customer-managed-keys",
  scope: "graph",
  types: registries.types,
  check: (resource, graph) => {
    if (isAbsent(valueAt(resource.inputs, "encryption.keyVaultProperties")) && !isEnabled(resource)) {
      return [
        allClosed(graph)
          ? notApplicable(
              "encryption.status",
              "every vault of this stack is closed, and a new registry passes no firewall (https://github.com/MicrosoftDocs/azure-docs/issues/61064)",
            )
          : failed("encryption.status", "is not enabled", 'must be "enabled"'),
      ];
    }
    return registries
      .partsOf(resource)
      .flatMap((part) => demands.map((demand) => judge(demand, part, graph)));
  },
};

function isEnabled({ inputs }: Resource): boolean {
  const status = valueAt(inputs, "encryption.status");
  return typeof status === "string" ? status.toLowerCase() === "enabled" : !isAbsent(status);
}

function allClosed(graph: Graph): boolean {
  const vaults = declaredOf(graph, VAULT);
  return vaults.length > 0 && vaults.every(isClosed);
}

function isClosed({ inputs }: Resource): boolean {
  return (
    valueAt(inputs, "properties.publicNetworkAccess") === "Disabled" ||
    valueAt(inputs, "properties.networkAcls.defaultAction") === "Deny"
  );
}
