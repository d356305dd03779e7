import timers from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { beforeEach, describe, expect, type MockInstance, test, vi } from "vitest";
import { synth } from "../../lib/engine/synth.ts";
import { conflictRetry, decideRetry, retryAfterSeconds } from "./conflict-retry.ts";

let sleep: MockInstance<typeof timers.setTimeout>;
beforeEach(() => {
  sleep = vi.spyOn(timers, "setTimeout").mockResolvedValue(undefined);
});

const busy =
  'Status=409 Code="OperationNotAllowed" Message="Operation is not allowed: Another agentpool operation (pool0 - Creating) is in progress, please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details"';

describe("tried again after Azure was busy", () => {
  test.each([
    ["another operation on the pool", busy, 15, true],
    [
      "another operation on the cluster",
      "Another operation (Updating) is in progress, please wait",
      15,
      true,
    ],
    ["a bare code", 'Status=409 Code="OperationNotAllowed" Message="Operation is not allowed"', 15, true],
    [
      "a write to a sibling",
      'Code="AnotherOperationInProgress" Message="Another operation is in progress"',
      15,
      true,
    ],
    [
      "a sibling, and how long it takes",
      'Code="RetryableErrorDueToAnotherOperation" Message="… This operation will be retried in 14 seconds."',
      15,
      false,
    ],
    ["throttling without a pause", 'Status=429 Code="TooManyRequests" Message="slow down"', 15, false],
    ["a status only", "RESPONSE 429: 429 Too Many Requests", 15, false],
    ["Retry-After as a header", 'StatusCode=429, Retry-After: 77, Message="Too many requests"', 77, false],
    [
      "AKS's limit for pools",
      "The PutAgentPoolHandler.PUT request limit has been exceeded for agentpool pool0, please retry again in 36 seconds",
      36,
      false,
    ],
    ["a throttled identity", "Request is temporarily throttled … Retry after 20 seconds.", 20, false],
    ["minutes", "Status=429: try again after 2 minutes", 120, false],
  ])("%s", (_name, message, waitSeconds, busy) => {
    expect(decideRetry([message])).toEqual({ retry: true, waitSeconds, busy });
  });
});

describe("tried again while a role is still spreading", () => {
  const roles = [
    [
      "a disk encryption set",
      'Code="KeyVaultAccessForbidden" Message="Unable to access key vault resource …"',
    ],
    [
      "a storage account",
      'Code="KeyVaultAuthenticationFailure" Message="The operation failed because of authentication issue"',
    ],
    [
      "a cluster",
      'Code="LinkedAuthorizationFailed" Message="… does not have permission to perform action(s) on the linked scope"',
    ],
    ["a cluster, of its kubelet", 'Code="CustomKubeletIdentityMissingPermissionError" Message="…"'],
    ["a cluster, of its zone", 'Code="CustomPrivateDNSZoneMissingPermissionError" Message="…"'],
    [
      "a cluster, of the key of etcd",
      'Code="AzureKeyVaultKmsValidateIdentityPermissionCustomerError" Message="…"',
    ],
    ["a vault", 'Code="Forbidden" InnerError="ForbiddenByRbac"'],
  ] as const;

  test.each(roles)("%s, at first", (_name, message) => {
    expect(decideRetry([message])).toEqual({ retry: true, waitSeconds: 20, busy: false });
  });

  test.each(roles)("%s, looked at as often later", (_name, message) => {
    const errors = Array<string>(54).fill(message);
    expect(decideRetry(errors)).toEqual({ retry: true, waitSeconds: 20, busy: false });
  });

  test.each(roles)("%s, not for ever", (_name, message) => {
    const reason = "the role does not hold after 18 minutes: check who assigned it, and where";
    expect(decideRetry(Array<string>(55).fill(message))).toEqual({ retry: false, reason });
  });

  test.each([
    'Code="AuthorizationFailed" Message="The client does not have authorization"',
    'InnerError="ForbiddenByFirewall"',
  ])("%s is no role that spreads", (message) => expect(decideRetry([message]).retry).toBe(false));
});

