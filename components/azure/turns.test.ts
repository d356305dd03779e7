import timers from "node:timers/promises";
import { beforeEach, expect, type MockInstance, test, vi } from "vitest";
import { Turns } from "./turns.ts";

let sleep: MockInstance<typeof timers.setTimeout>;
beforeEach(() => {
  sleep = vi.spyOn(timers, "setTimeout");
});

/** Three pools have begun; one is at work, the others wait. Gives who went on, in order. */
function threePools() {
  const [turns, order]: [Turns, string[]] = [new Turns(), []];
  for (const _ of ["first", "second", "third"]) turns.begin("pools");
  const waits = async (name: string) => {
    await turns.wait("pools", 15);
    order.push(name);
  };
  return { turns, order, all: [waits("second"), waits("third")] };
}

test("the longest waiting of the queue goes on, one for each end", async () => {
  const { turns, order, all } = threePools();
  await turns.end("pools");
  expect(order).toEqual(["second"]);
  await turns.end("pools");
  await Promise.all(all);
  expect(order).toEqual(["second", "third"]);
});

test("two ends at once let two go on", async () => {
  const { turns, order, all } = threePools();
  await Promise.all([turns.end("pools"), turns.end("pools")]);
  await Promise.all(all);
  expect(order).toEqual(["second", "third"]);
});

test("the end of something else wakes nobody", async () => {
  const { turns, order, all } = threePools();
  turns.begin("subnets");
  await turns.end("subnets");
  expect(order).toEqual([]);
  await turns.end("pools");
  await turns.end("pools");
  await Promise.all(all);
});

test("nobody has to wait", async () => {
  const turns = new Turns();
  turns.begin("pools");
  await expect(turns.end("pools")).resolves.toBeUndefined();
});

test("Azure is not asked again while one of ours is at work", async () => {
  const { turns, all } = threePools();
  expect(sleep.mock.calls.map(([delay]) => delay)).toEqual([3_600_000, 3_600_000]);
  await turns.end("pools");
  await turns.end("pools");
  await Promise.all(all);
});

test("while somebody else is at work, patience decides, and who went on is not woken any more", async () => {
  const turns = new Turns();
  for (const _ of ["first", "second"]) turns.begin("pools");
  const first = turns.wait("pools", 3600);
  await turns.end("pools");
  await first;
  sleep.mockClear();
  await turns.wait("pools", 0.001);
  expect(sleep).toHaveBeenCalledExactlyOnceWith(1, undefined, expect.anything());
  await expect(turns.end("pools")).resolves.toBeUndefined();
});
