import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, UNKNOWN, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { expectEncryptionIdentity } from "../testing/encryption-identity.ts";
import { keyReference } from "../testing/references.ts";
import {
  LustreScratch,
  type LustreScratchArgs,
  type LustreScratchSettings,
  resolveLustreScratchArgs,
} from "./index.ts";

const LUSTRE = "azure-native:storagecache:AmlFilesystem";
const IN_GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-scratch/providers";
const key = keyReference("lustre");
const settings: LustreScratchSettings = {
  fileSystemName: "scratch",
  sku: "250",
  capacityTiB: 16,
  zone: "2",
  maintenance: { dayOfWeek: "Sunday", timeOfDayUtc: "02:00" },
  rootSquash: { adminNetworks: ["10.0.4.0/28", "10.0.5.9"] },
};
const args: LustreScratchArgs = {
  ...settings,
  resourceGroupName: "rg-scratch",
  location: "eastus",
  subnetId: "/subnets/lustre",
  key,
};

describe("by default", () => {
  let graph: Graph;
  let fileSystem: Resource | undefined;
  let component: LustreScratch | undefined;
  beforeAll(async () => {
    graph = await synth(() => {
      component = new LustreScratch("scratch", args);
    });
    fileSystem = ofType(graph, LUSTRE)[0];
  });

  test.each<[string, string, unknown]>([
    ["E07 a key of ours", "encryptionSettings.keyEncryptionKey.keyUrl", key.keyUriWithVersion],
    ["E07 in its vault", "encryptionSettings.keyEncryptionKey.sourceVault.id", key.vaultId],
    [
      "E07 reached with an identity that exists before",
      "identity",
      {
        type: "UserAssigned",
        userAssignedIdentities: [
          `${IN_GROUP}/Microsoft.ManagedIdentity/userAssignedIdentities/scratch-identity`,
        ],
      },
    ],
    ["E08 root of a node is nobody", "rootSquashSettings.mode", "RootOnly"],
    ["E08 a user without rights", "rootSquashSettings.squashUID", 65_534],
    ["E08 and a group without", "rootSquashSettings.squashGID", 65_534],
    ["E08 but for administrators", "rootSquashSettings.noSquashNidLists", "10.0.4.[0-15]@tcp;10.0.5.9@tcp"],
    ["the zone of the nodes", "zones", ["2"]],
    ["its own subnet", "filesystemSubnet", "/subnets/lustre"],
    ["Azure's name of the class", "sku.name", "AMLFS-Durable-Premium-250"],
    ["size", "storageCapacityTiB", 16],
    [
      "updates at a time that was chosen",
      "maintenanceWindow",
      { dayOfWeek: "Sunday", timeOfDayUTC: "02:00" },
    ],
  ])("%s", (_name, path, value) => {
    expect(valueAt(fileSystem?.inputs, path)).toEqual(value);
  });

  test("no blob container stands behind it, which would need account keys", () => {
    expect(fileSystem?.inputs).not.toHaveProperty("hsm");
  });

  test("I08, R20, D01 its identity uses the one key, and all of it is kept", () => {
    expectEncryptionIdentity(graph, fileSystem, `${key.keyId}`);
  });

  test("it stays with the version of the key that it was made with", () => {
    expect(fileSystem?.options.ignoreChanges).toEqual(["encryptionSettings.keyEncryptionKey.keyUrl"]);
  });

  test("names and place are the given ones, and it is tagged as scratch", () => {
    expect(fileSystem).toMatchObject({
      name: "scratch-filesystem",
      inputs: {
        resourceGroupName: "rg-scratch",
        amlFilesystemName: "scratch",
        location: "eastus",
        tags: { purpose: "scratch", "exaform-stack": "exaform/test", "exaform-urn": fileSystem?.urn },
      },
    });
  });

  test("the component says how large and how fast it is", () => {
    expect(component).toMatchObject({ capacityTiB: 16, throughputMBps: 4_000 });
  });
});

test("scratch that may be lost is not kept, nor its identity", async () => {
  const graph = await synth(() => new LustreScratch("scratch", { ...args, protect: false }));
  expectEncryptionIdentity(graph, ofType(graph, LUSTRE)[0], `${key.keyId}`, false);
});

