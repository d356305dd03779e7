import { describe, expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { PRIVATE_ENDPOINT, REGISTRY, STORAGE_ACCOUNT, VAULT } from "../../resource-types.ts";
import { type Extras, resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { privateEndpoints } from "./private-endpoints.ts";

const vault = resource(VAULT, "vault", { vaultName: "kv" });
const other = resource(VAULT, "other", { vaultName: "kv2" });
const ID = "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv";
const PATH = "privateEndpointConnections";
const LIST = "privateLinkServiceConnections";

const endpoint = (privateLinkServiceId: Value, extras: Extras = {}, list = LIST): Resource =>
  resource(PRIVATE_ENDPOINT, "endpoint", { [list]: [{ privateLinkServiceId }] }, extras);

test.each<[string, Resource[], string]>([
  ["an endpoint", [endpoint(ID)], `passed: ${PATH} PrivateEndpoint endpoint leads to it`],
  [
    "an endpoint that somebody approves",
    [endpoint(ID, {}, `manual${LIST.charAt(0).toUpperCase()}${LIST.slice(1)}`)],
    `passed: ${PATH} PrivateEndpoint endpoint leads to it`,
  ],
  [
    "an endpoint whose target will be it",
    [endpoint(UNKNOWN, { from: { [LIST]: [vault] } })],
    `passed: ${PATH} PrivateEndpoint endpoint leads to it`,
  ],
  [
    "the endpoint of another",
    [endpoint(`${ID}2`), other],
    `failed: ${PATH} no PrivateEndpoint of this stack leads to it; must have one`,
  ],
  ["none", [], `failed: ${PATH} no PrivateEndpoint of this stack leads to it; must have one`],
  [
    "an endpoint that may lead to it or another",
    [endpoint(UNKNOWN, { from: { [LIST]: [vault, other] } }), other],
    `notEvaluated: ${PATH} whether PrivateEndpoint endpoint leads to it is unknown; must have one`,
  ],
  [
    "an endpoint whose target is not carried",
    [endpoint(UNKNOWN, { from: undefined })],
    `notEvaluated: ${PATH} whether PrivateEndpoint endpoint leads to it is unknown; must have one`,
  ],
  [
    "an endpoint whose target comes from nothing here",
    [endpoint(UNKNOWN)],
    `failed: ${PATH} no PrivateEndpoint of this stack leads to it; must have one`,
  ],
])("a vault with %s", (_, others, expected) => {
  expect(answersOf([privateEndpoints], "N11", vault, ...others)).toEqual([expected]);
});

describe.each([STORAGE_ACCOUNT, VAULT, REGISTRY])("%s", (type) => {
  test("needs one", () => {
    const [answer] = answersOf([privateEndpoints], "N11", resource(type, "it"));
    expect(answer).toMatch(/^failed: /);
  });
});
