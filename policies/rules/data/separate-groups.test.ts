import { expect, test } from "vitest";
import { type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { separateGroups } from "./separate-groups.ts";
import { HOLDERS } from "./stores.ts";

const MUST = "must not be the cluster's, nor that of its nodes";

const unnamed = resource(types.RESOURCE_GROUP, "unnamed");
const other = resource(types.RESOURCE_GROUP, "other");

const inGroup = (type: string, name: Value, from: Resource[] = [], nodeResourceGroup: Value = "nodes") =>
  resource(
    type,
    type,
    { resourceGroupName: name, ...(type === types.MANAGED_CLUSTER && { nodeResourceGroup }) },
    { from: { resourceGroupName: from } },
  );

const CLUSTER = types.MANAGED_CLUSTER;

test.each<[string, Resource, Resource[], string]>([
  ["its own", inGroup(types.VAULT, "data"), [inGroup(CLUSTER, "cluster")], 'passed: is "data"'],
  [
    "the cluster's",
    inGroup(types.VAULT, "Cluster"),
    [inGroup(CLUSTER, "cluster")],
    `failed: is "cluster"; ${MUST}`,
  ],
  [
    "that of the nodes",
    inGroup(types.VAULT, "nodes"),
    [inGroup(CLUSTER, "cluster")],
    `failed: is "nodes"; ${MUST}`,
  ],
  [
    "one of an unknown name, the cluster's",
    inGroup(types.VAULT, UNKNOWN, [unnamed]),
    [inGroup(CLUSTER, UNKNOWN, [unnamed])],
    `failed: is "${unnamed.urn.slice(0, 59)}…; ${MUST}`,
  ],
  [
    "one of an unknown name, its own",
    inGroup(types.VAULT, UNKNOWN, [unnamed]),
    [inGroup(CLUSTER, UNKNOWN, [other])],
    `passed: is "${unnamed.urn.slice(0, 59)}…`,
  ],
  [
    "unknown",
    inGroup(types.VAULT, UNKNOWN),
    [inGroup(CLUSTER, "cluster")],
    `notEvaluated: which group it stands in is unknown; ${MUST}`,
  ],
  [
    "known, of an unknown cluster's",
    inGroup(types.VAULT, "data"),
    [inGroup(CLUSTER, UNKNOWN)],
    `notEvaluated: which group a cluster stands in is unknown; ${MUST}`,
  ],
  [
    "any, without a cluster",
    inGroup(types.VAULT, "data"),
    [],
    "notApplicable: the stack declares no cluster",
  ],
])("%s", (_, holder, others, expected) => {
  const line = expected.replace(": ", ": resourceGroupName ");
  expect(answersOf(separateGroups, holder, [unnamed, other, ...others])).toEqual([line]);
});

test.each(HOLDERS)("a %s is asked", (type) => {
  expect(answersOf(separateGroups, inGroup(type, "cluster"), [inGroup(CLUSTER, "cluster")])).toEqual([
    `failed: resourceGroupName is "cluster"; ${MUST}`,
  ]);
});
