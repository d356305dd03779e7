import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type FakeAnswer, FakeArm } from "../testing/fake-arm.ts";
import { AcceptedThenFailed, ArmSession } from "./arm-session.ts";

const ID = "/subscriptions/s/resourceGroups/g";
const URN = "urn:x";

const arm = new FakeArm();
let url: string;
beforeAll(async () => {
  url = await arm.listen();
});
afterAll(() => arm.close());
beforeEach(() => arm.forget());

function session(timeoutSeconds = 7200): ArmSession {
  return new ArmSession(url, { urn: URN, timeoutSeconds, signal: new AbortController().signal });
}

/** Answers with each of these once, and then goes on with the last. */
function answers(...list: readonly FakeAnswer[]): void {
  let next = 0;
  arm.script = () => list[Math.min(next++, list.length - 1)];
}

function seconds(): number[] {
  return arm.waits.map((wait) => wait.seconds);
}

const OK = { status: 200, body: { id: ID } };
const running = { status: 200, body: { status: "InProgress" } };
const succeeded = { status: 200, body: { status: "Succeeded" } };
const refused = (status: number, code: string, headers = {}) => ({
  status,
  headers,
  body: { error: { code, message: "m" } },
});
const accepted = (headers = {}) => ({
  status: 202,
  headers: { "Azure-AsyncOperation": `${url}/op?api-version=1`, ...headers },
});

describe("what azure-native tries again by itself", () => {
  test.each([408, 429, 500, 502, 503, 504])("%d three times, after pauses that grow", async (status) => {
    answers(refused(status, "Busy"));
    await expect(session().get(ID, "1")).rejects.toThrow(`Status=${status} Code="Busy" Message="m"`);
    expect(seconds()).toEqual([20, 60, 120]);
    expect(arm.waits.every(({ urn }) => urn === URN)).toBe(true);
  });

  test("a pause that Azure names is kept", async () => {
    answers(refused(429, "TooManyRequests", { "Retry-After": "47" }), OK);
    expect(await session().get(ID, "1")).toEqual({ id: ID });
    expect(seconds()).toEqual([47]);
  });

  test("a pause of more than two minutes is left to the engine, and the error does not name it", async () => {
    answers(refused(429, "TooManyRequests", { "Retry-After": "121" }));
    await expect(session().get(ID, "1")).rejects.toThrow(/^Status=429 Code="TooManyRequests" Message="m"$/);
    expect(seconds()).toEqual([]);
  });

  test.each(["AnotherOperationInProgress", "StorageAccountOperationInProgress"])("409 %s", async (code) => {
    answers(refused(409, code), OK);
    await session().put(ID, "1", {});
    expect(seconds()).toEqual([20]);
  });

  test.each([
    [400, "BadRequest"],
    [403, "AuthorizationFailed"],
    [409, "OperationNotAllowed"],
  ])("but not %d %s", async (status, code) => {
    answers(refused(status, code));
    await expect(session().put(ID, "1", {})).rejects.toThrow(`Status=${status} Code="${code}" Message="m"`);
    expect(arm.calls).toHaveLength(1);
  });
});

test("an answer in another form is shown as it is", async () => {
  answers({ status: 409, body: { code: "Plain", message: "not where ARM has it" } });
  await expect(session().get(ID, "1")).rejects.toThrow(
    'Status=409 Code="Plain" Message="{"code":"Plain","message":"not where ARM has it"}"',
  );
});

describe("long operations", () => {
  test("are asked for as often as Azure says, and otherwise every ten seconds", async () => {
    answers(
      accepted({ "Retry-After": "15" }),
      { ...running, headers: { "Retry-After": "60" } },
      running,
      succeeded,
      OK,
    );
    expect(await session().put(ID, "1", {})).toEqual({ id: ID });
    expect(seconds()).toEqual([15, 60, 10]);
    expect(arm.calls.map(({ call }) => call)).toEqual([
      `PUT ${ID}`,
      "GET /op",
      "GET /op",
      "GET /op",
      `GET ${ID}`,
    ]);
  });

  test("of a delete are asked for every thirty seconds", async () => {
    answers(accepted(), running, succeeded);
    await session().delete(ID, "1");
    expect(seconds()).toEqual([30]);
  });

  test("of a delete may be gone with what they deleted", async () => {
    answers(accepted(), refused(404, "NotFound"));
    await session().delete(ID, "1");
    expect(arm.calls).toHaveLength(2);
  });

  test.each(["Failed", "Canceled"])("that end as %s are told from a refusal", async (status) => {
    answers(accepted(), { status: 200, body: { status, error: { code: "Broken", message: "m" } } });
    const failed = session().put(ID, "1", {});
    await expect(failed).rejects.toThrow(AcceptedThenFailed);
    await expect(failed).rejects.toThrow('Status=200 Code="Broken" Message="m"');
  });

  test("end when the time limit has passed in virtual time", async () => {
    answers(accepted(), running);
    await expect(session(25).put(ID, "1", {})).rejects.toThrow("operation timed out");
    expect(seconds()).toEqual([10, 10, 5]);
  });
});
