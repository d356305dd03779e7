import { expect, test } from "vitest";
import type { FailureKind } from "../../lib/analysis/rehearsal/failures.ts";
import { type Rehearsal, rehearsalOf } from "../../lib/analysis/rehearsal/rehearsal.ts";
import { describeReal } from "../../lib/engine/real/testing/describe-real.ts";
import { type GlobalNameKind, globalName } from "../../lib/planning/names.ts";
import { type WorldFile, worldOf } from "../../lib/simulation/azure/world.ts";
import { environmentsOf } from "./environment.ts";
import type { Progress } from "./progress.ts";
import { rehearse } from "./run.ts";

const SILENT: Progress = { begin: () => {}, advance: () => {}, end: () => {} };

async function rehearsed(stack: string, world: WorldFile = {}): Promise<Rehearsal> {
  const record = await rehearse({
    stack,
    environments: environmentsOf(stack, undefined),
    world: worldOf(world),
    asOf: "2026-11-24",
    progress: SILENT,
  });
  return rehearsalOf(record);
}

const NOTHING_WRONG = { lost: 0, orphaned: 0, duplicated: 0, needlessDestroys: 0, dataDeletes: 0 };

describeReal("a rehearsal", () => {
  // A short up waits for roles to hold for a greater part of its time.
  test.each([
    ["nd-h100-dev", 1.1],
    ["nd-h100-prod", 1.05],
  ])("of %s passes, its up at most %d times the critical path", async (stack, most) => {
    const { passed, complaints, steps, metrics, leftBehind } = await rehearsed(stack);
    expect({ passed, complaints }).toEqual({ passed: true, complaints: [] });
    expect(steps.map(({ kind }) => kind)).toEqual(["preview", "up", "update", "again", "refresh", "destroy"]);
    expect(metrics).toMatchObject(NOTHING_WRONG);
    expect(metrics.upOverCriticalPath).toBeGreaterThanOrEqual(1);
    expect(metrics.upOverCriticalPath).toBeLessThanOrEqual(most);
    const reasons = new Set(leftBehind?.resources.map(({ why }) => why));
    expect([...reasons].toSorted()).toEqual(["made by Azure", "needed", "protected"]);
    expect(Number(leftBehind?.cost.monthly)).toBeGreaterThan(0);
  });
});

const GROUP = "/subscriptions/e8e55a1e-0000-4000-8000-000000000011/resourceGroups/nd-h100-prod-cluster";
const POOL = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/nd-h100-prod/agentPools/island02`;

/** Worlds in which one of the three pools of 256 nodes cannot be made. */
const worlds: readonly (readonly [string, WorldFile, FailureKind])[] = [
  ["a quota that is one node short", { quota: { eastus: { standardNDSH100v5Family: 255 * 96 } } }, "quota"],
  [
    "a zone with one node too few",
    { capacity: { eastus: { "1": { Standard_ND96isr_H100_v5: 255 } } } },
    "capacity",
  ],
  ["a pool of that name", { exists: [{ id: POOL }] }, "exists"],
];

describeReal("in a world with", () => {
  test.each(worlds)(
    "%s, the other pools are made, and a second up finishes once it is mended",
    async (_, world, kind) => {
      const { passed, steps, metrics } = await rehearsed("nd-h100-prod", world);
      const [, first, second, ...others] = steps;
      expect(first).toMatchObject({ kind: "up", outcome: "failed", failures: [{ kind }] });
      expect(first?.changes.create).toBeGreaterThan(180);
      expect(second).toMatchObject({ kind: "up", outcome: "done" });
      expect(others.map((step) => [step.kind, step.outcome])).toEqual(
        ["update", "again", "refresh", "destroy"].map((step) => [step, "done"]),
      );
      expect({ passed, ...metrics }).toMatchObject({ passed: false, ...NOTHING_WRONG });
    },
  );
});

/** A name that must be unique in all of Azure, as a rehearsal of nd-h100-dev makes it. */
function globalNameOf(kind: GlobalNameKind, role: string): string {
  const subscriptionId = "e8e55a1e-0000-4000-8000-000000000001";
  return globalName(kind, { subscriptionId, stack: "nd-h100-dev", generation: 1, role });
}

/** Worlds in which a small stack is stopped before its pool. */
const early: readonly (readonly [string, WorldFile, FailureKind])[] = [
  [
    "InfiniBand not registered",
    { features: { "Microsoft.ContainerService/AKSInfinibandSupport": "NotRegistered" } },
    "feature",
  ],
  [
    "a deleted vault that keeps its name",
    { softDeletedVaults: [globalNameOf("keyVault", "etcdVault")] },
    "reservedName",
  ],
  [
    "a registry of that name elsewhere",
    { takenNames: { registries: [globalNameOf("containerRegistry", "registry")] } },
    "takenName",
  ],
];

describeReal("stopped by", () => {
  test.each(early)(
    "%s, it says what to do, and a second up finishes once it is mended",
    async (_, world, kind) => {
      const { passed, steps, metrics } = await rehearsed("nd-h100-dev", world);
      const [, first, second] = steps;
      expect(first).toMatchObject({ kind: "up", outcome: "failed", failures: [{ kind }] });
      expect(first?.failures.map(({ todo }) => todo.length > 20)).toEqual([true]);
      expect(second).toMatchObject({ kind: "up", outcome: "done" });
      expect({ passed, ...metrics }).toMatchObject({ passed: false, ...NOTHING_WRONG });
    },
  );
});
