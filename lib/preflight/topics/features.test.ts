import { expect, test } from "vitest";
import type { Precondition } from "../../analysis/preconditions.ts";
import { preflight } from "../preflight.ts";
import { checksOf, error, forbidden, recorded } from "../testing/recorded.ts";
import { SUBSCRIPTION } from "../testing/small.ts";
import { featureRequirement } from "./features.ts";

const INFINIBAND = "Microsoft.ContainerService/AKSInfinibandSupport";

function wanting(state: "registered" | "unregistered"): Precondition {
  return {
    id: `feature/${INFINIBAND}/${state}`,
    kind: "feature",
    needed: `feature ${state}`,
    state: "unknown",
    reason: "the size wants it",
    check: "az feature show",
  };
}

async function judged(wanted: "registered" | "unregistered", state: string) {
  const requirement = featureRequirement([wanting(wanted)], SUBSCRIPTION);
  const [check] = await preflight([requirement], recorded({ features: { [INFINIBAND]: state } }));
  return check;
}

test.each([
  ["registered", "Registered", "ok"],
  ["registered", "NotRegistered", "failed"],
  ["registered", "Registering", "failed"],
  ["registered", "Pending", "failed"],
  ["registered", "Unregistered", "failed"],
  ["unregistered", "NotRegistered", "ok"],
  ["unregistered", "Unregistered", "ok"],
  ["unregistered", "Unregistering", "failed"],
  ["unregistered", "Registered", "failed"],
] as const)("wanted %s, %s: %s", async (wanted, state, status) => {
  expect((await judged(wanted, state))?.status).toBe(status);
});

test("what to do is the command for the way it has to go", async () => {
  expect((await judged("registered", "NotRegistered"))?.todo).toMatch(
    /^az feature register --namespace Microsoft.ContainerService --name AKSInfinibandSupport;/,
  );
  expect((await judged("unregistered", "Registered"))?.todo).toMatch(/^az feature unregister /);
});

test("an H100 pool with encryption at host wants two flags registered", async () => {
  const checks = await checksOf("feature");
  expect(checks.map(({ id, status }) => [id, status])).toEqual([
    [`feature/${INFINIBAND}/registered`, "ok"],
    ["feature/Microsoft.Compute/EncryptionAtHost", "ok"],
  ]);
});

test.each([
  ["no permission", forbidden, /^no permission to see it/],
  ["a 404 of the API", error(404, "FeatureNotFound", "The feature was not found."), /^Azure has nothing/],
])("%s is unknown, never ok", async (_, response, reason) => {
  const checks = await checksOf("feature", {
    instead: ({ path }) => (path.includes("/microsoft.features/") ? response : undefined),
  });
  for (const { status, reason: text } of checks) {
    expect(status).toBe("unknown");
    expect(text).toMatch(reason);
  }
});
