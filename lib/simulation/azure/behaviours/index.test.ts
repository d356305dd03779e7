import { describe, expect, test } from "vitest";
import type { Behaviour, Write } from "./behaviour.ts";
import { behaviours } from "./index.ts";
import { cluster, group, H100, ids, lockOf, poolOf, subnet, vnet } from "./testing/objects.ts";
import { atWork, put, remove, type Situation, stored, viewOf } from "./testing/situation.ts";

const pool = put(ids.pool, poolOf(2, { availabilityZones: ["1"] }));
const vault = stored(ids.vault, { properties: { enableRbacAuthorization: true } });
const standing = [group, cluster];
const identity = { userAssignedIdentities: [ids.identity] };
const activeKey = { keyUrl: "https://kv.vault.azure.net/keys/disks", sourceVault: { id: ids.vault } };

/** One write for each behaviour that no other behaviour refuses. */
const scenarios: readonly (readonly [name: string, code: string, Write, Situation])[] = [
  ["management locks", "ScopeLocked", remove(vault), { resources: [vault, lockOf(ids.vault)] }],
  [
    "registration of resource providers",
    "MissingSubscriptionRegistration",
    pool,
    { resources: standing, world: { providers: { "Microsoft.ContainerService": "NotRegistered" } } },
  ],
  ["groups, parents and regions", "ResourceGroupNotFound", put(ids.vault), {}],
  [
    "throttling of AKS writes",
    "Throttled",
    pool,
    {
      resources: standing,
      requests: Array.from({ length: 20 }, () => ({
        virtualSeconds: 0,
        method: "PUT",
        id: ids.pool,
        status: 201,
      })),
    },
  ],
  [
    "names that are taken",
    "ConflictError",
    put(ids.vault),
    { resources: [group], world: { softDeletedVaults: ["kv"] } },
  ],
  [
    "one operation per cluster",
    "OperationNotAllowed",
    pool,
    { resources: standing, running: [atWork(put(ids.otherPool, poolOf(1)))] },
  ],
  [
    "one change of a virtual network at a time",
    "AnotherOperationInProgress",
    put(ids.otherSubnet, { addressPrefix: "10.0.1.0/24" }),
    { resources: [group, vnet], running: [atWork(put(ids.subnet, { addressPrefix: "10.0.0.0/24" }))] },
  ],
  [
    "order of deletion",
    "InUseSubnetCannotBeDeleted",
    remove(subnet),
    { resources: [subnet, stored(ids.endpoint, { subnet: { id: ids.subnet } })] },
  ],
  [
    "properties that cannot change",
    "PropertyChangeNotAllowed",
    pool,
    { resources: [...standing, stored(ids.pool, { ...pool.inputs, vmSize: "Standard_D8ds_v5" })] },
  ],
  [
    "references to what is not there",
    "InvalidResourceReference",
    put(ids.endpoint, { subnet: { id: ids.subnet } }),
    { resources: [group] },
  ],
  [
    "address ranges of networks and subnets",
    "NetcfgSubnetRangeOutsideVnet",
    put(ids.subnet, { addressPrefix: "10.9.0.0/24" }),
    { resources: [group, vnet] },
  ],
  [
    "versions of pool and control plane",
    "NodePoolMcVersionIncompatible",
    put(ids.pool, poolOf(2, { orchestratorVersion: "1.36" })),
    { resources: [group, stored(ids.cluster, { ...cluster.inputs, kubernetesVersion: "1.35" })] },
  ],
  [
    "sizes that are not offered",
    "AvailabilityZoneNotSupported",
    pool,
    { resources: standing, world: { restrictions: { eastus: { [H100]: ["1"] } } } },
  ],
  [
    "feature flags of the subscription",
    "PreviewFeatureNotRegistered",
    pool,
    {
      resources: standing,
      world: { features: { "Microsoft.ContainerService/AKSInfinibandSupport": "NotRegistered" } },
    },
  ],
  [
    "vCPU quota",
    "ErrCode_InsufficientVCPUQuota",
    pool,
    { resources: standing, world: { quota: { eastus: { cores: 0 } } } },
  ],
  [
    "keys that could be lost",
    "KeyVaultPolicyError",
    put(ids.account, {
      encryption: { keyVaultProperties: { keyVaultUri: "https://kv.vault.azure.net", keyName: "data" } },
    }),
    { resources: [group, vault] },
  ],
  [
    "roles that do not hold yet",
    "KeyVaultAccessForbidden",
    put(ids.diskEncryptionSet, { identity, activeKey }),
    { resources: [group, vault, stored(ids.identity)] },
  ],
  [
    "capacity of a zone",
    "ReconcileVMSSAgentPoolFailed",
    pool,
    { resources: standing, world: { capacity: { eastus: { "1": { [H100]: 1 } } } } },
  ],
];

function firstRefusal(list: readonly Behaviour[], write: Write, situation: Situation): string | undefined {
  const view = viewOf(situation);
  const refusals = [
    ...list.map(({ admit }) => admit?.(write, view)),
    ...list.map(({ outcome }) => outcome?.(write, view)),
  ];
  return refusals.find((refusal) => refusal !== undefined)?.code;
}

describe("each behaviour", () => {
  test.each(scenarios)("%s: %s", (name, code, write, situation) => {
    expect(firstRefusal(behaviours(), write, situation)).toBe(code);
    const others = behaviours().filter((behaviour) => behaviour.name !== name);
    expect(firstRefusal(others, write, situation)).toBeUndefined();
  });

  test("has such a write, a name of its own and a public page", () => {
    expect(behaviours().map(({ name }) => name)).toEqual(scenarios.map(([name]) => name));
    for (const { source } of behaviours()) expect(source).toMatch(/^https:\/\/\S+$/);
  });
});

describe("the order in which Azure answers", () => {
  const busy = [atWork(put(ids.otherPool, poolOf(1)))];
  const noQuota = { quota: { eastus: { cores: 0 } } };

  test.each([
    [
      "Resource Manager before the service",
      "ScopeLocked",
      remove(subnet),
      { resources: [subnet, lockOf(ids.vnet), stored(ids.endpoint, { subnet: { id: ids.subnet } })] },
    ],
    [
      "a busy cluster before its quota",
      "OperationNotAllowed",
      pool,
      { resources: standing, running: busy, world: noQuota },
    ],
    [
      "quota before capacity",
      "ErrCode_InsufficientVCPUQuota",
      pool,
      { resources: standing, world: { ...noQuota, capacity: { eastus: { "1": { [H100]: 0 } } } } },
    ],
  ])("%s", (_name, code, write, situation) => {
    expect(firstRefusal(behaviours(), write, situation)).toBe(code);
  });
});
