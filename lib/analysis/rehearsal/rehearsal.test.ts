import { describe, expect, test } from "vitest";
import { goodSteps, pool, recordOf, step, there, vault } from "../testing/rehearsals.ts";
import type { StepRecord } from "./record.ts";
import { rehearsalOf } from "./rehearsal.ts";

/** The good steps, with one of them changed. */
function but(kind: StepRecord["kind"], facts: Partial<StepRecord>): StepRecord[] {
  return goodSteps().map((good) => (good.kind === kind ? { ...good, ...facts } : good));
}

describe("a rehearsal that went well", () => {
  const rehearsal = rehearsalOf(recordOf(goodSteps()));

  test("passed, in a simulated Azure", () => {
    expect(rehearsal).toMatchObject({ azure: "simulated", passed: true, complaints: [] });
  });

  test("groups operations by the component under the stack, in the order in which they ended", () => {
    const [, up] = rehearsal.steps;
    expect(up?.components.map(({ name, type, beganAt, endedAt }) => [name, type, beganAt, endedAt])).toEqual([
      ["the stack itself", "", 0, 30],
      ["island01", "GpuNodePool", 30, 660],
    ]);
    expect(up?.components[1]?.operations).toMatchObject([
      { name: "pool", type: "AgentPool", waitedSeconds: 30 },
    ]);
  });

  test("marks the critical path", () => {
    const [, up] = rehearsal.steps;
    expect(up?.criticalPath).toMatchObject({ seconds: 630, bounds: [{ urns: [vault.urn, pool.urn] }] });
    expect(up?.components.flatMap(({ operations }) => operations.map(({ critical }) => critical))).toEqual([
      true,
      true,
    ]);
  });

  test("counts what Azure kept waiting", () => {
    expect(rehearsal.steps[1]).toMatchObject({ calls: 7, throttled: 0, busy: 1 });
  });
});

const complaints: readonly (readonly [string, StepRecord[], string])[] = [
  ["a step fails", but("update", { exitCode: 255 }), "update failed"],
  ["the second up changes something", but("again", { changes: { update: 1 } }), "again changed something"],
  ["the refresh changes something", but("refresh", { changes: { delete: 1 } }), "refresh changed something"],
  ["it ends early", goodSteps().slice(0, 2), "it did not come to update"],
  ["something is lost", but("refresh", there([pool], [pool, vault])), "lost: 1"],
];

describe("a rehearsal does not pass where", () => {
  test.each(complaints)("%s", (_, steps, complaint) => {
    expect(rehearsalOf(recordOf(steps))).toMatchObject({ passed: false, complaints: [complaint] });
  });
});

describe("a destroy", () => {
  const locked = { urn: vault.urn, message: "ScopeLocked: …" };

  test("that locks stopped did what it may", () => {
    const rehearsal = rehearsalOf(recordOf(but("destroy", { exitCode: 255, failures: [locked] })));
    expect(rehearsal.passed).toBe(true);
    expect(rehearsal.steps.at(-1)).toMatchObject({
      outcome: "done",
      criticalPath: null,
      failures: [{ kind: "lock" }],
    });
  });

  test.each([
    ["with no reason", []],
    ["with another reason too", [locked, { urn: pool.urn, message: "the moon is full" }]],
  ])("that failed %s failed", (_, failures) => {
    expect(rehearsalOf(recordOf(but("destroy", { exitCode: 255, failures }))).passed).toBe(false);
  });

  test("that did not happen leaves nothing to be said", () => {
    expect(rehearsalOf(recordOf([step("preview")])).leftBehind).toBeNull();
  });
});

test("a failure that is about no resource says so", () => {
  const steps = [step("preview", { exitCode: 1, failures: [{ message: "no program" }] })];
  expect(rehearsalOf(recordOf(steps)).steps[0]?.failures).toMatchObject([
    { urn: null, name: "", kind: "other" },
  ]);
});
