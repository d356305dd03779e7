import { describe, expect, test } from "vitest";
import type { Answer } from "./answer.ts";
import { type Body, recordOf } from "./envelope.ts";
import type { SimulatedAzure } from "./simulated-azure.ts";
import { azureOf, CLUSTER, GROUP, POOL, pass, SUBSCRIPTION, stateFile, VAULT } from "./testing/azure.ts";
import type { WorldFile } from "./world.ts";

const SIZE = "Standard_ND96isr_H100_v5";
const FAMILY = "standardNDSH100v5Family";

function ask(
  azure: SimulatedAzure,
  path: string,
  query: Record<string, string> = {},
  method = "GET",
  body = {},
): Answer {
  const url = `${path}?${new URLSearchParams({ "api-version": "2024-01-01", ...query })}`;
  return azure.answer({ method, url, body });
}

function list(azure: SimulatedAzure, path: string, query: Record<string, string> = {}): Body[] {
  const { value } = recordOf(ask(azure, path, query).body);
  if (!Array.isArray(value)) throw new Error(`${path} is no list`);
  return value.map(recordOf);
}

function put(azure: SimulatedAzure, id: string, properties = {}): void {
  ask(azure, id, {}, "PUT", { location: "East US", properties });
}

const usagesPath = `${SUBSCRIPTION}/providers/Microsoft.Compute/locations/eastus/usages`;

function usage(azure: SimulatedAzure, family: string): Body | undefined {
  return list(azure, usagesPath).find(({ name }) => recordOf(name).value === family);
}

async function withPools(world: WorldFile): Promise<SimulatedAzure> {
  const azure = await azureOf(world);
  put(azure, GROUP);
  put(azure, CLUSTER, { agentPoolProfiles: [{ name: "system", vmSize: "Standard_D16ds_v5", count: 3 }] });
  put(azure, POOL, { vmSize: SIZE, count: 4 });
  return azure;
}

describe("usages", () => {
  const world = {
    quota: { eastus: { [FAMILY]: 960, cores: 2_000 } },
    usage: { eastus: { [FAMILY]: 96, cores: 200 } },
  };

  test("count existing pools and the cluster's own, by family and for the region", async () => {
    const azure = await withPools(world);
    expect(usage(azure, FAMILY)).toMatchObject({ currentValue: 96 + 4 * 96, limit: 960, unit: "Count" });
    expect(usage(azure, "cores")).toMatchObject({ currentValue: 200 + 4 * 96 + 3 * 16, limit: 2_000 });
  });

  test("of another region are untouched, and what no world limits shows the largest number", async () => {
    const azure = await withPools(world);
    const west = `${SUBSCRIPTION}/providers/Microsoft.Compute/locations/westeurope/usages`;
    const rows = list(azure, west);
    expect(new Set(rows.map(({ currentValue }) => currentValue))).toEqual(new Set([0]));
    expect(new Set(rows.map(({ limit }) => limit))).toEqual(new Set([2_147_483_647]));
  });

  test("do not count a pool whose creation failed, nor one that was deleted", async () => {
    const fails = {
      name: "stock-out",
      source: "a test",
      outcome: ({ id }: { readonly id: string }) =>
        id === POOL ? { status: 409, code: "AllocationFailed", message: "none" } : undefined,
    };
    const azure = await azureOf({}, stateFile(), [fails]);
    put(azure, GROUP);
    put(azure, CLUSTER);
    put(azure, POOL, { vmSize: SIZE, count: 4 });
    put(azure, `${POOL}1`, { vmSize: SIZE, count: 1 });
    expect(usage(azure, FAMILY)).toMatchObject({ currentValue: 480 });
    await pass(azure, 300);
    expect(usage(azure, FAMILY)).toMatchObject({ currentValue: 96 });
    ask(azure, `${POOL}1`, {}, "DELETE");
    await pass(azure, 60);
    expect(usage(azure, FAMILY)).toMatchObject({ currentValue: 0 });
  });
});