test("for one tenant, everybody else is squashed", async () => {
  const rootSquash = { adminNetworks: ["10.0.5.9"], mode: "All", squashUid: 1000, squashGid: 2000 } as const;
  const graph = await synth(() => new LustreScratch("scratch", { ...args, rootSquash }));
  expect(ofType(graph, LUSTRE)[0]?.inputs.rootSquashSettings).toEqual({
    mode: "All",
    noSquashNidLists: "10.0.5.9@tcp",
    squashUID: 1000,
    squashGID: 2000,
  });
});

test("a size can follow from a throughput", () => {
  const { capacityTiB: _, ...rest } = settings;
  expect(
    resolveLustreScratchArgs({ ...rest, sku: "AMLFS-Durable-Premium-500", throughputMBps: 9_000 }).size,
  ).toMatchObject({
    sku: "AMLFS-Durable-Premium-500",
    capacityTiB: 20,
    throughputMBps: 10_000,
  });
});

test("what mounts it waits for it; the id is known before, the address is not", async () => {
  const graph = await synth(() => {
    const { fileSystemId, mgsAddress } = new LustreScratch("scratch", args);
    new managedidentity.UserAssignedIdentity("client", {
      resourceGroupName: "rg",
      tags: { fileSystemId, mgsAddress },
    });
  });
  const client = graph.resources.find(({ name }) => name === "client");
  expect(client?.inputs.tags).toEqual({
    fileSystemId: `${IN_GROUP}/Microsoft.StorageCache/amlFilesystems/scratch`,
    mgsAddress: UNKNOWN,
  });
  expect(client?.dependencies).toContain(ofType(graph, LUSTRE)[0]?.urn);
});

describe("refused", () => {
  const nameRule =
    "must be 1 to 80 letters, digits, underscores and hyphens, the first and last a letter or digit";
  const timeRule = "must be a time of day, UTC, with hours and minutes of two digits";
  test.each<[string, Partial<LustreScratchSettings>, object]>([
    ["B33 a size off the step", { capacityTiB: 12 }, { path: "scratch.capacityTiB", value: 12 }],
    ["B33 an unknown class", { sku: "300" }, { path: "scratch.sku", value: "300" }],
    [
      "a name with a slash",
      { fileSystemName: "a/b" },
      { path: "scratch.fileSystemName", value: "a/b", message: nameRule, fix: "write for example scratch" },
    ],
    [
      "no zone that Azure has",
      { zone: "4" },
      {
        path: "scratch.zone",
        value: "4",
        message: "must be one of 1, 2, 3",
        fix: 'write "1", or the zone of the nodes',
      },
    ],
    ...["2:00", "24:00", "02:60", ""].map(
      (timeOfDayUtc): [string, Partial<LustreScratchSettings>, object] => [
        `the time ${JSON.stringify(timeOfDayUtc)}`,
        { maintenance: { dayOfWeek: "Sunday", timeOfDayUtc } },
        {
          path: "scratch.maintenance.timeOfDayUtc",
          value: timeOfDayUtc,
          message: timeRule,
          fix: 'write for example "02:00"',
        },
      ],
    ),
    ["nobody is root", { rootSquash: { adminNetworks: [] } }, { path: "scratch.rootSquash.adminNetworks" }],
  ])("%s", (_name, change, problem) => {
    expect(() => resolveLustreScratchArgs({ ...settings, ...change }, "scratch")).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining(problem)] }),
    );
  });

  test("all problems come in one error, and nothing is registered", async () => {
    let refused: unknown;
    const graph = await synth(() => {
      try {
        new LustreScratch("scratch", { ...args, capacityTiB: 12, zone: "9", fileSystemName: "-" });
      } catch (error) {
        refused = error;
      }
    });
    expect(refused).toBeInstanceOf(InvalidInput);
    expect((refused as InvalidInput).problems.map(({ path }) => path)).toEqual([
      "capacityTiB",
      "fileSystemName",
      "zone",
    ]);
    expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
  });
});
