import { expect, test } from "vitest";
import { checksOf, forbidden, outcomes } from "../testing/recorded.ts";

test("each namespace of the stack's types is looked at", async () => {
  expect(Object.keys(await outcomes("provider"))).toEqual(
    [
      "Authorization",
      "ContainerRegistry",
      "ContainerService",
      "KeyVault",
      "Network",
      "Resources",
      "Storage",
    ].map((name) => `provider/Microsoft.${name}`),
  );
});

test.each([
  ["Registered", "ok: it is Registered"],
  ["NotRegistered", "failed: it is NotRegistered"],
  ["Registering", "failed: it is Registering"],
])("%s", async (state, outcome) => {
  const found = await outcomes("provider", { providers: { "Microsoft.KeyVault": state } });
  expect(found["provider/Microsoft.KeyVault"]).toBe(outcome);
});

test("what to do is one command", async () => {
  const checks = await checksOf("provider", { providers: { "Microsoft.KeyVault": "NotRegistered" } });
  expect(checks.flatMap(({ todo }) => todo ?? [])).toEqual([
    "az provider register --namespace Microsoft.KeyVault --wait",
  ]);
});

test.each([
  ["no permission", forbidden, /^unknown: no permission/],
  [
    "a namespace that is not listed",
    { status: 200, body: { value: [] } },
    /^unknown: Azure does not list it/,
  ],
])("%s is unknown", async (_, response, outcome) => {
  const found = await outcomes("provider", {
    instead: ({ path }) => (path.endsWith("/providers") ? response : undefined),
  });
  expect(Object.values(found)).toHaveLength(7);
  for (const text of Object.values(found)) expect(text).toMatch(outcome);
});
