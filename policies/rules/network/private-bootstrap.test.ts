import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { CACHE_RULE, MANAGED_CLUSTER, REGISTRY } from "../../resource-types.ts";
import { type Extras, resource, withInput } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { privateBootstrap } from "./private-bootstrap.ts";

const SOURCE = "bootstrapProfile.artifactSource";
const ID = "bootstrapProfile.containerRegistryId";
const registry = resource(REGISTRY, "registry", { registryName: "cr", sku: { name: "Premium" } });
const cache = resource(CACHE_RULE, "cache", {
  registryName: "cr",
  cacheRuleName: "aks-managed-mcr",
  sourceRepository: "mcr.microsoft.com/*",
  targetRepository: "aks-managed-repository/*",
});

function cluster(outboundType: Value, bootstrapProfile: Properties = {}, extras: Extras = {}): Resource {
  return resource(MANAGED_CLUSTER, "cluster", { networkProfile: { outboundType }, bootstrapProfile }, extras);
}

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([privateBootstrap], "N05", found, ...others);

test.each<[string, Resource, string]>([
  ["from the cache", cluster("none", { artifactSource: "Cache" }), `passed: ${SOURCE} is "Cache"`],
  [
    "from the internet",
    cluster("none", { artifactSource: "Direct" }),
    `failed: ${SOURCE} is "Direct"; must be "Cache"`,
  ],
  ["not said", cluster("block"), `failed: ${SOURCE} is not set; must be "Cache"`],
  [
    "with a way out",
    cluster("userDefinedRouting"),
    `notApplicable: ${SOURCE} nodes have a way out: networkProfile.outboundType is "userDefinedRouting"`,
  ],
  [
    "unknown",
    cluster("none", { artifactSource: UNKNOWN }),
    `notEvaluated: ${SOURCE} is unknown until the cloud answers; must be "Cache"`,
  ],
  [
    "from the cache, way out unknown",
    cluster(UNKNOWN, { artifactSource: "Cache" }),
    `passed: ${SOURCE} is "Cache"`,
  ],
  [
    "from the internet, way out unknown",
    cluster(UNKNOWN),
    `notEvaluated: ${SOURCE} is not set; must be "Cache", unless nodes have a way out: networkProfile.outboundType is unknown until the cloud answers`,
  ],
])("artifacts %s", (_, found, expected) => {
  expect(answers(found)).toEqual([expected]);
});

describe("a registry of one's own", () => {
  const found = cluster(
    "none",
    { artifactSource: "Cache", containerRegistryId: UNKNOWN },
    { from: { bootstrapProfile: [registry] } },
  );
  const IS = "is Registry registry of this stack";
  const MUST = "must have a CacheRule aks-managed-mcr from mcr.microsoft.com/* to aks-managed-repository/*";

  test.each<[string, Resource[], string]>([
    [
      "with the cache rule",
      [registry, cache],
      `passed: ${ID} ${IS}, Premium, with the cache rule aks-managed-mcr`,
    ],
    ["without", [registry], `failed: ${ID} ${IS}, without that cache rule; ${MUST}`],
    [
      "with another",
      [registry, withInput(cache, "sourceRepository", "mcr.microsoft.com/aks/*")],
      `failed: ${ID} ${IS}, without that cache rule; ${MUST}`,
    ],
    [
      "with one that is unknown",
      [registry, withInput(cache, "targetRepository", UNKNOWN)],
      `notEvaluated: ${ID} ${IS}, with a cache rule that is unknown; ${MUST}`,
    ],
    [
      "too small",
      [withInput(registry, "sku.name", "Standard"), cache],
      `failed: ${ID} ${IS}, whose sku.name is "Standard"; must be "Premium"`,
    ],
    [
      "of unknown size",
      [withInput(registry, "sku", UNKNOWN), cache],
      `notEvaluated: ${ID} ${IS}, whose sku.name is unknown until the cloud answers; must be "Premium"`,
    ],
  ])("%s", (_, others, expected) => {
    expect(answers(found, ...others)[1]).toBe(expected);
  });

  test("of another stack is not seen", () => {
    const id = "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerRegistry/registries/other";
    const [, answer] = answers(
      cluster("none", { artifactSource: "Cache", containerRegistryId: id }),
      registry,
    );
    expect(answer).toMatch(/^notEvaluated: .* is a registry that this stack does not declare; must be /);
  });
});
