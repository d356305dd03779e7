import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { MANAGED_CLUSTER } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { adminGroups } from "./admin-groups.ts";

const PATH = "aadProfile.adminGroupObjectIDs";
const MUST = "must name one or two groups";

test.each<[Value | undefined, string]>([
  [["a"], `passed: ${PATH} names 1 group`],
  [["a", UNKNOWN], `passed: ${PATH} names 2 groups`],
  [["a", "b", "c"], `failed: ${PATH} names 3 groups; ${MUST}`],
  [[], `failed: ${PATH} names no group; ${MUST}`],
  [["", null], `failed: ${PATH} names no group; ${MUST}`],
  [undefined, `failed: ${PATH} names no group; ${MUST}`],
  [UNKNOWN, `notEvaluated: ${PATH} is unknown until the cloud answers; ${MUST}`],
  [SECRET, `notEvaluated: ${PATH} is a secret and was not looked at; ${MUST}`],
])("%j", (groups, expected) => {
  const inputs = groups === undefined ? {} : { aadProfile: { adminGroupObjectIDs: groups } };
  expect(answersOf([adminGroups], "I03", resource(MANAGED_CLUSTER, "cluster", inputs))).toEqual([expected]);
});
