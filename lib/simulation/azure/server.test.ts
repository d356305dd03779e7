import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SimulatedAzure } from "./simulated-azure.ts";
import { azureOf, CLUSTER, GROUP, POOL, stateFile } from "./testing/azure.ts";

let waits = 0;

/** A name that no other wait has. */
function waitName(): string {
  waits += 1;
  return `wait-${waits}`;
}

interface Client {
  readonly azure: SimulatedAzure;
  readonly url: string;
  /** Calls on behalf of an operation. */
  send(method: string, path: string, urn?: string, body?: string): Promise<Response>;
  wait(seconds: number, urn?: string, signal?: AbortSignal): Promise<Response>;
}

async function clientOf(file?: string): Promise<Client> {
  const azure = await azureOf({}, file);
  const { url, close } = await azure.serve();
  onTestFinished(close);
  return {
    azure,
    url,
    send: (method, path, urn, body = '{"location":"eastus"}') =>
      fetch(`${url}${path}?api-version=2024-01-01`, {
        method,
        headers: urn === undefined ? {} : { "x-exaform-urn": urn },
        ...(method !== "GET" && { body }),
      }),
    wait: (seconds, urn, signal) =>
      fetch(`${url}/clock/waits/${waitName()}`, {
        method: "PUT",
        body: JSON.stringify({ seconds, ...(urn !== undefined && { urn }) }),
        ...(signal !== undefined && { signal }),
      }),
  };
}

/** Makes a resource as a provider does: calls, waits and asks until the operation has ended. */
async function create({ send, wait }: Client, id: string, urn: string): Promise<string> {
  const begun = await send("PUT", id, urn);
  const operation = begun.headers.get("azure-asyncoperation");
  let pause = begun.headers.get("retry-after");
  let status = begun.ok ? "Succeeded" : "Failed";
  while (operation !== null && pause !== null) {
    await wait(Number(pause), urn);
    const polled = await fetch(operation, { headers: { "x-exaform-urn": urn } });
    pause = polled.headers.get("retry-after");
    ({ status } = (await polled.json()) as { status: string });
  }
  return status;
}

test("a provider's calls, waits and polls bring a resource to its end in virtual time", async () => {
  const client = await clientOf();
  await client.send("PUT", GROUP);
  client.azure.clock.expect(
    [
      { urn: "urn:aks", after: [] },
      { urn: "urn:pool", after: ["urn:aks"] },
    ],
    { parallel: 4 },
  );
  expect(await create(client, CLUSTER, "urn:aks")).toBe("Succeeded");
  client.azure.clock.settled("urn:aks", "done");
  expect(await create(client, POOL, "urn:pool")).toBe("Succeeded");
  expect(client.azure.clock.now).toBe(300 + 240);
  const puts = client.azure.requests.filter(({ method }) => method === "PUT");
  expect(puts.map(({ virtualSeconds, status, urn }) => [virtualSeconds, status, urn])).toEqual([
    [0, 201, undefined],
    [0, 201, "urn:aks"],
    [300, 201, "urn:pool"],
  ]);
});

test("operations that run side by side take no longer than the longest of them", async () => {
  const client = await clientOf();
  const pools = [0, 1, 2].map((index) => `${CLUSTER}/agentPools/island${index}`);
  client.azure.clock.expect(
    pools.map((urn) => ({ urn, after: [] })),
    { parallel: 10 },
  );
  await Promise.all(
    pools.map(async (pool) => {
      await create(client, pool, pool);
      client.azure.clock.settled(pool, "done");
    }),
  );
  expect(client.azure.clock.now).toBe(240);
});

test("a wait whose caller hangs up holds the clock no longer than its operation does", async () => {
  const { azure, send, wait } = await clientOf();
  azure.clock.expect(
    [
      { urn: "a", after: [] },
      { urn: "b", after: [] },
    ],
    { parallel: 2 },
  );
  await Promise.all([send("GET", GROUP, "a"), send("GET", GROUP, "b")]);
  const caller = new AbortController();
  const cancelled = wait(30, "a", caller.signal).catch(() => "hung up");
  await expect.poll(() => azure.clock.holding().working).toEqual(["b"]);
  caller.abort();
  expect(await cancelled).toBe("hung up");
  await expect.poll(() => azure.clock.holding().working).toEqual(["a", "b"]);
  azure.clock.settled("a", "failed");
  expect(await (await wait(60, "b")).json()).toEqual({ now: 60 });
});

test.each(["a wait", "a wait that comes later"])(
  "%s is ended by its name, and that is over when it is told",
  async (which) => {
    const { azure, url } = await clientOf();
    const end = () => fetch(`${url}/clock/waits/it`, { method: "DELETE" });
    azure.clock.expect([{ urn: "a", after: [] }], { parallel: 1 });
    if (which !== "a wait") await end();
    const waiting = fetch(`${url}/clock/waits/it`, { method: "PUT", body: '{"seconds":600}' });
    if (which === "a wait") {
      await expect.poll(() => azure.clock.holding().uncalled).toEqual(["a"]);
      await new Promise((resolve) => setImmediate(resolve));
      await end();
    }
    expect((await waiting).status).toBe(409);
    azure.clock.over();
    expect(azure.clock.now).toBe(0);
  },
);

test("tools are answered at once, whatever the engine is at", async () => {
  const { azure, send } = await clientOf();
  azure.clock.expect([{ urn: "a", after: [] }], { parallel: 1 });
  expect((await send("GET", GROUP)).status).toBe(404);
});

describe("what is no request", () => {
  test.each([
    ["/clock/waits/1", '{"seconds":-1}', "InvalidWait"],
    ["/clock/waits/1", '{"seconds":1,"until":2}', "InvalidWait"],
    [`${GROUP}?api-version=1`, "[1]", "InvalidRequestContent"],
    [`${GROUP}?api-version=1`, "{", "InvalidRequestContent"],
  ])("%s with %s is refused: %s", async (path, body, code) => {
    const { url } = await clientOf();
    const answer = await fetch(`${url}${path}`, { method: "PUT", body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });
});

test("listens on loopback only", async () => {
  const { url } = await clientOf();
  expect(new URL(url).hostname).toBe("127.0.0.1");
  // Every address of this machine answers where a server listens on all of them; 127.0.0.2 is one that each machine has.
  await expect(fetch(url.replace("127.0.0.1", "127.0.0.2"))).rejects.toThrow("fetch failed");
});

test("killed while a call is written down, Azure has either made the pool or never heard of it", async () => {
  const file = stateFile();
  const { send } = await clientOf(file);
  await send("PUT", GROUP);
  await send("PUT", POOL, "urn:pool");
  const whole = readFileSync(file);
  const lastLine = whole.subarray(0, -1).lastIndexOf(10) + 1;
  const outcomes = new Set<string>();
  for (let bytes = lastLine; bytes <= whole.length; bytes += 1) {
    writeFileSync(file, whole.subarray(0, bytes));
    const azure = await azureOf({}, file);
    const states = azure.resources().map(({ provisioningState }) => provisioningState);
    outcomes.add(
      `${bytes === whole.length ? "whole" : "cut"}: ${states.join(", ")}; ${azure.requests.length} calls`,
    );
  }
  expect([...outcomes]).toEqual(["cut: Succeeded; 1 calls", "whole: Succeeded, Creating; 2 calls"]);
});
