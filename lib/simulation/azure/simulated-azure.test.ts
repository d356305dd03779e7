import { describe, expect, onTestFinished, test } from "vitest";
import type { Answer } from "./answer.ts";
import type { Behaviour } from "./behaviours/behaviour.ts";
import { recordOf } from "./envelope.ts";
import { SimulatedAzure } from "./simulated-azure.ts";
import { azureOf, CLUSTER, GROUP, POOL, pass, SUBSCRIPTION, stateFile, VAULT } from "./testing/azure.ts";
import { worldOf } from "./world.ts";

const SIZE = "Standard_ND96isr_H100_v5";

function call(azure: SimulatedAzure, method: string, id: string, body = {}): Answer {
  return azure.answer({ method, url: `${id}?api-version=2024-01-01`, body });
}

function put(azure: SimulatedAzure, id: string, properties = {}, top = {}): Answer {
  return call(azure, "PUT", id, { location: "eastus", ...top, properties });
}

/** A group, a cluster and a pool that is being made. */
function cluster(azure: SimulatedAzure): Answer {
  put(azure, GROUP);
  put(azure, CLUSTER);
  return put(azure, POOL, { vmSize: SIZE, count: 4 });
}

function stateOf(azure: SimulatedAzure, id: string): unknown {
  return recordOf(call(azure, "GET", id).body?.properties).provisioningState;
}

function statusOf(azure: SimulatedAzure, { operation = "" }: Answer): unknown {
  return call(azure, "GET", operation).body;
}

/** Lets pools fail at their end. */
const stockOut: Behaviour = {
  name: "stock-out",
  source: "a test",
  outcome: ({ id }) =>
    id.includes("agentPools") ? { status: 409, code: "AllocationFailed", message: "none left" } : undefined,
};

describe("a long operation", () => {
  test("is Creating until its time has passed, and Succeeded from then on", async () => {
    const azure = await azureOf();
    const begun = cluster(azure);
    expect(begun).toMatchObject({ status: 201, retryAfter: 60 });
    await pass(azure, 239);
    expect(call(azure, "GET", begun.operation ?? "")).toMatchObject({
      body: { status: "InProgress" },
      retryAfter: 1,
    });
    expect(stateOf(azure, POOL)).toBe("Creating");
    await pass(azure, 1);
    expect(statusOf(azure, begun)).toMatchObject({ status: "Succeeded" });
    expect(stateOf(azure, POOL)).toBe("Succeeded");
  });

  test("that fails leaves what it made, Failed, with the reason in the operation", async () => {
    const azure = await azureOf({}, stateFile(), [stockOut]);
    const begun = cluster(azure);
    await pass(azure, 240);
    const error = { code: "AllocationFailed", message: "none left" };
    expect(statusOf(azure, begun)).toMatchObject({ status: "Failed", error });
    expect(stateOf(azure, POOL)).toBe("Failed");
  });

  test("goes on where the process was killed", async () => {
    const file = stateFile();
    const killed = await azureOf({}, file);
    const begun = cluster(killed);
    await pass(killed, 100);
    call(killed, "GET", POOL);
    const azure = await azureOf({}, file);
    expect(azure.clock.now).toBe(100);
    expect(stateOf(azure, POOL)).toBe("Creating");
    await pass(azure, 140);
    expect(statusOf(azure, begun)).toMatchObject({ status: "Succeeded" });
    expect(azure.requests.slice(0, 4)).toEqual(killed.requests);
  });

  test("lets no other write reach its resource", async () => {
    const azure = await azureOf();
    cluster(azure);
    expect(call(azure, "DELETE", POOL)).toMatchObject({ status: 409, code: "AnotherOperationInProgress" });
    await pass(azure, 300);
    call(azure, "DELETE", CLUSTER);
    expect(put(azure, `${CLUSTER}/agentPools/island1`).status).toBe(409);
  });

  test("of an update answers 200 and keeps the time of its creation", async () => {
    const azure = await azureOf();
    cluster(azure);
    await pass(azure, 300);
    expect(put(azure, POOL, { vmSize: SIZE, count: 8 }).status).toBe(200);
    expect(stateOf(azure, POOL)).toBe("Updating");
    const pool = azure.resources().find(({ id }) => id === POOL);
    expect(pool).toMatchObject({ createdAt: 0, inputs: { count: 8, agentPoolName: "island0" } });
  });
});