const capacity = "Azure has no capacity for this size here: try another zone or region, or later";
const quota = "the quota does not suffice: ask Azure for more, or for fewer nodes";
const exists = "the object exists already: adopt it (`pulumi import`), a second create cannot succeed";
const other = "the error is neither a conflict, nor throttling, nor a role that is still spreading";

describe("not tried again", () => {
  test.each([
    [
      "a conflict after Azure took the create",
      '1 error occurred:\n\t* Status=200 Code="OperationNotAllowed" Message="Another agentpool operation …"',
      "Azure began and failed, and what it made is in the state: the next update goes on from there",
    ],
    ["capacity after Azure took the create", 'Status=200 Code="ZonalAllocationFailed" Message="…"', capacity],
    ["capacity in the region", 'Code="AllocationFailed" Message="…"', capacity],
    ["capacity in the zone", 'Code="ZonalAllocationFailed" Message="…"', capacity],
    ["constraints", 'Code="OverconstrainedAllocationRequest"', capacity],
    ["a size that is not there", 'Code="SkuNotAvailable"', capacity],
    [
      "capacity, as a conflict",
      'Status=409 Code="OperationNotAllowed": we do not have sufficient capacity',
      capacity,
    ],
    [
      "quota, which has a conflict's status and code",
      'Status=409 Code="OperationNotAllowed" Message="Operation could not be completed as it results in exceeding approved standardNDSH100v5Family Cores quota"',
      quota,
    ],
    [
      "AKS's own quota check",
      "ErrCode_InsufficientVCPUQuota: Insufficient vcpu quota requested 192, remaining 0",
      quota,
    ],
    [
      "an interrupted create",
      "cannot create already existing resource '/subscriptions/…/agentPools/pool0'",
      exists,
    ],
    ["a taken name", 'Status=409 Code="Conflict" Message="A vault with that name already exists"', exists],
    [
      "a soft-deleted name",
      'Status=409 Code="ConflictError" Message="vault is in a deleted but recoverable state"',
      other,
    ],
    ["a bad request", 'Status=400 Code="BadRequest" Message="maxPods"', other],
    ["429 as a part of something else", "agent pool pool429 failed: invalid subnet", other],
    ["a pause that is none", "Status=429 Retry-After: 86400", "Azure asks to wait 86400 s, more than 3600 s"],
  ])("%s", (_name, message, reason) => {
    expect(decideRetry([message])).toEqual({ retry: false, reason });
  });

  test("only the newest error counts", () => {
    expect(decideRetry(['Code="AllocationFailed"', busy])).toEqual({ retry: false, reason: capacity });
  });

  test("nothing failed", () => {
    expect(decideRetry([])).toEqual({ retry: false, reason: "no error was reported" });
  });
});

describe("bounds", () => {
  const waits = (most: number) =>
    Array.from({ length: most }, (_, attempt) => decideRetry(Array<string>(attempt + 1).fill(busy)));

  test("waits double up to five minutes", () => {
    expect(waits(7).map((decision) => decision.retry && decision.waitSeconds)).toEqual([
      15, 30, 60, 120, 240, 300, 300,
    ]);
  });

  test("ninety retries, then no more", () => {
    expect(waits(92).map(({ retry }) => retry)).toEqual([...Array<boolean>(90).fill(true), false, false]);
    expect(waits(91).at(-1)).toEqual({ retry: false, reason: "still busy after 90 retries" });
  });

  test("a wait is never shorter than Azure asks, nor longer than an hour", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3600 }), fc.integer({ min: 1, max: 90 }), (asked, attempts) => {
        const errors = Array<string>(attempts).fill(`Status=429 Retry-After: ${asked}`);
        const decision = decideRetry(errors);
        expect(decision).toMatchObject({ retry: true });
        if (!decision.retry) return;
        expect(decision.waitSeconds).toBeGreaterThanOrEqual(Math.max(asked, 15));
        expect(decision.waitSeconds).toBeLessThanOrEqual(3600);
      }),
    );
  });
});

test.each([
  ["retry-after: 5", 5],
  ["Retry-After=30", 30],
  ["will be retried in 14 seconds", 14],
  ["please retry again in 36 seconds", 36],
  ["try again in 2m", 120],
  ["retry later", undefined],
  ["3 retries", undefined],
])("%s: %s", (message, seconds) => {
  expect(retryAfterSeconds(message)).toBe(seconds);
});

