import { describe, expect, test } from "vitest";
import { oneOperation } from "./one-operation.ts";
import { cluster, ids } from "./testing/objects.ts";
import { answer, atWork, put, remove, stored } from "./testing/situation.ts";

const more =
  "please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details";
const pool = stored(ids.pool);

describe("refused while AKS is at work", () => {
  test.each([
    [
      "a pool beside a pool",
      put(ids.otherPool),
      put(ids.pool),
      `Operation is not allowed: Another agentpool operation (pool0 - Creating) is in progress, ${more}`,
    ],
    [
      "a pool's deletion",
      remove(stored(ids.otherPool)),
      put(ids.pool),
      `Operation is not allowed: Another agentpool operation (pool0 - Creating) is in progress, ${more}`,
    ],
    [
      "a pool beside one that goes",
      put(ids.otherPool),
      remove(pool),
      `Operation is not allowed: Another agentpool operation (pool0 - Deleting) is in progress, ${more}`,
    ],
    [
      "a pool of a cluster that is made",
      put(ids.pool),
      put(ids.cluster),
      `Operation is not allowed: Another operation (Creating) is in progress, ${more}`,
    ],
    [
      "the cluster beside a pool",
      put(ids.cluster),
      put(ids.pool),
      `Managed Cluster operation is not allowed: Another operation (Creating) is in progress on agent pool (pool0), ${more}`,
    ],
    [
      "the cluster's deletion",
      remove(cluster),
      put(ids.pool),
      `Managed Cluster operation is not allowed: Another operation (Creating) is in progress on agent pool (pool0), ${more}`,
    ],
  ])("%s", (_name, write, busyWith, message) => {
    const answered = answer(oneOperation, write, { running: [atWork(busyWith)] });
    expect(answered).toEqual({ status: 409, code: "OperationNotAllowed", message, retried: true });
  });
});

test.each([
  ["another cluster", put(ids.pool.replace("/aks/", "/aks2/"))],
  ["a maintenance window, which is a record", put(`${ids.cluster}/maintenanceConfigurations/default`)],
  ["anything else", put(ids.vault)],
])("%s is let pass", (_name, write) => {
  expect(answer(oneOperation, write, { running: [atWork(put(ids.pool))] })).toBeUndefined();
});

test("nothing is refused when AKS rests", () => {
  expect(answer(oneOperation, put(ids.pool), { resources: [cluster, pool] })).toBeUndefined();
});
