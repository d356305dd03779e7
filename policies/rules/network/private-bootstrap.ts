import { type Graph, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { failed, notApplicable, notEvaluated, opaque, passed } from "../../answers.ts";
import { equals, judge } from "../../demand.ts";
import { linkOf, named } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import { whole } from "../../parts.ts";
import { CACHE_RULE, MANAGED_CLUSTER, REGISTRY } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const OUTBOUND = "networkProfile.outboundType";
const SOURCE = "bootstrapProfile.artifactSource";
const REGISTRY_ID = "bootstrapProfile.containerRegistryId";

/** Outbound types with which nodes reach no public registry. */
const CLOSED = ["none", "block"];

/** The one cache rule that AKS looks for, word by word: https://learn.microsoft.com/azure/aks/network-isolated */
const CACHE = {
  cacheRuleName: "aks-managed-mcr",
  sourceRepository: "mcr.microsoft.com/*",
  targetRepository: "aks-managed-repository/*",
};

const clusters = whole(MANAGED_CLUSTER);
const fromCache = equals(SOURCE, "Cache");

/** Nodes without a way out get what they start with from a registry's cache; one's own registry must be able to be that cache. */
export const privateBootstrap: Rule = {
  id: "N05",
  name: "bootstrap-from-private-cache",
  title: "Nodes without a way out start from a private registry's cache.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: {
    cisAks: ["5.1.4"],
    nist80053: ["AC-4", "SC-7", "SR-4"],
    nist800223: ["management", "computing"],
  },
  remediation:
    'Create the ManagedCluster with bootstrapProfile.artifactSource: "Cache", and a registry of one\'s own with sku.name: "Premium" and the cache rule aks-managed-mcr from mcr.microsoft.com/* to aks-managed-repository/*.',
  evidence: "https://learn.microsoft.com/azure/aks/network-isolated",
  scope: "graph",
  types: clusters.types,
  check: (resource, graph) => {
    const outbound = valueAt(resource.inputs, OUTBOUND);
    const reason = opaque(outbound);
    if (reason === undefined && !isClosed(outbound))
      return [
        notApplicable(
          SOURCE,
          `nodes have a way out: ${OUTBOUND} is ${JSON.stringify(outbound ?? "not set")}`,
        ),
      ];
    const answers = [
      ...clusters.partsOf(resource).map((part) => judge(fromCache, part, graph)),
      ...registryAnswers(resource, graph),
    ];
    if (reason === undefined) return answers;
    return answers.map((answer) => (answer.status === "failed" ? unlessOpen(answer, reason) : answer));
  },
};

function isClosed(outbound: ReturnType<typeof valueAt>): boolean {
  return typeof outbound === "string" && CLOSED.includes(outbound.toLowerCase());
}

function unlessOpen(answer: Answer, reason: string): Answer {
  return {
    ...answer,
    status: "notEvaluated",
    message: `${answer.message}, unless nodes have a way out: ${OUTBOUND} ${reason}`,
  };
}

/** Without a registry of one's own AKS makes one. */
function registryAnswers(cluster: Resource, graph: Graph): Answer[] {
  const link = linkOf(graph, cluster, REGISTRY_ID, [REGISTRY]);
  const must = "must be a Premium registry with the cache rule aks-managed-mcr";
  switch (link.kind) {
    case "none":
      return [];
    case "elsewhere":
      return [notEvaluated(REGISTRY_ID, "is a registry that this stack does not declare", must)];
    case "unknown":
      return [notEvaluated(REGISTRY_ID, link.reason, must)];
    case "declared":
      return [registryAnswer(link.resource, graph)];
  }
}

function registryAnswer(registry: Resource, graph: Graph): Answer {
  const tier = valueAt(registry.inputs, "sku.name");
  const is = `is ${named(registry)} of this stack`;
  const reason = opaque(tier);
  if (reason !== undefined)
    return notEvaluated(REGISTRY_ID, `${is}, whose sku.name ${reason}`, 'must be "Premium"');
  if (typeof tier !== "string" || tier.toLowerCase() !== "premium")
    return failed(
      REGISTRY_ID,
      `${is}, whose sku.name is ${JSON.stringify(tier ?? "not set")}`,
      'must be "Premium"',
    );
  const rules = namersOf(graph, registry, { type: CACHE_RULE, path: "registryName" });
  const cached = rules.surely.some(({ inputs }) =>
    Object.entries(CACHE).every(([property, value]) => inputs[property] === value),
  );
  if (cached) return passed(REGISTRY_ID, `${is}, Premium, with the cache rule aks-managed-mcr`);
  const unsure =
    rules.perhaps.length > 0 ||
    rules.surely.some(({ inputs }) => Object.keys(CACHE).some((property) => opaque(inputs[property])));
  const { cacheRuleName, sourceRepository, targetRepository } = CACHE;
  const must = `must have a CacheRule ${cacheRuleName} from ${sourceRepository} to ${targetRepository}`;
  if (unsure) return notEvaluated(REGISTRY_ID, `${is}, with a cache rule that is unknown`, must);
  return failed(REGISTRY_ID, `${is}, without that cache rule`, must);
}