describe("the hooks", () => {
  const failed = (errors: string[]) => ({
    urn: "urn:pulumi:test::exaform::azure-native:containerservice:AgentPool::pool-agentpool",
    id: "",
    name: "pool-agentpool",
    type: "azure-native:containerservice:AgentPool",
    failedOperation: "create",
    errors,
  });

  /** What the hooks of a deployment answer to an error. */
  async function answer(error: string): Promise<boolean | undefined> {
    let again: boolean | undefined;
    await synth(async () => {
      again = await conflictRetry().onError?.[0]?.callback(failed([error]));
    });
    return again;
  }

  test("wait for another operation, then ask for another try", async () => {
    expect(await answer(busy)).toBe(true);
    expect(sleep).toHaveBeenCalledExactlyOnceWith(15_000, undefined, {
      signal: expect.any(AbortSignal),
    });
  });

  test("wait as long as Azure asks, whatever else ends", async () => {
    expect(await answer("Status=429 Retry-After: 40")).toBe(true);
    expect(sleep).toHaveBeenCalledExactlyOnceWith(40_000);
  });

  test("do not wait for capacity", async () => {
    expect(await answer('Code="AllocationFailed"')).toBe(false);
    expect(sleep).not.toHaveBeenCalled();
  });

  test.each(["afterCreate", "afterUpdate"] as const)("%s lets the next one try", async (after) => {
    let again: boolean | undefined;
    await synth(async () => {
      sleep.mockImplementationOnce(untilAborted);
      const { onError, [after]: ended, beforeCreate, beforeUpdate } = conflictRetry();
      const [begins] = (after === "afterCreate" ? beforeCreate : beforeUpdate) ?? [];
      if (!(begins instanceof pulumi.ResourceHook)) throw new Error("no hook before");
      for (let pools = 0; pools < 2; pools++) await begins.callback(failed([]));
      const waiting = onError?.[0]?.callback(failed([busy]));
      const [hook] = ended ?? [];
      if (!(hook instanceof pulumi.ResourceHook)) throw new Error(`no hook ${after}`);
      await hook.callback(failed([]));
      again = await waiting;
    });
    expect(again).toBe(true);
    // Nothing is asked of Azure until then.
    expect(sleep).toHaveBeenCalledExactlyOnceWith(3_600_000, undefined, expect.anything());
  });

  test("who fails for good lets the next one try", async () => {
    let again: boolean | undefined;
    await synth(async () => {
      sleep.mockImplementationOnce(untilAborted);
      const [hook] = conflictRetry().onError ?? [];
      const waiting = hook?.callback(failed([busy]));
      await hook?.callback(failed(['Code="AllocationFailed"']));
      again = await waiting;
    });
    expect(again).toBe(true);
  });

  test("none runs after a delete: a destroy would need the program", async () => {
    let hooks: string[] = [];
    await synth(() => {
      hooks = Object.keys(conflictRetry()).toSorted();
    });
    expect(hooks).toEqual(["afterCreate", "afterUpdate", "beforeCreate", "beforeUpdate", "onError"]);
  });

  test("are left out in a unit test with Pulumi's mocks, which know no hooks", async () => {
    const mocks = {
      newResource: ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs }),
      call: () => ({}),
    };
    await pulumi.runtime.setMocks(mocks, "elsewhere", "dev");
    expect(conflictRetry()).toEqual({});
    pulumi.runtime.resetOptions("", "", -1, "", "", false, "");
  });

  test("are one set for a deployment, and another for the next", async () => {
    const seen: pulumi.ResourceHookBinding[] = [];
    for (let run = 0; run < 2; run++) await synth(() => seen.push(conflictRetry(), conflictRetry()));
    expect(seen[0]).toBe(seen[1]);
    expect(seen[2]).toBe(seen[3]);
    expect(seen[0]).not.toBe(seen[2]);
  });
});

/** A sleep that only its signal ends. */
const untilAborted = (
  _delay?: number,
  _value?: unknown,
  options?: { readonly signal?: AbortSignal | undefined },
) => new Promise<never>((_, reject) => options?.signal?.addEventListener("abort", reject));
