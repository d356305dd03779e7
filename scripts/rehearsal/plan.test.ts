import { describe, expect, test } from "vitest";
import { sketch } from "../../lib/analysis/testing/graphs.ts";
import { urnOf } from "../../lib/analysis/testing/rehearsals.ts";
import type { EngineEvent } from "../../lib/engine/real/events.ts";
import type { Graph } from "../../lib/graph/graph.ts";
import { resourceTypeOf } from "../../lib/simulation/azure/types/index.ts";
import { planOf } from "./plan.ts";

const CLUSTER = "containerservice:ManagedCluster";
const POOL = "containerservice:AgentPool";
const GROUP = "resources:ResourceGroup";
const [group, cluster, poolA, poolB] = [
  urnOf(GROUP, "group"),
  urnOf(CLUSTER, "cluster"),
  urnOf(POOL, "a"),
  urnOf(POOL, "b"),
];

/** A group, a cluster in it, two pools of the cluster, one of them in a component. */
function graph(): Graph {
  return sketch(
    { type: GROUP, name: "group" },
    { type: CLUSTER, name: "cluster", from: { resourceGroupName: ["group"] } },
    { type: "exaform:azure:GpuNodePool", name: "island" },
    {
      type: POOL,
      name: "a",
      parent: "island",
      from: { resourceName: ["cluster"], resourceGroupName: ["group"] },
    },
    { type: POOL, name: "b", from: { resourceName: ["cluster"] } },
  );
}

function announced(ops: Readonly<Record<string, string>>): EngineEvent[] {
  return Object.entries(ops).map(([urn, op]) => ({
    resourcePreEvent: { metadata: { op, urn, type: "" }, planning: true },
  }));
}

function seconds(type: string, what: "create" | "update" | "delete"): number {
  return resourceTypeOf(`azure-native:${type}`)?.durations[what] ?? Number.NaN;
}

describe("a plan", () => {
  test("has an operation for each call, with how long it takes and what it waits for", () => {
    const ops = { [group]: "create", [cluster]: "create", [poolA]: "create" };
    expect(planOf({ events: announced(ops), graph: graph() }).operations).toEqual([
      { urn: group, op: "create", after: [], seconds: seconds(GROUP, "create") },
      { urn: cluster, op: "create", after: [group], seconds: seconds(CLUSTER, "create") },
      { urn: poolA, op: "create", after: [cluster, group].toSorted(), seconds: seconds(POOL, "create") },
    ]);
  });

  test("sees through what does not change", () => {
    const ops = { [group]: "update", [cluster]: "same", [poolB]: "update" };
    expect(planOf({ events: announced(ops), graph: graph() }).operations).toMatchObject([
      { urn: group, after: [] },
      { urn: poolB, after: [group], seconds: seconds(POOL, "update") },
    ]);
  });

  test("leaves out components, which call nothing", () => {
    const [, , island = ""] = graph().resources.map(({ urn }) => urn);
    const component =
      graph().resources.find(({ custom, name }) => !custom && name === "island")?.urn ?? island;
    expect(planOf({ events: announced({ [component]: "create" }), graph: graph() }).operations).toEqual([]);
  });

  test("takes a replacement for a delete and a create", () => {
    const { operations } = planOf({ events: announced({ [poolA]: "create-replacement" }), graph: graph() });
    expect(operations).toMatchObject([{ seconds: seconds(POOL, "create") + seconds(POOL, "delete") }]);
  });

  test("deletes what depends before what it depends on; the engine does so in layers", () => {
    const ops = { [poolA]: "delete", [poolB]: "delete", [cluster]: "delete", [group]: "delete" };
    const { operations, asExecuted } = planOf({ events: announced(ops), graph: graph() });
    const after = Object.fromEntries(operations.map((operation) => [operation.urn, operation.after]));
    expect(after).toEqual({
      [poolA]: [],
      [poolB]: [],
      [cluster]: [poolA, poolB],
      [group]: [poolA, cluster].toSorted(),
    });
    expect(Object.fromEntries(asExecuted.map((operation) => [operation.urn, operation.after]))).toEqual({
      [poolA]: [],
      [poolB]: [],
      [cluster]: [poolA, poolB],
      [group]: [cluster],
    });
  });

  test("deletes after everything else", () => {
    const { asExecuted } = planOf({
      events: announced({ [poolB]: "delete", [poolA]: "update" }),
      graph: graph(),
    });
    expect(asExecuted).toContainEqual({ urn: poolB, after: [poolA] });
  });

  test("states Azure's limits: one operation of the cluster and its pools at a time, a rate of writes", () => {
    const ops = { [group]: "create", [cluster]: "update", [poolA]: "create", [poolB]: "delete" };
    expect(planOf({ events: announced(ops), graph: graph() }).limits).toEqual({
      serial: [{ what: "the cluster", urns: [cluster, poolA, poolB] }],
      rates: [
        { what: "writes of node pools", urns: [poolA], burst: 20, secondsEach: 60 },
        { what: "writes of clusters", urns: [cluster], burst: 20, secondsEach: 60 },
      ],
    });
  });
});
