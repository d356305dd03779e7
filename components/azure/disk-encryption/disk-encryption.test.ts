import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { expectEncryptionIdentity } from "../testing/encryption-identity.ts";
import { keyReference } from "../testing/references.ts";
import { DiskEncryption, type DiskEncryptionArgs, resolveDiskEncryptionArgs } from "./index.ts";

const SET = "azure-native:compute:DiskEncryptionSet";
const key = keyReference("disks");
const args: DiskEncryptionArgs = {
  resourceGroupName: "rg-keys",
  location: "eastus",
  diskEncryptionSetName: "des-test",
  key,
};

describe("by default", () => {
  let graph: Graph;
  let set: Resource | undefined;
  beforeAll(async () => {
    graph = await synth(() => new DiskEncryption("disks", args));
    set = ofType(graph, SET)[0];
  });

  test.each<[string, string, unknown]>([
    ["E02 disks are encrypted twice", "encryptionType", "EncryptionAtRestWithPlatformAndCustomerKeys"],
    ["E02 with the newest version of the key", "rotationToLatestKeyVersionEnabled", true],
    ["Azure starts from a version", "activeKey.keyUrl", key.keyUriWithVersion],
    ["of the vault's", "activeKey.sourceVault.id", key.vaultId],
    ["no identity of its own, which would have no role yet", "identity.type", "UserAssigned"],
  ])("%s", (_name, path, value) => {
    expect(valueAt(set?.inputs, path)).toEqual(value);
  });

  test("I08, R20 its identity uses the one key, and all of it is kept", () => {
    expectEncryptionIdentity(graph, set, `${key.keyId}`);
  });

  test("names and place are the given ones, and it is tagged with its purpose", () => {
    expect(set).toMatchObject({
      name: "disks-set",
      inputs: {
        resourceGroupName: "rg-keys",
        diskEncryptionSetName: "des-test",
        location: "eastus",
        tags: { purpose: "disks", "exaform-stack": "exaform/test", "exaform-urn": set?.urn },
      },
    });
  });
});

test("a cluster gets the id before the set exists, and waits for it", async () => {
  const graph = await synth(() => {
    const { diskEncryptionSetId } = new DiskEncryption("disks", args);
    new managedidentity.UserAssignedIdentity("cluster", {
      resourceGroupName: "rg",
      tags: { diskEncryptionSetId },
    });
  });
  const cluster = graph.resources.find(({ name }) => name === "cluster");
  expect(valueAt(cluster?.inputs, "tags.diskEncryptionSetId")).toBe(
    "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-keys/providers/Microsoft.Compute/diskEncryptionSets/des-test",
  );
  expect(cluster?.dependencies).toContain(ofType(graph, SET)[0]?.urn);
});

describe("refused", () => {
  test.each([
    ["", "write disks"],
    ["my disks", "write my-disks"],
    ["d".repeat(81), `write ${"d".repeat(80)}`],
  ])("%j", (diskEncryptionSetName, fix) => {
    const message = "must be 1 to 80 letters, digits, underscores and hyphens";
    expect(() => resolveDiskEncryptionArgs({ diskEncryptionSetName }, "disks")).toThrow(
      expect.objectContaining({
        problems: [{ path: "disks.diskEncryptionSetName", value: diskEncryptionSetName, message, fix }],
      }),
    );
  });

  test("nothing is registered", async () => {
    const graph = await synth(() => {
      expect(() => new DiskEncryption("disks", { ...args, diskEncryptionSetName: "" })).toThrow(InvalidInput);
    });
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
  });
});
