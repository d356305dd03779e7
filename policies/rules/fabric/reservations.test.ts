import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, LAUNCH_TEMPLATE, SCALE_SET } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { placementOrReservation, reservationHolds } from "./reservations.ts";

const RESERVED = { capacityReservationGroupID: "/some/group" };
const PATH = "capacityReservationGroupID";
const pool = (inputs: Properties) => resource(AGENT_POOL, "pool", inputs);

describe("a reservation", () => {
  const MUST = "must not be set for a size that Azure does not reserve";
  test.each<[string, Properties, string[]]>([
    [
      "that holds",
      { vmSize: "Standard_D16ds_v5", ...RESERVED },
      [`passed: ${PATH} is set for "Standard_D16ds_v5"`],
    ],
    [
      "for InfiniBand",
      { vmSize: "Standard_ND96isr_H100_v5", ...RESERVED },
      [`failed: ${PATH} is set for "Standard_ND96isr_H100_v5"; ${MUST}`],
    ],
    [
      "for InfiniBand of another series",
      { vmSize: "Standard_HX176rs", ...RESERVED },
      [`failed: ${PATH} is set for "Standard_HX176rs"; ${MUST}`],
    ],
    [
      "for the series ND without InfiniBand",
      { vmSize: "Standard_ND96is_H200_v5", ...RESERVED },
      [`failed: ${PATH} is set for "Standard_ND96is_H200_v5"; ${MUST}`],
    ],
    [
      "for the series NCads H100 v5",
      { vmSize: "Standard_NC40ads_H100_v5", ...RESERVED },
      [`failed: ${PATH} is set for "Standard_NC40ads_H100_v5"; ${MUST}`],
    ],
    [
      "for a series that can be reserved",
      { vmSize: "Standard_NC24ads_A100_v4", ...RESERVED },
      [`passed: ${PATH} is set for "Standard_NC24ads_A100_v4"`],
    ],
    [
      "for an unknown size",
      { vmSize: UNKNOWN, ...RESERVED },
      [`notEvaluated: ${PATH} is set, and vmSize is not known; ${MUST}`],
    ],
    ["that is not there", { vmSize: "Standard_ND96isr_H100_v5" }, []],
  ])("%s", (_, inputs, expected) => {
    expect(answersOf([reservationHolds], "F03", pool(inputs))).toEqual(expected);
  });

  test("of a scale set", () => {
    const machines = resource(SCALE_SET, "machines", {
      sku: { name: "Standard_HB176rs_v4" },
      virtualMachineProfile: { capacityReservation: { capacityReservationGroup: { id: "/some/group" } } },
    });
    const path = "virtualMachineProfile.capacityReservation.capacityReservationGroup.id";
    expect(answersOf([reservationHolds], "F03", machines)).toEqual([
      `failed: ${path} is set for "Standard_HB176rs_v4"; ${MUST}`,
    ]);
  });
});

describe("a placement group beside a reservation, on Azure", () => {
  const GROUP = "proximityPlacementGroupID";
  const MUST = "must not be set beside a capacity reservation";
  test.each<[string, Properties, string[]]>([
    ["none", RESERVED, [`passed: ${GROUP} is not set`]],
    ["one", { ...RESERVED, [GROUP]: "/some/group" }, [`failed: ${GROUP} is set; ${MUST}`]],
    [
      "unknown",
      { ...RESERVED, [GROUP]: UNKNOWN },
      [`notEvaluated: ${GROUP} is unknown until the cloud answers; ${MUST}`],
    ],
    ["one, without a reservation", { [GROUP]: "/some/group" }, []],
  ])("%s", (_, inputs, expected) => {
    expect(answersOf([placementOrReservation], "F04", pool(inputs))).toEqual(expected);
  });
});

describe("a placement group beside a reservation, on AWS", () => {
  const BLOCK = { instanceMarketOptions: { marketType: "capacity-block" } };
  const TARGET = {
    capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: "cr-1" } },
  };
  const GROUP = { placement: { groupName: "training" } };
  const MUST = "must name no placement group beside a capacity reservation, which has its own";
  test.each<[string, Properties, string[]]>([
    ["none, with a block", BLOCK, ["passed: placement names no group"]],
    [
      "a zone only",
      { ...BLOCK, placement: { availabilityZone: "us-east-1a" } },
      ["passed: placement names no group"],
    ],
    ["one, with a block", { ...BLOCK, ...GROUP }, [`failed: placement names a group; ${MUST}`]],
    ["one, with a target", { ...TARGET, ...GROUP }, [`failed: placement names a group; ${MUST}`]],
    [
      "unknown",
      { ...BLOCK, placement: { groupId: UNKNOWN } },
      [`notEvaluated: placement is unknown until the cloud answers; ${MUST}`],
    ],
    ["one, without a reservation", GROUP, []],
  ])("%s", (_, inputs, expected) => {
    const template = resource(LAUNCH_TEMPLATE, "template", inputs);
    expect(answersOf([placementOrReservation], "F04", template)).toEqual(expected);
  });
});
