import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { graphOfFile } from "../../../scripts/preview.ts";
import type { Graph, Resource } from "../../graph/graph.ts";
import { realPreview } from "./preview.ts";
import { describeReal } from "./testing/describe-real.ts";
import { ROOT, Scratch } from "./testing/scratch.ts";

const scratch = new Scratch();
afterAll(() => scratch.remove());

/** The one difference that remains, as docs/real-engine.md gives it with its reason: Pulumi leaves out what is empty. */
const EMPTY = { ignoreChanges: [] };

function identity({ urn, type, name, parent, custom }: Resource): unknown {
  return { urn, type, name, parent, custom };
}

function field(key: "inputs" | "dependencies" | "propertyDependencies" | "options") {
  return (graph: Graph): unknown =>
    Object.fromEntries(graph.resources.map((found) => [found.urn, found[key]]));
}

describeReal.each<[string, string, Record<string, unknown>]>([
  ["nd-h100-dev", "nd-h100-dev", {}],
  ["nd-h100-prod", "nd-h100-prod", {}],
  ["nd-h100-prod with a firewall", "nd-h100-prod", { isolation: "connected", allowedFqdns: ["pypi.org"] }],
  [
    "nd-h100-prod with tenants, a runner and a budget",
    "nd-h100-prod",
    {
      tenants: [
        { name: "speech", nodes: 120 },
        { name: "vision", nodes: 32 },
      ],
      runner: {
        repository: "contoso/clusters",
        subject: "repo:contoso/clusters:environment:nd-h100-prod",
        adminPublicKey: `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}`,
      },
      budgets: [
        {
          name: "whole-stack",
          monthly: "20000000",
          currency: "USD",
          azure: { contactEmails: ["gpu-costs@example.com"], startMonth: "2026-12" },
        },
      ],
    },
  ],
])("%s is the same on both engines", (_, stack, change) => {
  let embedded: Graph;
  let real: Graph;
  beforeAll(async () => {
    const configFile = scratch.environment(stack, change);
    embedded = await graphOfFile(stack, configFile, configFile);
    const { graph } = await realPreview({ project: ROOT, stack, configFile });
    const withEmpty = (found: Resource): Resource => ({ ...found, options: { ...EMPTY, ...found.options } });
    real = { ...graph, resources: graph.resources.map(withEmpty) };
  });

  test("in its resources, their types, names and parents, and their order", () => {
    expect(real.resources.map(identity)).toEqual(embedded.resources.map(identity));
    expect(real.resources.length).toBeGreaterThan(150);
  });

  test.each(["inputs", "dependencies", "propertyDependencies", "options"] as const)("in their %s", (key) => {
    expect(field(key)(real)).toEqual(field(key)(embedded));
  });
});

describeReal("the difference that remains", () => {
  test("is documented", () => {
    const page = readFileSync(join(ROOT, "docs/real-engine.md"), "utf8");
    expect(page).toContain("| an empty `ignoreChanges` | an empty list | left out |");
  });
});
