import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { KEY, MANAGED_CLUSTER } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { keyRotation } from "./key-rotation.ts";

const LIFE = "properties.rotationPolicy.attributes.expiryTime";
const ACTIONS = "properties.rotationPolicy.lifetimeActions";
const EXPIRES = "properties.attributes.expires";
const WITHIN = "must rotate within 365 days";
const ENDS = "must be set: a version that was replaced encrypts nothing new";

const keyOf = (purpose: Value, properties: Properties) =>
  resource(KEY, "it", { keyName: "it", vaultName: "kv", properties, tags: { purpose } });
const rotate = (trigger: Value): Value => [
  { action: { type: "notify" }, trigger: { timeBeforeExpiry: "P30D" } },
  { action: { type: "rotate" }, trigger },
];
const policy = (lifetimeActions: Value, expiryTime?: Value): Properties => ({
  rotationPolicy: { lifetimeActions, ...(expiryTime !== undefined && { attributes: { expiryTime } }) },
});

describe("a key that is renewed", () => {
  test.each<[string, Properties, string]>([
    ["after a year", policy(rotate({ timeAfterCreate: "P1Y" })), `passed: ${ACTIONS} rotates after 365 days`],
    [
      "later",
      policy(rotate({ timeAfterCreate: "P366D" })),
      `failed: ${ACTIONS} rotates after 366 days; ${WITHIN}`,
    ],
    [
      "before its end",
      policy(rotate({ timeBeforeExpiry: "P30D" }), "P1Y"),
      `passed: ${ACTIONS} rotates after 335 days`,
    ],
    [
      "before its late end",
      policy(rotate({ timeBeforeExpiry: "P30D" }), "P730D"),
      `failed: ${ACTIONS} rotates after 700 days; ${WITHIN}`,
    ],
    [
      "before no end",
      policy(rotate({ timeBeforeExpiry: "P30D" })),
      `failed: ${ACTIONS} says no time that can be read; ${WITHIN}`,
    ],
    ["at no time", policy(rotate({})), `failed: ${ACTIONS} says no time that can be read; ${WITHIN}`],
    [
      "by notice only",
      policy([{ action: { type: "notify" } }]),
      `failed: ${ACTIONS} has no action that rotates; ${WITHIN}`,
    ],
    ["never", {}, `failed: ${ACTIONS} has no action that rotates; ${WITHIN}`],
    [
      "who knows when",
      policy(rotate({ timeAfterCreate: UNKNOWN })),
      `notEvaluated: ${ACTIONS} is unknown until the cloud answers; ${WITHIN}`,
    ],
    [
      "who knows whether",
      policy(UNKNOWN),
      `notEvaluated: ${ACTIONS} is unknown until the cloud answers; ${WITHIN}`,
    ],
    [
      "before an unknown end",
      policy(rotate({ timeBeforeExpiry: "P30D" }), UNKNOWN),
      `notEvaluated: ${ACTIONS} is unknown until the cloud answers; ${WITHIN}`,
    ],
  ])("%s", (_, properties, expected) => {
    expect(answersOf([keyRotation], "E12", keyOf("disks", properties))[0]).toBe(expected);
  });

  test.each<[string, Properties, string]>([
    ["with its life", policy([], "P730D"), `passed: ${LIFE} is set`],
    ["with its day", { attributes: { expires: 1_830_000_000 } }, `passed: ${EXPIRES} is set`],
    ["never", {}, `failed: ${LIFE} is not set; ${ENDS}`],
  ])("ends %s", (_, properties, expected) => {
    expect(answersOf([keyRotation], "E12", keyOf("disks", properties))[1]).toBe(expected);
  });
});

describe("a key whose version is kept", () => {
  const clusterWith = (key: Resource) =>
    resource(
      MANAGED_CLUSTER,
      "cluster",
      { securityProfile: { azureKeyVaultKms: { keyId: UNKNOWN } } },
      { from: { securityProfile: [key] } },
    );
  const statuses = (properties: Properties, used: boolean, purpose: Value = "etcd") => {
    const key = keyOf(purpose, properties);
    return answersOf([keyRotation], "E12", key, ...(used ? [clusterWith(key)] : [])).map((answer) =>
      answer.split(" ", 2).join(" "),
    );
  };

  test("neither rotates nor ends", () => {
    expect(statuses({}, true)).toEqual([`passed: ${ACTIONS}`, `passed: ${EXPIRES}`]);
    expect(statuses(policy(rotate({ timeAfterCreate: "P1Y" })), true)).toEqual([
      `failed: ${ACTIONS}`,
      `passed: ${EXPIRES}`,
    ]);
    expect(statuses({ attributes: { expires: 1_830_000_000 } }, true)).toEqual([
      `passed: ${ACTIONS}`,
      `failed: ${EXPIRES}`,
    ]);
    expect(statuses({ attributes: { expires: UNKNOWN }, ...policy(UNKNOWN) }, true)).toEqual([
      `notEvaluated: ${ACTIONS}`,
      `notEvaluated: ${EXPIRES}`,
    ]);
  });

  test("is renewed all the same where nobody keeps to it", () => {
    expect(statuses({}, false)).toEqual([`failed: ${ACTIONS}`, `failed: ${LIFE}`]);
    expect(statuses({}, true, "storage")).toEqual([`failed: ${ACTIONS}`, `failed: ${LIFE}`]);
  });

  test("may be one of unknown purpose", () => {
    expect(statuses({}, false, UNKNOWN)).toEqual([`notEvaluated: ${ACTIONS}`, `notEvaluated: ${LIFE}`]);
  });
});
