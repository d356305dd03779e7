import { describe, expect, test } from "vitest";
import { locks } from "./locks.ts";
import { group, ids, lockOf } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const vault = stored(ids.vault, { location: "eastus" });
const assignment = stored(
  `${ids.vault}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-00000000000a`,
);
const setting = stored(`${ids.vault}/providers/Microsoft.Insights/diagnosticSettings/audit`);

describe("a locked scope", () => {
  test.each([
    ["the scope itself", remove(vault), ids.vault],
    ["what lies below", remove(stored(ids.key)), ids.vault],
    ["a role assignment on it", remove(assignment), ids.vault],
    ["a diagnostic setting of it", remove(setting), ids.vault],
    ["the group that holds it", remove(group), ids.vault],
    ["what lies in a locked group", remove(vault), ids.group],
  ])("keeps %s", (_name, write, scope) => {
    expect(answer(locks, write, { resources: [group, vault, lockOf(scope)] })).toEqual({
      status: 409,
      code: "ScopeLocked",
      message: `The scope '${write.id}' cannot perform delete operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`,
      retried: false,
    });
  });

  test.each([
    ["the lock itself", remove(lockOf(ids.vault)), "CanNotDelete"],
    ["a neighbour", remove(stored(ids.account)), "CanNotDelete"],
    ["a name that only begins alike", remove(stored(`${ids.vault}2`)), "CanNotDelete"],
    ["an update", put(ids.vault), "CanNotDelete"],
    ["a level that locks nothing", remove(vault), "NotSpecified"],
  ])("lets %s pass", (_name, write, level) => {
    expect(answer(locks, write, { resources: [lockOf(ids.vault, level)] })).toBeUndefined();
  });

  test("that is read-only refuses updates too", () => {
    expect(answer(locks, put(ids.vault), { resources: [lockOf(ids.vault, "ReadOnly")] })).toMatchObject({
      code: "ScopeLocked",
      message: expect.stringContaining("cannot perform write operation"),
    });
  });
});