describe("bodies", () => {
  test("come back in ARM's envelope, without the names of the id", async () => {
    const azure = await azureOf();
    put(azure, GROUP);
    put(azure, VAULT, { tenantId: "t", sku: { name: "premium" } }, { tags: { a: "b" } });
    const { body } = call(azure, "GET", VAULT.toUpperCase());
    expect(body).toMatchObject({
      id: VAULT,
      name: "kv-disks",
      type: "Microsoft.KeyVault/vaults",
      tags: { a: "b" },
    });
    expect(recordOf(body?.properties)).toMatchObject({
      sku: { name: "premium" },
      provisioningState: "Succeeded",
    });
    expect(JSON.stringify(body)).not.toContain("vaultName");
    const stored = azure.resources().find(({ id }) => id === VAULT);
    expect(stored?.inputs).toMatchObject({ vaultName: "kv-disks", properties: { tenantId: "t" } });
  });

  test("of a PATCH change what they name and nothing else", async () => {
    const azure = await azureOf();
    put(azure, GROUP, {}, { tags: { keep: "1", drop: "2" } });
    call(azure, "PATCH", GROUP, { tags: { drop: null, add: "3" } });
    expect(call(azure, "GET", GROUP).body).toMatchObject({
      location: "eastus",
      tags: { keep: "1", add: "3" },
    });
    expect(JSON.stringify(call(azure, "GET", GROUP).body)).not.toContain("drop");
  });
});

describe("refusals", () => {
  test.each([
    ["PUT", `${GROUP}/providers/Microsoft.Mystery/things/a`, 404, "InvalidResourceType"],
    ["PUT", `${GROUP}/providers/Microsoft.KeyVault/vaults`, 404, "InvalidResourceId"],
    ["GET", VAULT, 404, "ResourceNotFound"],
    ["GET", `${SUBSCRIPTION}/resourceGroups/none`, 404, "ResourceGroupNotFound"],
    ["PATCH", VAULT, 404, "ResourceNotFound"],
    ["DELETE", VAULT, 204, undefined],
    ["OPTIONS", VAULT, 405, "MethodNotAllowed"],
  ])("%s %s answers %d", async (method, id, status, code) => {
    const azure = await azureOf();
    const answer = call(azure, method, id);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect(azure.resources()).toEqual([]);
    expect(azure.requests.map((request) => request.status)).toEqual([status]);
  });

  test("name what is not there in Resource Manager's words", async () => {
    const azure = await azureOf();
    expect(recordOf(call(azure, "GET", POOL).body?.error).message).toBe(
      "The Resource 'Microsoft.ContainerService/managedClusters/aks/agentPools/island0' under resource group 'rg' was not found.",
    );
  });

  test("a call without api-version", async () => {
    const azure = await azureOf();
    expect(azure.answer({ method: "PUT", url: GROUP, body: {} }).code).toBe("MissingApiVersionParameter");
    expect(azure.resources()).toEqual([]);
  });

  test("come in the order of the behaviours, with Retry-After, are journaled and change nothing", async () => {
    const refusing = (code: string): Behaviour => ({
      name: code,
      source: "a test",
      admit: () => ({ status: 429, code, message: "later", retryAfterSeconds: 36 }),
    });
    const azure = await azureOf({}, stateFile(), [refusing("First"), refusing("Second")]);
    expect(put(azure, GROUP)).toMatchObject({ status: 429, code: "First", retryAfter: 36 });
    expect(azure.resources()).toEqual([]);
    expect(azure.requests).toEqual([
      { virtualSeconds: 0, method: "PUT", id: GROUP, status: 429, code: "First", retryAfter: 36 },
    ]);
  });

  test("a deployer without the right", async () => {
    const roles = [{ role: "Contributor" as const, scope: SUBSCRIPTION }];
    const azure = await azureOf({ deployer: { principalId: "me", roles } });
    expect(put(azure, GROUP).status).toBe(201);
    const lock = `${GROUP}/providers/Microsoft.Authorization/locks/keep`;
    expect(put(azure, lock, { level: "CanNotDelete" }).code).toBe("AuthorizationFailed");
    expect(call(azure, "PUT", "/subscriptions/other/resourceGroups/rg").code).toBe("AuthorizationFailed");
  });
});

