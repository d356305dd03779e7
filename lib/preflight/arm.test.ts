import { afterEach, describe, expect, test } from "vitest";
import { type ArmOptions, armClient } from "./arm.ts";
import { get, list, post, type Question } from "./question.ts";
import { error, forbidden, type Recorded, type Response, serveRecorded } from "./testing/recorded.ts";
import { IDS, SUBSCRIPTION } from "./testing/small.ts";

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serving(recording: Recorded) {
  const server = await serveRecorded(recording);
  open.push(server);
  return server;
}

async function answerTo(question: Question, recording: Recorded, options: ArmOptions = {}) {
  const { url } = await serving(recording);
  return armClient({ endpoint: url, ...options })(question);
}

/** Answers one after the other. */
function sequence(...responses: readonly Response[]): Recorded & { readonly count: () => number } {
  let next = 0;
  return { instead: () => responses[next++], count: () => next };
}

const group = get(IDS.group, "2024-03-01");
const NOW = { "retry-after-ms": "1" };

describe("what an answer says", () => {
  test.each<[string, Response, object]>([
    ["200", { status: 200, body: { id: "x" } }, { kind: "found", body: { id: "x" } }],
    ["404 with ARM's code", error(404, "ResourceGroupNotFound", "no"), { kind: "absent" }],
    [
      "404 of a subscription that cannot be seen",
      error(404, "SubscriptionNotFound", "The subscription could not be found."),
      {
        kind: "unanswered",
        reason: "Azure answered 404 (SubscriptionNotFound: The subscription could not be found.)",
      },
    ],
    [
      "404 of something else",
      { status: 404, body: "not here" },
      { kind: "unanswered", reason: "Azure answered 404 (no error code)" },
    ],
    [
      "403",
      forbidden,
      { kind: "unanswered", reason: expect.stringMatching(/^no permission to see it \(AuthorizationFailed/) },
    ],
    [
      "401",
      error(401, "InvalidAuthenticationToken", "The access token is invalid.\nTrace: 1"),
      {
        kind: "unanswered",
        reason:
          "Azure did not accept the credential (InvalidAuthenticationToken: The access token is invalid.)",
      },
    ],
    ["202", { status: 202, body: {} }, { kind: "unanswered", reason: "Azure answered 202 (no error code)" }],
    [
      "409",
      error(409, "MissingSubscriptionRegistration", "register"),
      { kind: "unanswered", reason: "Azure answered 409 (MissingSubscriptionRegistration: register)" },
    ],
  ])("%s", async (_, response, answer) => {
    expect(await answerTo(group, { instead: () => response })).toEqual(answer);
  });
});

describe("lists", () => {
  const question = list(`/subscriptions/${SUBSCRIPTION}/providers`, "2021-04-01");

  test("are followed to their last page", async () => {
    const pages = new Map<string, object>();
    const { url } = await serving({
      instead: ({ path }) => ({
        status: 200,
        body: pages.get(path) ?? { value: [{ namespace: "a" }], nextLink: `${url}/2` },
      }),
    });
    pages.set("/2", { value: [{ namespace: "b" }], nextLink: `${url}/3` });
    pages.set("/3", { value: [{ namespace: "c" }], nextLink: null });
    expect(await armClient({ endpoint: url })(question)).toEqual({
      kind: "found",
      body: { value: [{ namespace: "a" }, { namespace: "b" }, { namespace: "c" }] },
    });
  });

  test("whose next page fails are unanswered, not short", async () => {
    const { url } = await serving({
      instead: ({ path }) =>
        path === "/2" ? forbidden : { status: 200, body: { value: [], nextLink: `${url}/2` } },
    });
    expect(await armClient({ endpoint: url })(question)).toMatchObject({ kind: "unanswered" });
  });

  test("that come round again end", async () => {
    const { url } = await serving({
      instead: () => ({ status: 200, body: { value: [], nextLink: `${url}/again` } }),
    });
    expect(await armClient({ endpoint: url })(question)).toMatchObject({ kind: "unanswered" });
  });

  test("never lead to another host, which would see the token", async () => {
    const elsewhere = sequence();
    const other = await serving(elsewhere);
    const answer = await answerTo(question, {
      instead: () => ({ status: 200, body: { value: [], nextLink: `${other.url}/2` } }),
    });
    expect(answer).toEqual({ kind: "unanswered", reason: "the list names a next page that is not one" });
    expect(elsewhere.count()).toBe(0);
  });
});

describe("patience", () => {
  test("a throttled request is tried again after Retry-After", async () => {
    const throttled = { ...error(429, "TooManyRequests", "later"), headers: NOW };
    const recording = sequence(throttled, throttled, { status: 200, body: { id: "x" } });
    expect(await answerTo(group, recording)).toEqual({ kind: "found", body: { id: "x" } });
    expect(recording.count()).toBe(3);
  });

  test("throttled for good is unanswered", async () => {
    const throttled = { ...error(429, "TooManyRequests", "later"), headers: NOW };
    expect(await answerTo(group, { instead: () => throttled })).toEqual({
      kind: "unanswered",
      reason: "Azure answered 429 (TooManyRequests: later)",
    });
  });

  test("nobody there is unanswered", async () => {
    const server = await serveRecorded();
    await server.close();
    const answer = await armClient({ endpoint: server.url, retries: 0 })(group);
    expect(answer).toMatchObject({
      kind: "unanswered",
      reason: expect.stringMatching(/^the request failed: .*ECONNREFUSED/),
    });
  });

  test("an answer that does not come in time is unanswered", async () => {
    const late = { ...error(429, "TooManyRequests", "later"), headers: { "retry-after": "3600" } };
    expect(await answerTo(group, { instead: () => late }, { timeoutMs: 50 })).toEqual({
      kind: "unanswered",
      reason: "Azure did not answer within 0.05 s",
    });
  });
});

describe("tokens", () => {
  const credential = {
    getToken: async () => ({ token: "canary-token", expiresOnTimestamp: Date.now() + 3.6e6 }),
  };

  test("go over TLS only", async () => {
    const recording = sequence();
    const answer = await answerTo(group, recording, { credential, retries: 0 });
    expect(answer).toMatchObject({ kind: "unanswered", reason: expect.stringContaining("non-TLS") });
    expect(JSON.stringify(answer)).not.toContain("canary-token");
    expect(recording.count()).toBe(0);
  });
});

test("a query by POST carries its body", async () => {
  const question = post("/subscriptions/s/providers/Microsoft.KeyVault/checkNameAvailability", "2024-11-01", {
    name: "kv-test",
    type: "Microsoft.KeyVault/vaults",
  });
  expect(await answerTo(question, { taken: ["kv-test"] })).toMatchObject({
    body: { nameAvailable: false, reason: "AlreadyExists" },
  });
});
