import { describe, expect, test } from "vitest";
import { propertyChangesRefused } from "./property-changes.ts";
import { ids, poolOf } from "./testing/objects.ts";
import { answer, put, stored } from "./testing/situation.ts";

const pool = poolOf(2, { gpuProfile: { driver: "Install" }, enableEncryptionAtHost: true });

describe("refused", () => {
  test.each([
    ["a pool's size", ids.pool, pool, { ...pool, vmSize: "Standard_ND96isr_H200_v5" }, "properties.vmSize"],
    [
      "a pool's encryption, left out",
      ids.pool,
      pool,
      poolOf(2, { gpuProfile: { driver: "Install" } }),
      "properties.enableEncryptionAtHost",
    ],
    [
      "who installs the driver",
      ids.pool,
      pool,
      { ...pool, gpuProfile: { driver: "None" } },
      "properties.gpuProfile",
    ],
    [
      "the zone of the API server",
      ids.cluster,
      { apiServerAccessProfile: { privateDNSZone: "system" } },
      { apiServerAccessProfile: { privateDNSZone: "none" } },
      "properties.apiServerAccessProfile.privateDNSZone",
    ],
    [
      "a file system's SKU, at the top of the body",
      ids.lustre,
      { sku: { name: "AMLFS-Durable-Premium-250" } },
      { sku: { name: "AMLFS-Durable-Premium-500" } },
      "sku",
    ],
    [
      "a file system's size",
      ids.lustre,
      { storageCapacityTiB: 8 },
      { storageCapacityTiB: 16 },
      "properties.storageCapacityTiB",
    ],
    [
      "the second encryption of an account",
      ids.account,
      {},
      { encryption: { requireInfrastructureEncryption: true } },
      "properties.encryption.requireInfrastructureEncryption",
    ],
  ])("%s", (_name, id, before, after, path) => {
    expect(answer(propertyChangesRefused, put(id, after), { resources: [stored(id, before)] })).toEqual({
      status: 400,
      code: "PropertyChangeNotAllowed",
      message: `Changing property '${path}' is not allowed.`,
      target: path,
      retried: false,
    });
  });

  test("the range of a subnet in use", () => {
    const resources = [
      stored(ids.subnet, { addressPrefix: "10.0.0.0/24" }),
      stored(ids.endpoint, { subnet: { id: ids.subnet } }),
    ];
    expect(
      answer(propertyChangesRefused, put(ids.subnet, { addressPrefix: "10.0.0.0/23" }), { resources }),
    ).toEqual({
      status: 400,
      code: "InUsePrefixCannotBeDeleted",
      message: "IpPrefix 10.0.0.0/24 on Subnet nodes has active allocations and cannot be deleted.",
      retried: false,
    });
  });
});

describe("let pass", () => {
  test.each([
    ["a pool that grows", ids.pool, pool, { ...pool, count: 4 }],
    ["the same again", ids.pool, pool, structuredClone(pool)],
    [
      "the range of an empty subnet",
      ids.subnet,
      { addressPrefix: "10.0.0.0/24" },
      { addressPrefix: "10.0.0.0/23" },
    ],
    [
      "a key, of which later writes are ignored",
      ids.key,
      { properties: { kty: "RSA" } },
      { properties: { kty: "EC" } },
    ],
    [
      "purge protection that is left out",
      ids.vault,
      { properties: { enablePurgeProtection: true } },
      { properties: {} },
    ],
  ])("%s", (_name, id, before, after) => {
    expect(
      answer(propertyChangesRefused, put(id, after), { resources: [stored(id, before)] }),
    ).toBeUndefined();
  });

  test("a create, whatever it says", () => {
    expect(answer(propertyChangesRefused, put(ids.pool, pool))).toBeUndefined();
  });

  test("a pool in the state Failed, written again", () => {
    const resources = [stored(ids.pool, pool, { provisioningState: "Failed" })];
    expect(answer(propertyChangesRefused, put(ids.pool, pool), { resources })).toBeUndefined();
  });
});
