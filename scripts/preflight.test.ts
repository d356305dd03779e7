import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { armTypeOf, armTypes } from "../catalog/azure/arm-types.ts";
import { preflight } from "../lib/preflight/preflight.ts";
import { requirementsOf } from "../lib/preflight/requirements.ts";
import { recorded } from "../lib/preflight/testing/recorded.ts";
import type { PreflightDocument } from "../lib/reports/preflight.ts";
import { SimulatedAzure } from "../lib/simulation/azure/simulated-azure.ts";
import { resourceTypes } from "../lib/simulation/azure/types/index.ts";
import { worldOf } from "../lib/simulation/azure/world.ts";
import { graphOf } from "../stacks/preview.fixture.ts";
import { stackNames } from "./stacks.ts";
import { type Ended, exaform } from "./testing/exaform.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000011";
const STACK = "nd-h100-prod";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "preflight-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the subcommand on a day. */
function run(...args: readonly string[]): Promise<Ended> {
  return exaform(["preflight", STACK, "--as-of", "2026-11-24", ...args]);
}

/** The report for a simulated subscription. */
async function report(world: object): Promise<PreflightDocument & Ended> {
  const file = join(folder, "world.yaml");
  writeFileSync(file, JSON.stringify(world));
  const ended = await run("--azure", file, "--format", "json");
  return { ...(JSON.parse(ended.stdout) as PreflightDocument), ...ended };
}

test("a subscription that has all of it: nothing failed, and what it does not say is told loudly", async () => {
  const document = await report({});
  expect(document.checks.filter(({ status }) => status === "failed")).toEqual([]);
  expect(document.summary.unknown).toBeGreaterThan(0);
  expect(document.status).toBe(0);
  expect(document.stderr).toBe(
    `${document.summary.unknown} unknown: no answer came that decides them, and unknown is not ok\n`,
  );
  expect(document.azure.assumptions).not.toEqual([]);
});

const vault = `/subscriptions/${SUBSCRIPTION}/resourceGroups/nd-h100-prod-keys/providers/Microsoft.KeyVault/vaults`;

