import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RequestRecord } from "./behaviour.ts";
import { ids } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";
import { throttling } from "./throttling.ts";

const call = (virtualSeconds: number, more: Partial<RequestRecord> = {}): RequestRecord => ({
  virtualSeconds,
  method: "PUT",
  id: ids.pool,
  status: 201,
  ...more,
});
const calls = (count: number, more: Partial<RequestRecord> = {}) =>
  Array.from({ length: count }, () => call(0, more));

test("the 21st write of pools at once waits for the next token", () => {
  expect(answer(throttling, put(ids.otherPool), { requests: calls(20), now: 24 })).toEqual({
    status: 429,
    code: "Throttled",
    message:
      "The PutAgentPoolHandler.PUT request limit has been exceeded for agentpool pool1, please retry again in 36 seconds",
    retryAfterSeconds: 36,
    retried: true,
  });
});

test("so does the 21st of clusters", () => {
  expect(answer(throttling, put(ids.cluster), { requests: calls(20, { id: ids.cluster }) })).toMatchObject({
    message:
      "The PutManagedClusterHandler.PUT request limit has been exceeded for managed cluster aks, please retry again in 60 seconds",
  });
});

describe("let pass", () => {
  test.each([
    ["the 20th", put(ids.pool), calls(19), 0],
    ["the 21st, a minute later", put(ids.pool), calls(20), 60],
    ["a cluster, which has a bucket of its own", put(ids.cluster), calls(20), 0],
    [
      "what was throttled itself takes no token",
      put(ids.pool),
      [...calls(19), ...calls(5, { status: 429 })],
      0,
    ],
    [
      "what never reached AKS",
      put(ids.pool),
      [...calls(19), ...calls(5, { status: 404, code: "ResourceGroupNotFound" })],
      0,
    ],
    ["another subscription", put(ids.pool), calls(20, { id: ids.pool.replace("0001", "0002") }), 0],
    ["deletions", remove(stored(ids.pool)), calls(20), 0],
    ["reads", put(ids.pool), calls(20, { method: "GET" }), 0],
  ])("%s", (_name, write, requests, now) => {
    expect(answer(throttling, write, { requests, now })).toBeUndefined();
  });

  test("but what AKS refused has taken a token", () => {
    const requests = [...calls(19), ...calls(1, { status: 409, code: "OperationNotAllowed" })];
    expect(answer(throttling, put(ids.pool), { requests })).toMatchObject({ code: "Throttled" });
  });
});

test("who waits as asked is let in, whatever came before", () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 60 });
  fc.assert(
    fc.property(gaps, (seconds) => {
      let now = 0;
      const requests: RequestRecord[] = [];
      for (const gap of seconds) {
        now += gap;
        const wait = answer(throttling, put(ids.pool), { requests, now })?.retryAfterSeconds ?? 0;
        now += wait;
        if (answer(throttling, put(ids.pool), { requests, now }) !== undefined) return false;
        requests.push(call(now));
      }
      return requests.length <= 20 + now / 60;
    }),
  );
});
