import { describe, expect, test } from "vitest";
import {
  call,
  goodSteps,
  idOf,
  made,
  planned,
  pool,
  smallGraph,
  step,
  there,
  vault,
} from "../testing/rehearsals.ts";
import { type Metrics, metricsOf } from "./metrics.ts";
import type { StepRecord } from "./record.ts";

const graphs = [smallGraph()];
const NOTHING_WRONG = { lost: 0, orphaned: 0, duplicated: 0, needlessDestroys: 0, dataDeletes: 0 };

test("a rehearsal that went well", () => {
  expect(metricsOf(goodSteps(), graphs)).toEqual({
    apiCalls: 12,
    throttled: 0,
    upOverCriticalPath: 1.048,
    virtualMinutes: 23,
    ...NOTHING_WRONG,
  });
});

/** A step after which something is wrong, and what. */
const wrong: readonly (readonly [string, StepRecord, Partial<Metrics>])[] = [
  ["429 is throttled", step("up", { requests: [call(pool, 0, "PUT", 429)] }), { throttled: 1 }],
  ["in the state, not in the cloud", step("up", there([], [pool])), { lost: 1 }],
  [
    "in the cloud, not in the state",
    step("up", { requests: made(pool, 0, 1), ...there([pool], []) }),
    { orphaned: 1 },
  ],
  [
    "made twice",
    step("up", {
      requests: [...made(pool, 0, 1), ...made({ ...pool, id: idOf("pool2") }, 2, 3)],
      ...there([pool, { ...pool, id: idOf("pool2") }]),
    }),
    { duplicated: 1 },
  ],
  [
    "deleted unannounced",
    step("update", { requests: [call(pool, 0, "DELETE", 202)] }),
    { needlessDestroys: 1 },
  ],
  [
    "a vault deleted by an update, announced or not",
    step("update", { plan: [planned(vault, "delete")], requests: [call(vault, 0, "DELETE", 200)] }),
    { dataDeletes: 1 },
  ],
  [
    "a protected vault deleted by destroy",
    step("destroy", { plan: [planned(vault, "delete")], requests: [call(vault, 0, "DELETE", 200)] }),
    { dataDeletes: 1 },
  ],
];

describe("what went wrong is counted", () => {
  test.each(wrong)("%s", (_, record, expected) => {
    expect(metricsOf([record], graphs)).toMatchObject({ throttled: 0, ...NOTHING_WRONG, ...expected });
  });
});

/** A step after which all is well, though it looks like the ones above. */
const fine: readonly (readonly [string, StepRecord])[] = [
  [
    "ids differ in case",
    step("up", { requests: made(pool, 0, 1), ...there([{ ...pool, id: pool.id.toUpperCase() }], [pool]) }),
  ],
  ["Azure keeps what is retained", step("destroy", { requests: made(vault, 0, 1), ...there([vault], []) })],
  ["Azure made it by itself", step("up", there([pool], []))],
  [
    "it was there before",
    step("up", {
      requests: made(pool, 0, 1),
      cloudResources: [{ id: pool.id, type: pool.type, given: true }],
    }),
  ],
  ["the delete was refused", step("update", { requests: [call(vault, 0, "DELETE", 409)] })],
  ["there was nothing to delete", step("update", { requests: [call(vault, 0, "DELETE", 204)] })],
  [
    "a replacement was announced",
    step("update", { plan: [planned(pool, "delete-replaced")], requests: [call(pool, 0, "DELETE", 202)] }),
  ],
];

describe("what is right is not counted", () => {
  test.each(fine)("%s", (_, record) => {
    expect(metricsOf([record], graphs)).toMatchObject(NOTHING_WRONG);
  });
});

test("what is wrong after several steps counts once", () => {
  const orphan = { requests: made(pool, 0, 1), ...there([pool], []) };
  expect(metricsOf([step("up", orphan), step("again", orphan)], graphs).orphaned).toBe(1);
});

test("an up that failed has no ratio", () => {
  const steps = goodSteps().map((good) => (good.kind === "up" ? { ...good, exitCode: 1 } : good));
  expect(metricsOf(steps, graphs).upOverCriticalPath).toBeNull();
});
