import type { Graph } from "../../graph/graph.ts";
import type { PlannedOperation, Request, StateResource, StepRecord } from "../rehearsal/record.ts";
import type { RehearsalRecord } from "../rehearsal/rehearsal.ts";
import { sketch } from "./graphs.ts";

/** URN as {@link sketch} gives it to a resource. */
export function urnOf(type: string, name: string): string {
  return `urn:pulumi:test::exaform::azure-native:${type}::${name}`;
}

/** ARM id of a resource of these tests. */
export function idOf(name: string): string {
  return `/subscriptions/s/resourceGroups/g/providers/Microsoft.Test/things/${name}`;
}

const POOL = "containerservice:AgentPool";
const VAULT = "keyvault:Vault";
export const pool = {
  urn: urnOf(POOL, "pool"),
  id: idOf("pool"),
  type: `azure-native:${POOL}`,
  protect: false,
};
export const vault = {
  urn: urnOf(VAULT, "vault"),
  id: idOf("vault"),
  type: `azure-native:${VAULT}`,
  protect: true,
};

type Thing = typeof pool;

/** A component with a pool in it, and a protected vault beside it. */
export function smallGraph(): Graph {
  return sketch(
    { type: "exaform:azure:GpuNodePool", name: "island01" },
    { type: POOL, name: "pool", parent: "island01" },
    { type: VAULT, name: "vault", options: { protect: true, retainOnDelete: true } },
  );
}

/** A call that was answered. */
export function call(
  thing: Pick<Thing, "urn" | "id">,
  virtualSeconds: number,
  method: string,
  status: number,
  code?: string,
): Request {
  const { urn, id } = thing;
  return { virtualSeconds, method, id, status, urn, ...(code !== undefined && { code }) };
}

/** What a create looks like from Azure: is it there, write, ask until it is done. */
export function made(thing: Pick<Thing, "urn" | "id">, from: number, to: number): Request[] {
  return [call(thing, from, "GET", 404), call(thing, from, "PUT", 201), call(thing, to, "GET", 200)];
}

/** An operation of a plan. */
export function planned(
  thing: Pick<Thing, "urn">,
  op: string,
  seconds = 0,
  ...after: string[]
): PlannedOperation {
  return { urn: thing.urn, op, after, seconds };
}

/** A step; what a test does not say is nothing, and it succeeded. */
export function step(kind: StepRecord["kind"], facts: Partial<StepRecord> = {}): StepRecord {
  return {
    kind,
    title: kind,
    exitCode: 0,
    beganAt: 0,
    endedAt: 0,
    wallSeconds: 1,
    changes: { same: 2 },
    plan: [],
    limits: { serial: [], rates: [] },
    requests: [],
    failures: [],
    cloudResources: [],
    stateResources: [],
    ...facts,
  };
}

/** What is there: in the cloud, and in the state. */
export function there(
  cloud: readonly Thing[],
  state: readonly Thing[] = cloud,
): Pick<StepRecord, "cloudResources" | "stateResources"> {
  return {
    cloudResources: cloud.map(({ id, type }) => ({ id, type, given: false })),
    stateResources: state.map(({ urn, id, protect }): StateResource => ({ urn, id, protect })),
  };
}

/** A rehearsal that went well: a pool and a vault are made, the pool grows, the pool is destroyed. */
export function goodSteps(): StepRecord[] {
  return [
    step("preview", { changes: { create: 2 } }),
    step("up", {
      endedAt: 660,
      changes: { create: 2 },
      plan: [planned(vault, "create", 30), planned(pool, "create", 600, vault.urn)],
      requests: [
        ...made(vault, 0, 30),
        call(pool, 30, "PUT", 409, "OperationNotAllowed"),
        ...made(pool, 60, 660),
      ],
      ...there([pool, vault]),
    }),
    step("update", {
      beganAt: 660,
      endedAt: 960,
      changes: { same: 1, update: 1 },
      plan: [planned(pool, "update", 300)],
      requests: [call(pool, 660, "PUT", 200), call(pool, 960, "GET", 200)],
      ...there([pool, vault]),
    }),
    step("again", { beganAt: 960, endedAt: 960, ...there([pool, vault]) }),
    step("refresh", {
      beganAt: 960,
      endedAt: 960,
      requests: [call(pool, 960, "GET", 200)],
      ...there([pool, vault]),
    }),
    step("destroy", {
      beganAt: 960,
      endedAt: 1380,
      changes: { same: 1, delete: 1 },
      plan: [planned(pool, "delete", 420)],
      requests: [call(pool, 960, "DELETE", 202), call(pool, 1380, "GET", 200)],
      ...there([vault]),
    }),
  ];
}

/** A rehearsal's record. */
export function recordOf(
  steps: readonly StepRecord[],
  facts: Partial<RehearsalRecord> = {},
): RehearsalRecord {
  return {
    project: "exaform",
    stack: "test",
    asOf: "2026-11-24",
    subscriptionId: "e8e55a1e-0000-4000-8000-000000000001",
    world: null,
    assumptions: ["quota is unlimited"],
    update: "12 GPU nodes instead of 2",
    parallel: 64,
    steps,
    graphs: [smallGraph()],
    softDeletedVaults: [],
    ...facts,
  };
}