describe("deletion", () => {
  test("of a group takes what is in it, as long as the slowest of it, and vaults keep their names", async () => {
    const azure = await azureOf();
    cluster(azure);
    put(azure, VAULT, { enablePurgeProtection: true });
    await pass(azure, 300);
    expect(call(azure, "DELETE", GROUP)).toMatchObject({ status: 202 });
    expect(stateOf(azure, GROUP)).toBe("Deleting");
    await pass(azure, 109);
    expect(azure.resources()).toHaveLength(4);
    await pass(azure, 1);
    expect(azure.resources()).toEqual([]);
    expect(azure.softDeletedVaults()).toEqual(["kv-disks"]);
    await pass(azure, 90 * 86_400);
    expect(azure.softDeletedVaults()).toEqual([]);
  });

  test("of one pool leaves the others", async () => {
    const azure = await azureOf();
    cluster(azure);
    put(azure, `${POOL}1`, { vmSize: SIZE, count: 1 });
    await pass(azure, 300);
    call(azure, "DELETE", POOL);
    await pass(azure, 60);
    expect(azure.resources().map(({ id }) => id)).toEqual([GROUP, CLUSTER, `${POOL}1`]);
  });
});

describe("a world", () => {
  test("that is mended sets free what it says no more, and brings back nothing that was deleted", async () => {
    const file = stateFile();
    const exists = [{ id: GROUP }, { id: VAULT }];
    const azure = await azureOf({ exists }, file);
    expect(azure.resources().map(({ id }) => id)).toEqual([GROUP, VAULT]);
    call(azure, "DELETE", VAULT);
    azure.mend(worldOf({ exists: [{ id: VAULT }, { id: POOL }] }));
    expect(azure.resources().map(({ id }) => id)).toEqual([POOL]);
    const again = await azureOf({ exists: [{ id: VAULT }, { id: POOL }] }, file);
    expect(again.resources().map(({ id }) => id)).toEqual([POOL]);
  });

  test("may have objects of kinds that the simulation does not know", async () => {
    const id = `${GROUP}/providers/Microsoft.Mystery/things/a`;
    const azure = await azureOf({ exists: [{ id, inputs: { location: "eastus" } }] });
    expect(call(azure, "GET", id).body).toMatchObject({
      type: "Microsoft.Mystery/things",
      location: "eastus",
    });
  });

  test("whose reads lag shows a fresh object later", async () => {
    const azure = await azureOf({ readLagSeconds: 5 });
    put(azure, GROUP);
    expect(call(azure, "GET", GROUP).status).toBe(404);
    expect(put(azure, GROUP).status).toBe(200);
    await pass(azure, 5);
    expect(call(azure, "GET", GROUP).status).toBe(200);
  });
});

test("the first network of a region brings its network watcher, the second none", async () => {
  const azure = await azureOf();
  put(azure, GROUP);
  const network = `${GROUP}/providers/Microsoft.Network/virtualNetworks`;
  put(azure, `${network}/a`);
  put(azure, `${network}/b`);
  const watcher = "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_eastus";
  expect(azure.resources().filter(({ id }) => id.endsWith(watcher))).toHaveLength(1);
});

test("goes by every table and behaviour of the simulation where nothing else is said", async () => {
  const azure = await SimulatedAzure.open({ stateFile: stateFile(), world: worldOf({}) });
  onTestFinished(() => azure.close());
  const vault = { tenantId: "11111111-1111-1111-1111-111111111111", enableRbacAuthorization: true };
  const sku = { family: "A", name: "premium" };
  expect(put(azure, VAULT, { ...vault, sku }).code).toBe("ResourceGroupNotFound");
  expect(put(azure, GROUP).status).toBe(201);
  expect(put(azure, VAULT, vault)).toMatchObject({ status: 400, code: "InvalidParameter" });
  expect(put(azure, VAULT, { ...vault, sku }).status).toBe(201);
  expect(put(azure, POOL, { vmSize: SIZE, count: 1, mode: "User" }).code).toBe("ParentResourceNotFound");
});
