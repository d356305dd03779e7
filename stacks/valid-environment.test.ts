import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkEnvironment } from "./check-environment.ts";

const valid = {
  system: "nd-h100",
  zone: "1",
  nodes: 2,
  plannedMaxNodes: 16,
  adminGroups: ["00000000-0000-0000-0000-000000000003"],
};

describe("nothing valid is refused", () => {
  const environments = fc.record(
    {
      system: fc.constant("nd-h100"),
      stage: fc.constantFrom("production", "development"),
      zone: fc.constantFrom("1", "2", "3"),
      generation: fc.integer({ min: 1, max: 999 }),
      isolation: fc.constantFrom("isolated", "connected"),
      nodes: fc.integer({ min: 1, max: 5000 }),
      plannedMaxNodes: fc.integer({ min: 1, max: 5000 }),
      islandLimit: fc.integer({ min: 2, max: 300 }),
      adminGroups: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 2 }),
      allowedNetworks: fc.array(
        fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 })).map(([ip, length]) => `${ip}/${length}`),
        { maxLength: 5 },
      ),
      tags: fc.dictionary(
        fc.stringMatching(/^[a-z][a-zA-Z0-9]{3,20}$/).filter((key) => !(key in {})),
        fc.stringMatching(/^[A-Za-z0-9 ._/:@-]{0,60}$/),
      ),
    },
    { requiredKeys: ["system", "zone", "nodes", "plannedMaxNodes", "adminGroups"] },
  );

  test("any valid environment comes back with what was written and every default", () => {
    fc.assert(
      fc.property(environments, (environment) => {
        const checked = checkEnvironment(environment);
        expect(checked).toMatchObject(environment);
        expect(checked.islandLimit).toBe(environment.islandLimit ?? 100);
      }),
    );
  });
});

test("a name under a top-level name in Punycode may be allowed", () => {
  const allowedFqdns = ["mirror.example.xn--p1ai"];
  expect(checkEnvironment({ ...valid, allowedFqdns })).toMatchObject({ allowedFqdns });
});

test("defaults are the safe ones", () => {
  expect(checkEnvironment(valid)).toMatchObject({
    stage: "production",
    isolation: "isolated",
    islandLimit: 100,
    logRetentionDays: 90,
    blobRedundancy: "ZRS",
    allowedNetworks: [],
  });
});
