import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { armTypeOf, armTypes } from "./arm-types.ts";

const SDK = dirname(createRequire(import.meta.url).resolve("@pulumi/azure-native/package.json"));

/** What the SDK says above a class, and the inputs that the class takes. */
function classOf(token: string): string {
  const [, module = "", name = ""] = token.split(":");
  const file = `${name[0]?.toLowerCase()}${name.slice(1)}.d.ts`;
  return readFileSync(join(SDK, module, file), "utf8");
}

test.each(Object.entries(armTypes))("%s has the API version of the SDK", (token, { apiVersion }) => {
  expect(/Uses Azure REST API version ([\w-]+)\./.exec(classOf(token))?.[1]).toBe(apiVersion);
});

test.each(Object.entries(armTypes))("%s has an id of the class's own inputs", (token, { id }) => {
  const words = [...id.matchAll(/\{(\w+)\}/g)].map(([, word]) => word);
  const text = classOf(token);
  expect(
    words.filter(
      (word) => word !== "subscriptionId" && !text.includes(`${word}?:`) && !text.includes(`${word}:`),
    ),
  ).toEqual([]);
});

test.each([
  ["/subscriptions/s/resourceGroups/g", "Microsoft.Resources/subscriptions/resourceGroups"],
  [
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/keys/k",
    "Microsoft.KeyVault/vaults/keys",
  ],
  [
    "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/providers/Microsoft.Authorization/locks/l",
    "Microsoft.Authorization/locks",
  ],
])("the type of %s", (id, type) => {
  expect(armTypeOf(id)).toBe(type);
});
