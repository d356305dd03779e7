import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { brokenPromises, type Release } from "../lib/analysis/changes/release.ts";
import { graphOfStack } from "../scripts/program.ts";

/**
 * Every resource of the shipped stacks as the last release declared it, with the inputs that it cannot keep its place without.
 * What breaks such a promise would delete or replace a resource with the next `pulumi up`: keep the name, or give the
 * resource an alias; keep the input, or say in the changelog how to move, and record anew with `npm run generate -- --release`.
 */
const released: Record<string, Release> = JSON.parse(
  readFileSync(join(import.meta.dirname, "released.json"), "utf8"),
);

describe.each(Object.entries(released))("%s", (stack, release) => {
  test("of the last release loses nothing with today's program", async () => {
    expect(brokenPromises(release, await graphOfStack(stack))).toEqual([]);
    expect(Object.keys(release).length).toBeGreaterThan(100);
  });

  test("records names, places and regions of its pools and stores", () => {
    const inputsOf = (type: string) =>
      Object.entries(release).flatMap(([urn, inputs]) => (urn.includes(`:${type}::`) ? [inputs] : []));
    expect(inputsOf("AgentPool").at(0)).toMatchObject({
      agentPoolName: "island01",
      vmSize: expect.stringMatching(/^Standard_/),
      availabilityZones: '["1"]',
    });
    for (const inputs of inputsOf("StorageAccount")) {
      expect(inputs).toMatchObject({ accountName: expect.stringMatching(/^st/), location: "eastus" });
    }
  });
});