describe("wrong worlds fail, each with the one check that says so", () => {
  test.each<[string, object, readonly string[]]>([
    [
      "quota one node short",
      { quota: { eastus: { standardNDSH100v5Family: 256 * 96 - 1 } } },
      ["quota/eastus/standardNDSH100v5Family"],
    ],
    ["total quota one node short", { quota: { eastus: { cores: 24_639 } } }, ["quota/eastus/cores"]],
    [
      "others use quota",
      {
        quota: { eastus: { standardNDSH100v5Family: 256 * 96 } },
        usage: { eastus: { standardNDSH100v5Family: 96 } },
      },
      ["quota/eastus/standardNDSH100v5Family"],
    ],
    [
      "a size is closed in the zone",
      { restrictions: { eastus: { Standard_ND96isr_H100_v5: ["1"] } } },
      ["size/eastus/Standard_ND96isr_H100_v5/1"],
    ],
    [
      "InfiniBand's flag is not registered",
      { features: { "Microsoft.ContainerService/AKSInfinibandSupport": "NotRegistered" } },
      ["feature/Microsoft.ContainerService/AKSInfinibandSupport/registered"],
    ],
    [
      "a provider is not registered",
      { providers: { "Microsoft.StorageCache": "NotRegistered" } },
      ["provider/Microsoft.StorageCache"],
    ],
    [
      "a vault's name is reserved",
      { softDeletedVaults: ["kvdiskvaultyti457h6xado"] },
      ["name/Microsoft.KeyVault/vaults/kvdiskvaultyti457h6xado"],
    ],
    [
      "the registry's name is taken",
      { takenNames: { registries: ["crregistryhdcfyc22im8m"], storageAccounts: [], vaults: [] } },
      ["name/Microsoft.ContainerRegistry/registries/crregistryhdcfyc22im8m"],
    ],
    [
      "the deployer is Contributor only",
      {
        deployer: {
          principalId: "11111111-2222-4333-8444-555555555555",
          roles: [{ role: "Contributor", scope: `/subscriptions/${SUBSCRIPTION}` }],
        },
      },
      ["rights/Microsoft.Authorization/locks/write", "rights/Microsoft.Authorization/roleAssignments/write"],
    ],
  ])("%s", async (_, world, ids) => {
    const { checks, status: ended } = await report(world);
    const failed = checks.filter(({ status }) => status === "failed");
    expect(failed.map(({ id }) => id)).toEqual(ids);
    for (const { todo, evidence } of failed) {
      expect(todo).toMatch(/\w/);
      expect(evidence.join()).toContain(`/subscriptions/${SUBSCRIPTION}`);
    }
    expect(ended).toBe(1);
  });

  test("an object stands where the stack creates", async () => {
    const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/nd-h100-prod-keys`;
    const { checks } = await report({ exists: [{ id, inputs: { location: "eastus" } }] });
    expect(checks.filter(({ status }) => status === "failed").map((check) => check.id)).toEqual([
      `object/${id}`,
    ]);
  });

  test("a deployer whose rights cannot be read is unknown", async () => {
    const { checks, status: ended } = await report({ deployer: "unknown" });
    const rights = checks.filter(({ topic }) => topic === "rights");
    expect(rights.length).toBeGreaterThan(20);
    for (const { status, reason } of rights) {
      expect(status).toBe("unknown");
      expect(reason).toMatch(/no permission to see it/);
    }
    expect(ended).toBe(0);
  });
});

test("a simulation that runs is asked by its address, and a vault of it is ours to see", async () => {
  const simulated = await SimulatedAzure.open({
    stateFile: join(folder, "state"),
    world: worldOf({
      exists: [{ id: vault.slice(0, vault.indexOf("/providers/")), inputs: { location: "eastus" } }],
    }),
  });
  const { url, close } = await simulated.serve();
  const { stdout } = await run("--azure", url, "--format", "json");
  await close();
  simulated.close();
  expect(JSON.parse(stdout)).toMatchObject({
    azure: { simulated: true, endpoint: url },
    summary: { failed: 1 },
  });
  expect(simulated.requests.map(({ method }) => method)).not.toContain("PUT");
});

describe("what is refused", () => {
  test.each([
    [
      "an example subscription of the real Azure",
      [],
      /azure-native:subscriptionId = "00000000-0000-0000-0000-000000000011": is an example id/,
    ],
    [
      "a simulation elsewhere",
      ["--azure", "https://management.azure.com"],
      /is no address of a simulated Azure/,
    ],
    ["a file that is not there", ["--azure", "/nowhere.yaml"], /nowhere\.yaml/],
  ])("%s", async (_, args, message) => {
    const { status, stdout, stderr } = await run(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

test.each(stackNames())("a right is asked for each type that %s declares", async (stack) => {
  const azure = { contactEmails: ["owner@example.com"], startMonth: "2026-12" };
  const graph = await graphOf(stack, {
    isolation: "connected",
    allowedFqdns: ["pypi.org"],
    budgets: [{ name: "all", monthly: "1", currency: "USD", azure }],
  });
  const requirements = requirementsOf(graph, { subscriptionId: SUBSCRIPTION, simulated: true });
  const asked = (await preflight(requirements, recorded())).map(({ id }) => id);
  const declared = new Set(
    graph.resources.map(({ type }) => type).filter((type) => type.startsWith("azure-native:")),
  );
  const unasked = [...declared].filter((type) => {
    const known = resourceTypes.find(({ token }) => token === type);
    return known === undefined || !asked.includes(`rights/${armTypeOf(known.id)}/write`);
  });
  expect(unasked).toEqual([]);
  expect(asked).toContain("rights/Microsoft.Consumption/budgets/write");
});

test("the catalogue and the simulation know the types that both have by the same id", () => {
  const both = resourceTypes.filter(({ token }) => armTypes[token] !== undefined);
  expect(both.map(({ token }) => [token, armTypes[token]?.id])).toEqual(
    both.map(({ token, id }) => [token, id]),
  );
  expect(both.length).toBeGreaterThan(30);
});
