import { describe, expect, test } from "vitest";
import { sizeOffer } from "./size-offer.ts";
import { cluster, H100, ids, poolOf } from "./testing/objects.ts";
import { answer, put, stored } from "./testing/situation.ts";

const pool = put(ids.pool, poolOf(2, { availabilityZones: ["1"] }));
const resources = [cluster];

test("a size that the subscription is not offered", () => {
  const world = { restrictions: { eastus: { [H100.toLowerCase()]: "all" as const } } };
  const answered = answer(sizeOffer, pool, { resources, world });
  expect(answered).toMatchObject({ status: 400, code: "BadRequest", retried: false });
  expect(answered?.message).toMatch(
    /^The VM size of Standard_ND96isr_H100_v5 is not allowed in your subscription in location 'eastus'\. The available VM sizes are '.*standard_nd96isr_h200_v5.*'\./,
  );
  expect(answered?.message).not.toContain("standard_nd96isr_h100_v5,");
});

test("a zone that does not have the size", () => {
  const world = { restrictions: { "East US": { [H100]: ["1", "3"] } } };
  expect(answer(sizeOffer, pool, { resources, world })).toEqual({
    status: 400,
    code: "AvailabilityZoneNotSupported",
    message:
      "The zone(s) '1' for resource 'pool0' is not supported. The supported zones for location 'eastus' are '2'",
    target: "agentPoolProfile.availabilityZone",
    retried: false,
  });
});

test("the zone of a pool in the cluster's own list", () => {
  const agentPoolProfiles = [{ name: "system", vmSize: H100, availabilityZones: ["2"] }];
  const world = { restrictions: { eastus: { [H100]: ["2"] } } };
  expect(
    answer(sizeOffer, put(ids.cluster, { location: "eastus", agentPoolProfiles }), { world }),
  ).toMatchObject({
    message:
      "The zone(s) '2' for resource 'system' is not supported. The supported zones for location 'eastus' are '1,3'",
  });
});

describe("let pass", () => {
  test.each([
    ["another zone", { eastus: { [H100]: ["2"] } }, resources],
    ["another region", { westus: { [H100]: "all" as const } }, resources],
    ["another size", { eastus: { Standard_D8ds_v5: "all" as const } }, resources],
    ["a pool that is there", { eastus: { [H100]: "all" as const } }, [cluster, stored(ids.pool)]],
  ])("%s", (_name, restrictions, there) => {
    expect(answer(sizeOffer, pool, { resources: there, world: { restrictions } })).toBeUndefined();
  });
});
