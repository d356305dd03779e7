import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sketch } from "../testing/graphs.ts";
import { computePricing } from "./compute.ts";
import { freePricing } from "./free.ts";
import { keyPricing } from "./keys.ts";
import { networkPricing } from "./network.ts";
import { observabilityPricing } from "./observability.ts";
import { registryPricing } from "./registry.ts";
import { storagePricing } from "./storage.ts";
import { pricingOf, pricingTable } from "./table.ts";

const sdk = fileURLToPath(new URL("../../../node_modules/@pulumi/azure-native", import.meta.url));

test.each(Object.keys(pricingTable))("%s is a type of the provider", (type) => {
  const [, module, name = ""] = type.split(":");
  expect(existsSync(`${sdk}/${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`)).toBe(true);
});

test("no type is charged in two ways", () => {
  const tables = [
    computePricing,
    storagePricing,
    networkPricing,
    keyPricing,
    registryPricing,
    observabilityPricing,
    freePricing,
  ];
  const types = tables.flatMap((table) => Object.keys(table));
  expect(types.length).toBe(Object.keys(pricingTable).length);
});

test("what objects inherit is no type", () => {
  expect(["constructor", "toString", "__proto__"].map((type) => pricingOf(type))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

describe("a measured type of which nothing is known", () => {
  const measured = Object.entries(pricingTable).filter(([, { kind }]) => kind === "measured");

  test.each(measured)("%s says what it cannot price", (type, pricing) => {
    const graph = sketch({ type, name: "bare" });
    const [, bare] = graph.resources;
    const costs = bare && pricing.kind === "measured" ? pricing.costs(bare, graph) : [];
    // A firewall policy without a firewall is free: that is known.
    if ("kind" in costs) return expect(type).toBe("azure-native:network:FirewallPolicy");
    expect(costs.length).toBeGreaterThan(0);
    const regional = costs.filter((cost) => cost.kind === "charge" && cost.region !== "global");
    expect(regional.filter((cost) => "region" in cost && cost.region !== undefined)).toEqual([]);
  });
});

test("every free type says why, and where that was read", () => {
  for (const row of Object.values(freePricing)) {
    expect(row).toMatchObject({
      kind: "free",
      reason: expect.stringMatching(/\w{3}/),
      source: expect.stringMatching(/^https:/),
    });
  }
});
