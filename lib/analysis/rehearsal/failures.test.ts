import { describe, expect, test } from "vitest";
import { diagnose, type FailureKind } from "./failures.ts";

/** Azure's messages, as its documentation and the providers give them. */
const messages: readonly (readonly [FailureKind, string])[] = [
  [
    "quota",
    'Code="ErrCode_InsufficientVCPUQuota" Message="Insufficient vcpu quota requested 192, remaining 96 for family standardNDSH100v5Family for region eastus."',
  ],
  [
    "quota",
    'Code="OperationNotAllowed" Message="Operation could not be completed as it results in exceeding approved standardNDSH100v5Family Cores quota."',
  ],
  ["capacity", 'Code="ReconcileVMSSAgentPoolFailed" Message="… SubCode: ZonalAllocationFailed; …"'],
  ["capacity", "OverconstrainedZonalAllocationRequest: Allocation failed."],
  ["size", "SkuNotAvailable: The requested size is currently not available"],
  [
    "feature",
    "PreviewFeatureNotRegistered: Preview feature Microsoft.ContainerService/AKSInfinibandSupport not registered.",
  ],
  ["feature", "SubscriptionNotEnabledEncryptionAtHost: Subscription does not enable EncryptionAtHost."],
  [
    "provider",
    "MissingSubscriptionRegistration: The subscription is not registered to use namespace 'Microsoft.StorageCache'",
  ],
  [
    "reservedName",
    "ConflictError: A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault.",
  ],
  ["takenName", "AlreadyInUse: The registry DNS name x.azurecr.io is already in use."],
  ["takenName", "StorageAccountAlreadyTaken: The storage account named x is already taken."],
  ["takenName", "VaultAlreadyExists: The vault name 'x' is already in use."],
  ["exists", "cannot create already existing resource '/subscriptions/s/resourceGroups/g'"],
  [
    "lock",
    "ScopeLocked: The scope 'x' cannot perform delete operation because following scope(s) are locked",
  ],
  ["rights", "AuthorizationFailed: The client 'x' does not have authorization to perform action 'y'"],
  ["policy", "RequestDisallowedByPolicy: Resource 'x' was disallowed by policy."],
  ["other", "the moon is full"],
];

describe("a failure", () => {
  test.each(messages)("of kind %s: %s", (kind, message) => {
    expect(diagnose(message).kind).toBe(kind);
  });

  test("of a quota says how to get one, and where that is written", () => {
    expect(diagnose("QuotaExceeded")).toEqual({
      kind: "quota",
      what: "the vCPU quota does not suffice",
      todo: "ask Azure for the vCPUs that are missing (portal, Quotas, or `az quota update`), or set fewer `nodes`",
      done: "had the vCPU quota raised",
      source: "https://learn.microsoft.com/azure/quotas/per-vm-quota-requests",
    });
  });

  test("that nobody knows claims nothing", () => {
    expect(diagnose("the moon is full")).toMatchObject({
      source: null,
      todo: expect.stringMatching(/read the message/),
    });
  });
});
