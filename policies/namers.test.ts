import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../lib/graph/graph.ts";
import { namersOf } from "./namers.ts";
import * as types from "./resource-types.ts";
import { type Extras, graphWith, resource } from "./testing/build-graph.ts";

const account = resource(types.STORAGE_ACCOUNT, "account", { accountName: "datasets" });
const other = resource(types.STORAGE_ACCOUNT, "other", { accountName: "logs" });
const vault = resource(types.VAULT, "vault");
const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/datasets";
const PATH = "privateLinkServiceConnections.*.privateLinkServiceId";

const endpoint = (name: string, connections: Value, extras: Extras = {}) =>
  resource(types.PRIVATE_ENDPOINT, name, { privateLinkServiceConnections: connections }, extras);

function names(
  endpoints: readonly Resource[],
  to?: readonly string[],
): { surely: string[]; perhaps: string[] } {
  const naming = { type: types.PRIVATE_ENDPOINT, path: PATH, ...(to && { to }) };
  const { surely, perhaps } = namersOf(graphWith([account, other, vault, ...endpoints]), account, naming);
  return { surely: surely.map(({ name }) => name), perhaps: perhaps.map(({ name }) => name) };
}

const of = (sources: readonly Resource[]): Extras => ({ from: { privateLinkServiceConnections: sources } });
const unknownId = [{ privateLinkServiceId: UNKNOWN }];

test.each<[string, Resource, { surely: string[]; perhaps: string[] }]>([
  [
    "any element of a list",
    endpoint("a", [{}, { privateLinkServiceId: ID }]),
    { surely: ["a"], perhaps: [] },
  ],
  ["what an unknown comes from", endpoint("a", unknownId, of([account])), { surely: ["a"], perhaps: [] }],
  ["not another", endpoint("a", unknownId, of([other])), { surely: [], perhaps: [] }],
  ["one of two", endpoint("a", unknownId, of([account, other])), { surely: [], perhaps: ["a"] }],
  ["nothing that is carried", endpoint("a", unknownId, { from: undefined }), { surely: [], perhaps: ["a"] }],
  ["an unknown list", endpoint("a", UNKNOWN, of([account])), { surely: ["a"], perhaps: [] }],
  ["an empty list", endpoint("a", []), { surely: [], perhaps: [] }],
])("%s", (_, found, expected) => {
  expect(names([found])).toEqual(expected);
});

test("what can be one of several types is not taken for the type asked about", () => {
  const found = endpoint("a", unknownId, of([account, vault]));
  expect(names([found])).toEqual({ surely: ["a"], perhaps: [] });
  expect(names([found], [types.STORAGE_ACCOUNT, types.VAULT])).toEqual({ surely: [], perhaps: ["a"] });
});