describe("SKUs", () => {
  const path = `${SUBSCRIPTION}/providers/Microsoft.Compute/skus`;
  const filter = { $filter: "location eq 'eastus'" };
  const sizeOf = (azure: SimulatedAzure): Body | undefined =>
    list(azure, path, filter).find(({ name }) => name === SIZE);

  test("show zones, and capabilities as far as they are known", async () => {
    const size = sizeOf(await azureOf());
    expect(size).toMatchObject({ family: FAMILY, restrictions: [] });
    expect(size?.locationInfo).toEqual([{ location: "eastus", zones: ["1", "2", "3"] }]);
    expect(size?.capabilities).toContainEqual({ name: "vCPUs", value: "96" });
    expect(JSON.stringify(size?.capabilities)).not.toContain("EncryptionAtHost");
  });

  test.each([
    [["2", "3"], { type: "Zone", restrictionInfo: { locations: ["eastus"], zones: ["2", "3"] } }],
    ["all" as const, { type: "Location", restrictionInfo: { locations: ["eastus"] } }],
  ])("show the restriction %j", async (zones, restriction) => {
    const azure = await azureOf({ restrictions: { eastus: { [SIZE]: zones } } });
    expect(sizeOf(azure)?.restrictions).toEqual([
      { ...restriction, values: ["eastus"], reasonCode: "NotAvailableForSubscription" },
    ]);
  });

  test("need a region", async () => {
    expect(ask(await azureOf(), path).code).toBe("InvalidFilter");
  });
});

describe("names", () => {
  const world = {
    takenNames: { registries: ["crtaken"], storageAccounts: ["sttaken"], vaults: ["kv-taken"] },
    softDeletedVaults: ["kv-gone"],
  };
  const check = (azure: SimulatedAzure, service: string, name: string): unknown =>
    ask(azure, `${SUBSCRIPTION}/providers/Microsoft.${service}/checkNameAvailability`, {}, "POST", { name })
      .body?.nameAvailable;

  test.each([
    ["ContainerRegistry", "crtaken", false],
    ["ContainerRegistry", "sttaken", true],
    ["Storage", "STTAKEN", false],
    ["Storage", "stfree", true],
    ["KeyVault", "kv-taken", false],
    ["KeyVault", "kv-gone", false],
    ["KeyVault", "kv-free", true],
  ])("of %s: %s is available: %s", async (service, name, available) => {
    expect(check(await azureOf(world), service, name)).toBe(available);
  });

  test("of what was made here are taken, and of a vault after its deletion too", async () => {
    const azure = await azureOf(world);
    put(azure, GROUP);
    put(azure, VAULT, { enablePurgeProtection: true });
    expect(check(azure, "KeyVault", "kv-disks")).toBe(false);
    ask(azure, VAULT, {}, "DELETE");
    expect(check(azure, "KeyVault", "kv-disks")).toBe(false);
    const vaults = list(azure, `${SUBSCRIPTION}/providers/Microsoft.KeyVault/deletedVaults`);
    expect(vaults.map(({ name }) => name)).toEqual(["kv-gone", "kv-disks"]);
    expect(vaults[1]?.properties).toEqual({
      vaultId: VAULT,
      location: "East US",
      deletionDate: "2026-01-01T00:00:00.000Z",
      scheduledPurgeDate: "2026-04-01T00:00:00.000Z",
      purgeProtectionEnabled: true,
    });
  });
});

