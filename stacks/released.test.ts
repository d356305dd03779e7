import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { graphOfStack } from "../scripts/preview.ts";

/**
 * URNs of every resource of the shipped stacks, as the last release declared them. What is missing from today's code would be
 * deleted by the next `pulumi up`: keep the name, or give the resource an alias and mend this list.
 */
const released: Record<string, string[]> = JSON.parse(
  readFileSync(join(import.meta.dirname, "released.json"), "utf8"),
);

describe.each(Object.entries(released))("%s", (stack, urns) => {
  test("still declares every resource of the last release", async () => {
    const today = new Set((await graphOfStack(stack)).resources.map(({ urn }) => urn));
    expect(urns.filter((urn) => !today.has(urn))).toEqual([]);
    expect(urns.length).toBeGreaterThan(100);
  });
});
