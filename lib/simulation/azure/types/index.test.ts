import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Resource } from "../../../graph/graph.ts";
import { armIdOf, checkBody, namesIn, resourceTypeOf, resourceTypeOfId, resourceTypes } from "./index.ts";
import { declaredResources } from "./testing/declared.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";

let declared: readonly Resource[];
beforeAll(async () => {
  declared = await declaredResources();
}, 120_000);

describe("the shipped stacks", () => {
  test("declare only kinds that have a row", () => {
    const unknown = declared.filter(({ type }) => resourceTypeOf(type) === undefined);
    expect(unknown.map(({ type }) => type)).toEqual([]);
    expect(new Set(declared.map(({ type }) => type)).size).toBeGreaterThan(35);
  });

  test("declare nothing that Azure would refuse", () => {
    const refused = declared.flatMap(({ urn, type, inputs }) => {
      const row = resourceTypeOf(type);
      const problems = row === undefined ? [] : checkBody(row, inputs);
      return problems.map((problem) => ({ urn, ...problem }));
    });
    expect(refused).toEqual([]);
  });

  test("give every id, and every id leads back to its kind and names", () => {
    for (const { type, inputs } of declared) {
      const row = resourceTypeOf(type);
      const id = row && armIdOf(row, SUBSCRIPTION, inputs);
      expect(id).toMatch(/^\/subscriptions\//);
      expect(resourceTypeOfId(id ?? "")).toBe(row);
      expect(inputs).toMatchObject(row ? withoutSubscription(namesIn(row, id ?? "")) : {});
    }
  });
});

function withoutSubscription(names: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const { subscriptionId: _, ...rest } = names ?? {};
  return rest;
}

const sdk = dirname(createRequire(import.meta.url).resolve("@pulumi/azure-native/package.json"));

/** What azure-native's own source says of a kind. */
function sdkOf(token: string): { apiVersion?: string; required: string[]; inputs: string[] } {
  const [, module = "", name = ""] = token.split(":");
  const file = join(sdk, module, `${name.charAt(0).toLowerCase()}${name.slice(1)}.js`);
  const source = readFileSync(file, "utf8");
  const found = (pattern: RegExp): string[] => [...source.matchAll(pattern)].map(([, text = ""]) => text);
  const [apiVersion] = found(/Uses Azure REST API version ([\w-]+)\./g);
  return {
    ...(apiVersion !== undefined && { apiVersion }),
    required: found(/Missing required property '(\w+)'/g),
    inputs: found(/resourceInputs\["(\w+)"\] = (?!undefined)/g),
  };
}

describe.each(resourceTypes.map((type) => [type.token, type] as const))("%s", (token, type) => {
  const { apiVersion, required, inputs } = sdkOf(token);

  test("has azure-native's API version", () => {
    expect(type.apiVersion).toBe(apiVersion);
  });

  test("demands what azure-native demands", () => {
    const demanded = type.fields.filter((rule) => rule.required).map(({ path }) => path);
    expect(demanded).toEqual(expect.arrayContaining(required));
  });

  test("names only inputs that azure-native has", () => {
    const placeholders = [...type.id.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const paths = [...type.fields.map(({ path }) => path), ...(type.references ?? []), ...placeholders];
    const first = paths
      .map((path) => path.split(/[.[]/)[0] ?? "")
      .filter((name) => name !== "subscriptionId");
    expect(first.filter((name) => !inputs.includes(name))).toEqual([]);
  });

  test("demands every name in its id, and says where its facts come from", () => {
    const demanded = new Set(type.fields.filter((rule) => rule.required).map(({ path }) => path));
    const placeholders = [...type.id.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    expect(placeholders.filter((name) => name !== "subscriptionId" && !demanded.has(name))).toEqual([]);
    expect(type.source).toContain("Azure/azure-rest-api-specs specification/");
    expect(type.durations.source).toMatch(/^(?:assumed: .{20}|https:)/);
    expect(type.id.toLowerCase()).toContain(type.armType.split("/").at(-1)?.toLowerCase());
  });
});

test("no two rows have the same token or kind of id", () => {
  const count = resourceTypes.length;
  expect(new Set(resourceTypes.map(({ token }) => token)).size).toBe(count);
  expect(new Set(resourceTypes.map(({ id }) => id.toLowerCase())).size).toBe(count);
});
