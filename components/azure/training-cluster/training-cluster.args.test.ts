import * as pulumi from "@pulumi/pulumi";
import { describe, expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import { admins, cluster, problemsOf } from "./settings.fixture.ts";
import { resolveTrainingClusterArgs, type TrainingClusterSettings } from "./training-cluster.args.ts";

describe("refused", () => {
  test.each<[string, Partial<TrainingClusterSettings>, Problem]>([
    [
      "B46 a node OS channel that needs a route out",
      { nodeOsUpgradeChannel: "SecurityPatch" },
      {
        path: "nodeOsUpgradeChannel",
        value: "SecurityPatch",
        message: "a cluster without a route out takes NodeImage or None: the other channels fetch packages",
        fix: "write NodeImage",
      },
    ],
    [
      "B46 another one",
      { nodeOsUpgradeChannel: "Unmanaged" },
      {
        path: "nodeOsUpgradeChannel",
        value: "Unmanaged",
        message: "a cluster without a route out takes NodeImage or None: the other channels fetch packages",
        fix: "write NodeImage",
      },
    ],
    [
      "channels that contradict each other",
      { upgradeChannel: "node-image", nodeOsUpgradeChannel: "None" },
      {
        path: "nodeOsUpgradeChannel",
        value: "None",
        message: "upgradeChannel node-image goes with NodeImage only",
        fix: "write NodeImage",
      },
    ],
    [
      "I03 nobody who administers",
      { adminGroups: [] },
      {
        path: "adminGroups",
        value: [],
        message: "one or 2 groups administer the cluster: local accounts are off, so with none nobody could",
        fix: "name one group",
      },
    ],
    [
      "I03 too many who administer",
      { adminGroups: [admins, admins, admins] },
      {
        path: "adminGroups",
        value: [admins, admins, admins],
        message: "one or 2 groups administer the cluster: local accounts are off, so with none nobody could",
        fix: "name one group",
      },
    ],
    [
      "a group's name instead of its id",
      { adminGroups: ["admins"] },
      {
        path: "adminGroups[0]",
        value: "admins",
        message: "must be the object id of an Entra group, a GUID",
        fix: "az ad group show --group <name> --query id",
      },
    ],
    [
      "B47 no zone for an API server without public name",
      { privateDnsZoneId: "none" },
      {
        path: "privateDnsZoneId",
        value: "none",
        message:
          "must be the resource id of a private DNS zone: the API server has no public name, so without a zone nobody finds it",
        fix: "pass the id of private.<region>.azmk8s.io",
      },
    ],
    [
      "a window that Azure does not take",
      { maintenance: { durationHours: 2 } },
      {
        path: "maintenance.durationHours",
        value: 2,
        message: "must be a whole number from 4 to 24",
        fix: "write 4",
      },
    ],
    [
      "B63 a reserved tag",
      { tags: { "azure-team": "x" } },
      {
        path: "tags.azure-team",
        value: "x",
        message: "tag names that begin with microsoft, azure or windows are Azure's own",
        fix: "rename or shorten the tag",
      },
    ],
  ])("%s", (_name, change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  test.each(["1.3", "1.29", "1.30", "1.99", "v1.36", "1.36.", "latest", ""])(
    "B45, B46, B48 Kubernetes %j",
    (kubernetesVersion) => {
      expect(problemsOf({ kubernetesVersion })).toMatchObject([
        { path: "kubernetesVersion", value: kubernetesVersion },
      ]);
    },
  );

  test.each(["", "-a", "a-", "a.b", "a".repeat(64), "__proto__"])(
    "B40 the cluster name %j",
    (clusterName) => {
      expect(problemsOf({ clusterName })).toMatchObject([{ path: "clusterName", value: clusterName }]);
    },
  );

  test("all problems come in one error, under the path that the user wrote", () => {
    const change = {
      clusterName: "",
      adminGroups: [],
      podCidr: "x",
      serviceCidr: "y",
      kubernetesVersion: "1.3",
    };
    expect(problemsOf(change, "cluster").map(({ path }) => path)).toEqual([
      "cluster.clusterName",
      "cluster.kubernetesVersion",
      "cluster.adminGroups",
      "cluster.podCidr",
      "cluster.serviceCidr",
    ]);
  });
});

describe("accepted", () => {
  test.each<[string, Partial<TrainingClusterSettings>]>([
    ["a patch version", { kubernetesVersion: "1.36.2" }],
    [
      "any node OS channel with a route out",
      { isolation: "connected", nodeOsUpgradeChannel: "SecurityPatch" },
    ],
    ["a person who sees to node images", { nodeOsUpgradeChannel: "None" }],
    [
      "a zone id that is known",
      {
        privateDnsZoneId:
          "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/private.eastus.azmk8s.io",
      },
    ],
    ["a zone id that is not known yet", { privateDnsZoneId: pulumi.output("none") }],
    [
      "another system size, with its facts",
      { systemPool: { vmSize: "Standard_D8ds_v9", hardware: { vCpus: 8, memoryGiB: 32, tempDiskGiB: 300 } } },
    ],
    ["one zone", { systemPool: { zones: ["2"], nodes: 1 } }],
  ])("%s", (_name, change) => {
    expect(problemsOf(change)).toEqual([]);
  });
});

test("defaults", () => {
  expect(resolveTrainingClusterArgs(cluster)).toEqual({
    ...cluster,
    isolation: "isolated",
    kubernetesVersion: "1.36",
    tier: "Standard",
    upgradeChannel: "none",
    nodeOsUpgradeChannel: "NodeImage",
    protect: true,
    maintenance: { dayOfWeek: "Sunday", startHourUtc: 2, durationHours: 8, intervalWeeks: 4 },
    systemPool: { vmSize: "Standard_D16ds_v5", nodes: 3, zones: ["1", "2", "3"] },
    nodeResourceGroup: "aks-train-nodes",
    dnsPrefix: "aks-train",
  });
});

test.each([
  ["a_b", "a-b"],
  ["a".repeat(63), "a".repeat(54)],
  [`${"a".repeat(53)}_${"b".repeat(9)}`, "a".repeat(53)],
])("the host name of %s begins with %s", (clusterName, dnsPrefix) => {
  expect(resolveTrainingClusterArgs({ ...cluster, clusterName }).dnsPrefix).toBe(dnsPrefix);
});