describe("rights", () => {
  const permissions = `${GROUP}/providers/Microsoft.Authorization/permissions`;
  const assignments = `${GROUP}/providers/Microsoft.Authorization/roleAssignments`;

  test("are an Owner's where the world does not say", async () => {
    expect(list(await azureOf(), permissions)).toEqual([
      { actions: ["*"], notActions: [], dataActions: [], notDataActions: [] },
    ]);
  });

  test("hold where they were given", async () => {
    const other = `${SUBSCRIPTION}/resourceGroups/other`;
    const deployer = { principalId: "me", roles: [{ role: "Reader" as const, scope: other }] };
    const azure = await azureOf({ deployer });
    expect(list(azure, permissions)).toEqual([]);
    expect(list(azure, `${other}/providers/Microsoft.Authorization/permissions`)).toHaveLength(1);
  });

  test.each([permissions, assignments])(
    "that Azure does not show are refused, never empty: %s",
    async (path) => {
      const azure = await azureOf({ deployer: "unknown" });
      expect(ask(azure, path)).toMatchObject({ status: 403, code: "AuthorizationFailed" });
    },
  );

  test("of others are listed with the deployer's, and can be filtered by principal", async () => {
    const azure = await azureOf();
    put(azure, GROUP);
    put(azure, `${assignments}/11111111-1111-1111-1111-111111111111`, {
      principalId: "kubelet",
      roleDefinitionId: "r",
    });
    expect(list(azure, assignments)).toHaveLength(2);
    const [own, ...others] = list(azure, assignments, { $filter: "principalId eq 'kubelet'" });
    expect(own?.properties).toMatchObject({ principalId: "kubelet", scope: GROUP });
    expect(others).toEqual([]);
  });
});

describe("the subscription", () => {
  test.each([
    ["Microsoft.ContainerService", "AKSInfinibandSupport", "NotRegistered"],
    ["Microsoft.Compute", "EncryptionAtHost", "Registered"],
  ])("has feature %s/%s: %s", async (namespace, name, state) => {
    const azure = await azureOf({
      features: { "microsoft.containerservice/aksinfinibandsupport": "NotRegistered" },
    });
    const path = `${SUBSCRIPTION}/providers/Microsoft.Features/providers/${namespace}/features/${name}`;
    expect(ask(azure, path).body).toMatchObject({ name: `${namespace}/${name}`, properties: { state } });
  });

  test("shows which resource providers are registered", async () => {
    const azure = await azureOf({ providers: { "Microsoft.StorageCache": "NotRegistered" } });
    const states = list(azure, `${SUBSCRIPTION}/providers`).map((row) => [
      row.namespace,
      row.registrationState,
    ]);
    expect(states).toContainEqual(["Microsoft.StorageCache", "NotRegistered"]);
    expect(states).toContainEqual(["Microsoft.Network", "Registered"]);
    expect(ask(azure, `${SUBSCRIPTION}/providers/microsoft.storagecache`).body?.registrationState).toBe(
      "NotRegistered",
    );
  });

  test("lists groups, what is in one, what is of a kind, and what is below a resource", async () => {
    const azure = await withPools({});
    put(azure, `${SUBSCRIPTION}/resourceGroups/rg2`);
    const ids = (path: string): unknown[] => list(azure, path).map(({ id }) => id);
    expect(ids(`${SUBSCRIPTION}/resourcegroups`)).toEqual([GROUP, `${SUBSCRIPTION}/resourceGroups/rg2`]);
    expect(ids(`${GROUP}/resources`)).toEqual([CLUSTER]);
    expect(ids(`${SUBSCRIPTION}/resourceGroups/rg2/resources`)).toEqual([]);
    expect(ids(`${SUBSCRIPTION}/providers/Microsoft.ContainerService/managedClusters`)).toEqual([CLUSTER]);
    expect(ids(`${CLUSTER}/agentPools`)).toEqual([POOL]);
  });

  test("says that it does not answer a question that it does not know", async () => {
    const answer = ask(
      await azureOf(),
      `${SUBSCRIPTION}/providers/Microsoft.Compute/locations/eastus/weather`,
      {},
      "POST",
    );
    expect(answer).toMatchObject({ status: 404, code: "NotImplementedInSimulation" });
  });
});
