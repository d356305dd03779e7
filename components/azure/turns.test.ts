import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

/** Records the order in which those that wait go on. */
function waiters(turns: Turns, order: string[]) {
  return async (name: string, queue = "pools") => {
    await turns.wait(queue, 3600);
    order.push(name);
  };
}

test("the longest waiting of the queue goes on, one for each end", async () => {
  const [turns, order]: [Turns, string[]] = [new Turns(), []];
  const waits = waiters(turns, order);
  const all = [waits("first"), waits("second"), waits("third")];
  await turns.next("pools");
  expect(order).toEqual(["first"]);
  await turns.next("pools");
  await turns.next("pools");
  await Promise.all(all);
  expect(order).toEqual(["first", "second", "third"]);
});

test("two ends at once let two go on", async () => {
  const [turns, order]: [Turns, string[]] = [new Turns(), []];
  const waits = waiters(turns, order);
  const all = [waits("first"), waits("second")];
  await Promise.all([turns.next("pools"), turns.next("pools")]);
  await Promise.all(all);
  expect(order).toEqual(["first", "second"]);
});

test("the end of something else wakes nobody", async () => {
  const [turns, order]: [Turns, string[]] = [new Turns(), []];
  const waits = waiters(turns, order);
  const pool = waits("pool");
  await turns.next("subnets");
  expect(order).toEqual([]);
  await turns.next("pools");
  await pool;
});

test("nobody has to wait", async () => {
  await expect(new Turns().next("pools")).resolves.toBeUndefined();
});

test("who is not woken goes on in the end, and is not woken any more", async () => {
  const turns = new Turns();
  await turns.wait("pools", 0.001);
  let woken = false;
  const later = turns.wait("pools", 3600).then(() => {
    woken = true;
  });
  await turns.next("pools");
  expect(woken).toBe(true);
  await later;
});
