import { failed, notEvaluated, passed } from "../../answers.ts";
import { named } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import { PRIVATE_ENDPOINT, REGISTRY, STORAGE_ACCOUNT, VAULT } from "../../resource-types.ts";
import type { Rule } from "../../rule.ts";

/** What a private endpoint leads to, in the words of the target: ARM lists its endpoints there. */
const PATH = "privateEndpointConnections";

const TARGETS = [STORAGE_ACCOUNT, VAULT, REGISTRY];

/** Where an endpoint names its targets. */
const NAMINGS = ["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"].map((list) => ({
  type: PRIVATE_ENDPOINT,
  path: `${list}.*.privateLinkServiceId`,
  to: TARGETS,
}));

/** Without a public way in, an endpoint is the only one: a store without it is reached by nobody, or by the wrong way. */
export const privateEndpoints: Rule = {
  id: "N11",
  name: "stores-behind-private-endpoints",
  title: "Every storage account, key vault and registry is reached through a private endpoint.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    checkov: ["CKV2_AZURE_32", "CKV2_AZURE_33"],
    nist80053: ["AC-4", "SC-7"],
    nist800223: ["access", "data storage"],
  },
  remediation:
    "Declare a PrivateEndpoint whose privateLinkServiceConnections lead to the account, the vault or the registry.",
  evidence: "https://learn.microsoft.com/azure/private-link/private-endpoint-overview",
  scope: "graph",
  types: TARGETS,
  check: (resource, graph) => {
    const endpoints = NAMINGS.map((naming) => namersOf(graph, resource, naming));
    const endpoint = endpoints.flatMap(({ surely }) => surely)[0];
    if (endpoint !== undefined) return [passed(PATH, `${named(endpoint)} leads to it`)];
    const must = "must have one";
    const maybe = endpoints.flatMap(({ perhaps }) => perhaps)[0];
    return maybe === undefined
      ? [failed(PATH, "no PrivateEndpoint of this stack leads to it", must)]
      : [notEvaluated(PATH, `whether ${named(maybe)} leads to it is unknown`, must)];
  },
};
