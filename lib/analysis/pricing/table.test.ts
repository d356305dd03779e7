import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { sketch } from "../testing/graphs.ts";
import { freePricing as awsFree } from "./aws/free.ts";
import { classicTypes } from "./azure-classic/types.ts";
import { freePricing } from "./azure-native/free.ts";
import { pricingOf, pricingTable, tables } from "./table.ts";

const sdk = fileURLToPath(new URL("../../../node_modules/@pulumi/azure-native", import.meta.url));

const natives = [...Object.keys(pricingTable), ...Object.values(classicTypes).map(({ type }) => type)];

test.each([...new Set(natives)].filter((type) => type.startsWith("azure-native:")))(
  "%s is a type of the provider",
  (type) => {
    const [, module, name = ""] = type.split(":");
    expect(existsSync(`${sdk}/${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}.d.ts`)).toBe(true);
  },
);

test("no type is charged in two ways", () => {
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

const FREE_WHERE_BARE = [
  "azure-native:network:FirewallPolicy",
  "azure-native:containerservice:ManagedCluster",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
];

test.each(Object.values(classicTypes).map(({ type }) => type))(
  "%s, to which classic types lead, has a price or is free",
  (type) => {
    expect(Object.keys(pricingTable)).toContain(type);
  },
);

describe("a measured type of which nothing is known", () => {
  const measured = Object.entries(pricingTable).filter(([, { kind }]) => kind === "measured");

  test.each(measured)("%s says what it cannot price", (type, pricing) => {
    const graph = sketch({ type, name: "bare" });
    const [, bare] = graph.resources;
    const costs = bare && pricing.kind === "measured" ? pricing.costs(bare, graph) : [];
    // A firewall policy without a firewall is free: that is known.
    // So are VPC endpoints, which are gateways where they say nothing else.
    if ("kind" in costs) return expect(FREE_WHERE_BARE).toContain(type);
    expect(costs.length).toBeGreaterThan(0);
    const regional = costs.filter((cost) => cost.kind === "charge" && cost.region !== "global");
    expect(regional.filter((cost) => "region" in cost && cost.region !== undefined)).toEqual([]);
  });
});

test("every free type says why, and where that was read", () => {
  for (const row of [...Object.values(freePricing), ...Object.values(awsFree)]) {
    expect(row).toMatchObject({
      kind: "free",
      reason: expect.stringMatching(/\w{3}/),
      source: expect.stringMatching(/^https:/),
    });
  }
});
