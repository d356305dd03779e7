import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { requiredProviders } from "./providers.ts";

const folder = mkdtempSync(join(tmpdir(), "exaform-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

function writePackage(path: string, json: object): void {
  mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(join(folder, path, "package.json"), JSON.stringify(json));
}

test("the providers are those whose SDKs a project depends on", async () => {
  const installed = {
    "@pulumi/azure-native": {
      version: "3.28.0",
      pulumi: { resource: true, name: "azure-native", version: "v3.28.1" },
    },
    "@pulumi/aws": { version: "7.48.0", pulumi: { resource: true } },
    "@acme/cloud": { version: "1.0.0", pulumi: { resource: true } },
    "@pulumi/policy": { version: "1.21.0" },
    zod: { version: "4.0.0", pulumi: {} },
  };
  writePackage(".", {
    dependencies: { ...Object.fromEntries(Object.keys(installed).map((name) => [name, "*"])), absent: "*" },
  });
  for (const [name, json] of Object.entries(installed)) writePackage(join("node_modules", name), json);
  expect(await requiredProviders(folder)).toEqual([
    { name: "azure-native", version: "3.28.1" },
    { name: "aws", version: "7.48.0" },
    { name: "acme/cloud", version: "1.0.0" },
  ]);
});

test("a project without dependencies needs none", async () => {
  writePackage(".", {});
  expect(await requiredProviders(folder)).toEqual([]);
});
