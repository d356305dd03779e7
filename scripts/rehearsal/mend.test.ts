import { describe, expect, test } from "vitest";
import type { FailureKind } from "../../lib/analysis/rehearsal/failures.ts";
import { type WorldFile, worldOf } from "../../lib/simulation/azure/world.ts";
import { mended } from "./mend.ts";

const POOL =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/c/agentPools/p";

const wrong: readonly (readonly [FailureKind, WorldFile])[] = [
  ["quota", { quota: { eastus: { cores: 1 } }, usage: { eastus: { cores: 1 } } }],
  ["capacity", { capacity: { eastus: { "1": { Standard_ND96isr_H100_v5: 1 } } } }],
  ["size", { restrictions: { eastus: { Standard_ND96isr_H100_v5: "all" } } }],
  ["feature", { features: { "Microsoft.ContainerService/AKSInfinibandSupport": "NotRegistered" } }],
  ["provider", { providers: { "Microsoft.StorageCache": "NotRegistered" } }],
  ["reservedName", { softDeletedVaults: ["kv"] }],
  ["takenName", { takenNames: { registries: ["cr"], storageAccounts: [], vaults: [] } }],
  ["rights", { deployer: { principalId: "p", roles: [] } }],
];

describe("a world is mended of", () => {
  test.each(wrong)("%s", (kind, file) => {
    expect(mended(worldOf(file), [{ kind, message: "" }])).toEqual(worldOf({}));
  });

  test("what exists, and of that only what the message names", () => {
    const world = worldOf({ exists: [{ id: POOL }, { id: `${POOL}2` }] });
    const message = `cannot create already existing resource '${POOL.toUpperCase()}'`;
    expect(mended(world, [{ kind: "exists", message }])?.exists).toEqual([{ id: `${POOL}2`, inputs: {} }]);
  });

  test("several things at once", () => {
    const world = worldOf({ softDeletedVaults: ["kv"], quota: { eastus: { cores: 1 } } });
    const failures = [
      { kind: "quota", message: "" },
      { kind: "reservedName", message: "" },
    ] as const;
    expect(mended(world, failures)).toEqual(worldOf({}));
  });
});

describe("a world is not mended", () => {
  test.each([
    ["of nothing", []],
    ["of what nobody knows", [{ kind: "other", message: "" }]],
    ["of what it is not the cause of", [{ kind: "capacity", message: "" }]],
    [
      "where one of several is not its fault",
      [
        { kind: "quota", message: "" },
        { kind: "other", message: "" },
      ],
    ],
  ] as const)("%s", (_, failures) => {
    expect(mended(worldOf({ quota: { eastus: { cores: 1 } } }), failures)).toBeUndefined();
  });
});
