import { describe, expect, test } from "vitest";
import { quota } from "./quota.ts";
import { cluster, ids, poolOf } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const FAMILY = "standardNDSH100v5Family";
const more =
  " If you want to increase the quota, please follow this instruction: https://learn.microsoft.com/en-us/azure/quotas/view-quotas. Surge nodes would also consume vcpu quota, please consider use smaller maxSurge or use maxUnavailable to proceed upgrade without surge nodes, details: aka.ms/aks/maxUnavailable.";
const family = (requested: number, remaining: number) =>
  `Insufficient vcpu quota requested ${requested}, remaining ${remaining} for family ${FAMILY} for region eastus.${more}`;
const region = (left: number, requested: number) =>
  `Insufficient regional vcpu quota left for location eastus. left regional vcpu quota ${left}, requested quota ${requested}.${more}`;

const limit = (vCpus: number) => ({ quota: { eastus: { [FAMILY]: vCpus } } });
const two = stored(ids.otherPool, poolOf(2, { orchestratorVersion: "1.35" }));
const upgrade = (maxSurge?: string) =>
  put(
    ids.otherPool,
    poolOf(2, { orchestratorVersion: "1.36", ...(maxSurge && { upgradeSettings: { maxSurge } }) }),
  );

describe("refused", () => {
  test.each([
    ["one node short", put(ids.pool, poolOf(4)), [cluster], limit(4 * 96 - 1), family(384, 383)],
    [
      "beside another pool of the family",
      put(ids.pool, poolOf(4)),
      [cluster, two],
      limit(5 * 96),
      family(384, 288),
    ],
    [
      "beside what is used already",
      put(ids.pool, poolOf(4)),
      [cluster],
      { ...limit(384), usage: { eastus: { [FAMILY]: 96 } } },
      family(384, 288),
    ],
    [
      "a region written otherwise",
      put(ids.pool, poolOf(4)),
      [cluster],
      { quota: { "East US": { "Standard NDSH100v5 Family": 0 } } },
      family(384, 0),
    ],
    ["growth by one node", put(ids.otherPool, poolOf(3)), [cluster, two], limit(2 * 96), family(96, 0)],
    ["a limit below what is used", put(ids.otherPool, poolOf(3)), [cluster, two], limit(96), family(96, 0)],
    ["an upgrade's surge", upgrade("50%"), [cluster, two], limit(2 * 96), family(96, 0)],
    ["an upgrade that does not say: 10 %", upgrade(), [cluster, two], limit(2 * 96), family(96, 0)],
    [
      "a pool that failed and has no node",
      put(ids.otherPool, poolOf(2)),
      [cluster, { ...two, provisioningState: "Failed" as const }],
      limit(96),
      family(192, 96),
    ],
    [
      "the region, though the family would do",
      put(ids.pool, poolOf(1)),
      [cluster],
      { quota: { eastus: { [FAMILY]: 1000, cores: 100 } } },
      region(92, 96),
    ],
  ])("%s", (_name, write, resources, world, message) => {
    expect(answer(quota, write, { resources, world })).toEqual({
      status: 400,
      code: "ErrCode_InsufficientVCPUQuota",
      message,
      retried: false,
    });
  });

  test("a cluster's own pools", () => {
    const world = { quota: { eastus: { standardDDSv5Family: 7 } } };
    expect(answer(quota, put(ids.cluster, cluster.inputs), { world })).toMatchObject({
      message: expect.stringContaining("requested 8, remaining 7 for family standardDDSv5Family"),
    });
  });
});

describe("let pass", () => {
  test.each([
    ["what fits exactly", put(ids.pool, poolOf(4)), [cluster], limit(384)],
    [
      "a create's surge, which comes with the first upgrade",
      put(ids.pool, poolOf(4, { orchestratorVersion: "1.36", upgradeSettings: { maxSurge: "4" } })),
      [cluster],
      limit(384),
    ],
    ["an upgrade without surge", upgrade("0"), [cluster, two], limit(192)],
    ["an update of the same size", put(ids.otherPool, poolOf(2)), [cluster, two], limit(0)],
    ["a pool that shrinks", put(ids.otherPool, poolOf(1)), [cluster, two], limit(0)],
    ["another region", put(ids.pool, poolOf(4)), [cluster], { quota: { westus: { [FAMILY]: 0, cores: 0 } } }],
    [
      "a family that the world does not mention",
      put(ids.pool, poolOf(4)),
      [cluster],
      { quota: { eastus: { standardNDISRH200V5Family: 0 } } },
    ],
    ["a deletion", remove(two), [cluster, two], limit(0)],
  ])("%s", (_name, write, resources, world) => {
    expect(answer(quota, write, { resources, world })).toBeUndefined();
  });
});
