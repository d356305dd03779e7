import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { armTypeOf, armTypes } from "./arm-types.ts";

const ROOT = join(import.meta.dirname, "../..");
const SDK = dirname(createRequire(import.meta.url).resolve("@pulumi/azure-native/package.json"));

/** What the SDK says above a class, and the inputs that the class takes. */
function classOf(token: string): string {
  const [, module = "", name = ""] = token.split(":");
  const file = `${name[0]?.toLowerCase()}${name.slice(1)}.d.ts`;
  return readFileSync(join(SDK, module, file), "utf8");
}

/** The types whose classes a source makes: `azure-native:keyvault:Vault`. */
function madeIn(source: string): string[] {
  const modules = source.matchAll(/^import \* as (\w+) from "@pulumi\/azure-native\/(\w+)\/index\.js";$/gm);
  return [...modules].flatMap(([, alias, module]) =>
    [...source.matchAll(new RegExp(`new ${alias}\\.(\\w+)\\(`, "g"))].map(
      ([, name]) => `azure-native:${module}:${name}`,
    ),
  );
}

test("the types are those that components make: of a type that is missing no right would be asked for", () => {
  const sources = globSync("components/**/*.ts", { cwd: ROOT, exclude: ["**/*.test.ts"] });
  const made = new Set(sources.flatMap((file) => madeIn(readFileSync(join(ROOT, file), "utf8"))));
  expect(Object.keys(armTypes)).toEqual([...made].toSorted());
});

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
