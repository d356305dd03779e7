import { expect, test } from "vitest";
import { registrations } from "./registrations.ts";
import { ids } from "./testing/objects.ts";
import { answer, put, remove, stored } from "./testing/situation.ts";

const world = { providers: { "microsoft.storagecache": "NotRegistered" } } as const;

test("a provider that is not registered makes nothing", () => {
  expect(answer(registrations, put(ids.lustre), { world })).toEqual({
    status: 409,
    code: "MissingSubscriptionRegistration",
    message:
      "The subscription is not registered to use namespace 'Microsoft.StorageCache'. See https://aka.ms/rps-not-found for how to register subscriptions.",
    retried: false,
  });
});

test.each([
  ["another provider", put(ids.vault)],
  ["a deletion", remove(stored(ids.lustre))],
])("%s is not concerned", (_name, write) => {
  expect(answer(registrations, write, { world })).toBeUndefined();
});
