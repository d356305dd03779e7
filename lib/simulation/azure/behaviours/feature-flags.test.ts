import { describe, expect, test } from "vitest";
import { featureFlags } from "./feature-flags.ts";
import { cluster, ids, poolOf } from "./testing/objects.ts";
import { answer, GROUP, put, remove, stored } from "./testing/situation.ts";

const INFINIBAND = "Microsoft.ContainerService/AKSInfinibandSupport";
const HOST = "Microsoft.Compute/EncryptionAtHost";
const h100 = put(ids.pool, poolOf(2));
const gb200 = put(ids.pool, { vmSize: "Standard_ND128isr_NDR_GB200_v6", count: 18 });
const encrypted = put(ids.pool, { vmSize: "Standard_D8ds_v5", count: 1, enableEncryptionAtHost: true });
const machine = put(`${GROUP}/providers/Microsoft.Compute/virtualMachines/runner`, {
  securityProfile: { encryptionAtHost: true },
});
const scaleSet = put(`${GROUP}/providers/Microsoft.Compute/virtualMachineScaleSets/runner`, {
  virtualMachineProfile: { securityProfile: { encryptionAtHost: true } },
});

const notRegistered = `Preview feature ${INFINIBAND} not registered.`;
const notEnabled = "Subscription does not enable EncryptionAtHost.";
const onMachine = `The property 'securityProfile.encryptionAtHost' is not valid because the '${HOST}' feature is not enabled for this subscription.`;

describe("refused", () => {
  test.each([
    [
      "H100 without InfiniBand",
      h100,
      { [INFINIBAND]: "NotRegistered" },
      "PreviewFeatureNotRegistered",
      notRegistered,
    ],
    [
      "H100 while it is registering",
      h100,
      { [INFINIBAND]: "Registering" },
      "PreviewFeatureNotRegistered",
      notRegistered,
    ],
    [
      "GB200 with it",
      gb200,
      { [INFINIBAND]: "Registered" },
      "PreviewFeatureRegistered",
      `Preview feature ${INFINIBAND} must not be registered for VM size Standard_ND128isr_NDR_GB200_v6.`,
    ],
    [
      "encryption at host",
      encrypted,
      { [HOST]: "NotRegistered" },
      "SubscriptionNotEnabledEncryptionAtHost",
      notEnabled,
    ],
    [
      "in the cluster's own list",
      put(ids.cluster, { location: "eastus", agentPoolProfiles: [encrypted.inputs] }),
      { [HOST]: "Pending" },
      "SubscriptionNotEnabledEncryptionAtHost",
      notEnabled,
    ],
    ["encryption at host of a machine", machine, { [HOST]: "NotRegistered" }, "InvalidParameter", onMachine],
    [
      "and of a scale set",
      scaleSet,
      { "microsoft.compute/encryptionathost": "NotRegistered" },
      "InvalidParameter",
      onMachine,
    ],
  ] as const)("%s", (_name, write, features, code, message) => {
    const resources = write.id === ids.cluster ? [] : [cluster];
    const answered = answer(featureFlags, write, { resources, world: { features } });
    expect(answered).toMatchObject({ status: 400, code, message, retried: false });
  });
});

describe("let pass", () => {
  test.each([
    ["H100 with InfiniBand", h100, { [INFINIBAND]: "Registered" }],
    ["GB200 without it", gb200, { [INFINIBAND]: "NotRegistered" }],
    ["what the world does not mention", h100, {}],
    ["and for GB200", gb200, {}],
    ["a size without InfiniBand", encrypted, { [INFINIBAND]: "NotRegistered" }],
    ["nodes without encryption at host", h100, { [HOST]: "NotRegistered" }],
    ["a deletion", remove(stored(ids.pool, poolOf(2))), { [INFINIBAND]: "NotRegistered" }],
  ] as const)("%s", (_name, write, features) => {
    expect(answer(featureFlags, write, { resources: [cluster], world: { features } })).toBeUndefined();
  });

  test("an update of a pool that is there", () => {
    const situation = {
      resources: [cluster, stored(ids.pool, poolOf(2))],
      world: { features: { [INFINIBAND]: "NotRegistered" as const } },
    };
    expect(answer(featureFlags, h100, situation)).toBeUndefined();
  });
});
