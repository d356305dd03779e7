import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { ofType, type Resource, UNKNOWN, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { type KeyPurpose, KeyVault, type VaultReference } from "../key-vault/index.ts";
import { endpoints } from "../testing/references.ts";
import { EncryptionKey, type EncryptionKeyArgs, resolveEncryptionKeyArgs } from "./index.ts";

const KEY = "azure-native:keyvault:Key";
const vaultFor = <Purpose extends KeyPurpose>(purpose: Purpose): VaultReference<Purpose> => ({
  purpose,
  vaultName: "kv-test",
  vaultId: "/vaults/kv-test",
  vaultUri: "https://kv-test.vault.azure.net/",
});
const args: EncryptionKeyArgs = { resourceGroupName: "rg-keys", vault: vaultFor("disks"), keyName: "disks" };

async function keyOf(change: Partial<EncryptionKeyArgs> = {}): Promise<Resource | undefined> {
  const graph = await synth(() => new EncryptionKey("disks", { ...args, ...change }));
  const [key, ...others] = ofType(graph, KEY);
  expect(others).toEqual([]);
  return key;
}

describe("by default", () => {
  let key: Resource | undefined;
  beforeAll(async () => {
    key = await keyOf();
  });

  test.each<[string, string, unknown]>([
    ["E11 it never leaves the hardware module", "kty", "RSA-HSM"],
    ["E11 128 bits of strength", "keySize", 3072],
    ["it wraps keys and does nothing else", "keyOps", ["wrapKey", "unwrapKey"]],
    [
      "E12 the vault renews it every year",
      "rotationPolicy.lifetimeActions.0",
      { action: { type: "rotate" }, trigger: { timeAfterCreate: "P365D" } },
    ],
    [
      "R20 its end is announced",
      "rotationPolicy.lifetimeActions.1",
      { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
    ],
    ["E12 versions expire", "rotationPolicy.attributes.expiryTime", "P730D"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(key?.inputs, `properties.${path}`)).toEqual(value);
  });

  test("R20 versions that etcd and Managed Lustre keep using are not replaced and do not expire", async () => {
    for (const purpose of ["etcd", "lustre"] as const) {
      const kept = await keyOf({ vault: { ...args.vault, purpose } });
      expect(kept?.inputs.properties).not.toHaveProperty("rotationPolicy");
    }
  });

  test("it cannot be exported or released", () => {
    expect(valueAt(key?.inputs, "properties.attributes.exportable") ?? false).toBe(false);
    expect(key?.inputs.properties).not.toHaveProperty("releasePolicy");
  });

  test("R19, D01 Pulumi keeps it", () => {
    expect(key?.options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  test("names are the given ones, and it is tagged with its purpose", () => {
    expect(key).toMatchObject({
      name: "disks-key",
      inputs: {
        resourceGroupName: "rg-keys",
        vaultName: "kv-test",
        keyName: "disks",
        tags: { purpose: "disks", "exaform-stack": "exaform/test", "exaform-urn": key?.urn },
      },
    });
  });
});

const wrapping = ["wrapKey", "unwrapKey"];
test.each<[KeyPurpose, kty: string, keySize: number, keyOps: string[]]>([
  ["disks", "RSA-HSM", 3072, wrapping],
  ["storage", "RSA-HSM", 3072, wrapping],
  ["logs", "RSA-HSM", 3072, wrapping],
  ["lustre", "RSA", 2048, wrapping],
  ["etcd", "RSA-HSM", 3072, ["encrypt", "decrypt"]],
])("a key for %s is %s of %i bits", async (purpose, kty, keySize, keyOps) => {
  const key = await keyOf({ vault: vaultFor(purpose) });
  expect(key?.inputs).toMatchObject({ properties: { kty, keySize, keyOps }, tags: { purpose } });
});

test("a version lives twice as long as it is the newest", async () => {
  const key = await keyOf({ rotateAfterDays: 90 });
  expect(key?.inputs.properties).toMatchObject({
    rotationPolicy: {
      attributes: { expiryTime: "P180D" },
      lifetimeActions: [{ trigger: { timeAfterCreate: "P90D" } }, {}],
    },
  });
});

test("services get everything but the version before the key exists, and wait for the key as the key for its vault", async () => {
  const graph = await synth(() => {
    const vault = new KeyVault("vault", {
      resourceGroupName: "rg-keys",
      location: "eastus",
      vaultName: "kv-test",
      purpose: "storage",
      tenantId: "t",
      endpoints,
    });
    const { reference } = new EncryptionKey("key", { ...args, vault: vault.reference, keyName: "data" });
    new managedidentity.UserAssignedIdentity("service", { resourceGroupName: "rg", tags: { ...reference } });
  });
  const [service] = ofType(graph, "azure-native:managedidentity:UserAssignedIdentity");
  const [key] = ofType(graph, KEY);
  const [vault] = ofType(graph, "azure-native:keyvault:Vault");
  const vaultId =
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-keys/providers/Microsoft.KeyVault/vaults/kv-test";
  expect(service?.inputs.tags).toEqual({
    purpose: "storage",
    vaultId,
    vaultUri: "https://kv-test.vault.azure.net/",
    keyName: "data",
    keyId: `${vaultId}/keys/data`,
    keyUri: "https://kv-test.vault.azure.net/keys/data",
    keyUriWithVersion: UNKNOWN,
  });
  expect(service?.dependencies).toContain(key?.urn);
  expect(key?.dependencies).toContain(vault?.urn);
});

describe("refused", () => {
  const base = { vault: vaultFor("disks"), keyName: "disks" };
  test.each<[string, Parameters<typeof resolveEncryptionKeyArgs>[0], object]>([
    [
      "a name with other characters",
      { ...base, keyName: "my key!" },
      {
        path: "key.keyName",
        value: "my key!",
        message: "must be 1 to 127 letters, digits and hyphens",
        fix: "write my-key-",
      },
    ],
    [
      "no name",
      { ...base, keyName: "" },
      {
        path: "key.keyName",
        value: "",
        message: "must be 1 to 127 letters, digits and hyphens",
        fix: "write data",
      },
    ],
    ...(
      [
        [366, 365],
        [29, 30],
        [90.5, 365],
        [Number.NaN, 365],
      ] as const
    ).map(([rotateAfterDays, days]): [string, Parameters<typeof resolveEncryptionKeyArgs>[0], object] => [
      `${rotateAfterDays} days`,
      { ...base, rotateAfterDays },
      {
        path: "key.rotateAfterDays",
        value: rotateAfterDays,
        message: "must be a whole number of days from 30 to 365: a key is renewed at least once a year",
        fix: `write ${days}`,
      },
    ]),
  ])("%s", (_name, bad, problem) => {
    expect(() => resolveEncryptionKeyArgs(bad, "key")).toThrow(
      expect.objectContaining({ problems: [problem] }),
    );
  });

  test("nothing is registered", async () => {
    const graph = await synth(() => {
      expect(() => new EncryptionKey("disks", { ...args, rotateAfterDays: 366 })).toThrow(InvalidInput);
    });
    expect(ofType(graph, KEY)).toEqual([]);
  });
});
