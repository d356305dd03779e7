import { describe, expect, test } from "vitest";
import { call, made, planned, pool, step, vault } from "../testing/rehearsals.ts";
import { operationsOf } from "./operations.ts";

describe("operations", () => {
  test("begin with their first call and end with their last one, counted from the step's own begin", () => {
    const up = step("up", {
      beganAt: 100,
      plan: [planned(vault, "create")],
      requests: [...made(pool, 130, 730), ...made(vault, 100, 130)],
    });
    expect(operationsOf(up)).toEqual([
      {
        urn: vault.urn,
        op: "create",
        beganAt: 0,
        endedAt: 30,
        waitedSeconds: 0,
        calls: 3,
        marks: [],
        outcome: "done",
      },
      {
        urn: pool.urn,
        op: "read",
        beganAt: 30,
        endedAt: 630,
        waitedSeconds: 0,
        calls: 3,
        marks: [],
        outcome: "done",
      },
    ]);
  });

  test("wait until Azure takes them, and say why", () => {
    const requests = [
      call(pool, 10, "PUT", 429, "Throttled"),
      call(pool, 70, "PUT", 409, "OperationNotAllowed"),
      call(pool, 90, "PUT", 400, "KeyVaultAccessForbidden"),
      call(pool, 110, "PUT", 201),
      call(pool, 710, "GET", 200),
    ];
    expect(operationsOf(step("up", { requests }))).toMatchObject([
      {
        beganAt: 10,
        endedAt: 710,
        waitedSeconds: 100,
        marks: [
          { kind: "throttled", at: 10, code: "Throttled" },
          { kind: "busy", at: 70, code: "OperationNotAllowed" },
          { kind: "refused", at: 90, code: "KeyVaultAccessForbidden" },
        ],
      },
    ]);
  });

  test("that fail are marked, and waited to their end where nothing was taken", () => {
    const requests = [call(pool, 0, "PUT", 400, "Bad"), call(pool, 20, "PUT", 400, "Bad")];
    const failures = [{ urn: pool.urn, message: "Bad" }];
    expect(operationsOf(step("up", { requests, failures }))).toMatchObject([
      { outcome: "failed", waitedSeconds: 20 },
    ]);
  });

  test("do not come from calls that no resource made", () => {
    const { urn: _, ...tool } = call(pool, 0, "GET", 200);
    expect(operationsOf(step("up", { requests: [tool] }))).toEqual([]);
  });
});
