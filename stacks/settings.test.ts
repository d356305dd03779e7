import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { environmentSchema } from "./environment.ts";
import { at, type Change, pathsOf, problemsOf } from "./refusals.fixture.ts";

describe("one problem each", () => {
  test.each<[string, Change, string]>([
    ["B12 nodes beyond the plan", { nodes: 17 }, "exaform:environment.nodes"],
    [
      "B14 autoscaler from above",
      { gpuPool: { autoscaleFrom: 3 } },
      "exaform:environment.gpuPool.autoscaleFrom",
    ],
    [
      "B16 unknown size",
      { gpuPool: { vmSize: "Standard_ND96isr_H100_v6" } },
      "exaform:environment.gpuPool.vmSize",
    ],
    [
      "B19 size without InfiniBand",
      { gpuPool: { vmSize: "Standard_ND96is_H100_v5" } },
      "exaform:environment.gpuPool.vmSize",
    ],
    ["B26 host bits", { network: { vnet: "10.0.0.5/20" } }, "exaform:environment.network.vnet"],
    [
      "B28 services over the network",
      { network: { vnet: "10.0.0.0/16", serviceCidr: "10.0.0.0/20" } },
      "exaform:environment.network.serviceCidr",
    ],
    [
      "B29 the InfiniBand network's range",
      { network: { vnet: "172.16.0.0/16" } },
      "exaform:environment.network.vnet",
    ],
    [
      "B30 pods without room",
      { network: { podCidr: "10.244.0.0/24" } },
      "exaform:environment.network.podCidr",
    ],
    [
      "B33 size off the step",
      { scratch: { sku: "250", capacityTiB: 9 } },
      "exaform:environment.scratch.capacityTiB",
    ],
    ["B37 storage account name", { names: { datasets: "Not-Valid" } }, "exaform:environment.names.datasets"],
    ["B38 vault name", { names: { diskVault: "1--vault" } }, "exaform:environment.names.diskVault"],
    ["B39 registry name", { names: { registry: "a-b" } }, "exaform:environment.names.registry"],
    ["B40 cluster name", { names: { cluster: "-x" } }, "exaform:environment.names.cluster"],
    [
      "B42 no surge, none unavailable",
      { gpuPool: { maxSurge: "0", maxUnavailable: "0" } },
      "exaform:environment.gpuPool.maxUnavailable",
    ],
    ["B43 surge that nobody has", { gpuPool: { maxSurge: "50%" } }, "exaform:environment.gpuPool.maxSurge"],
    ["B45 unknown version", { kubernetes: { version: "1.20" } }, "exaform:environment.kubernetes.version"],
    [
      "B46 channel that needs a way out",
      { kubernetes: { nodeOsUpgradeChannel: "SecurityPatch" } },
      "exaform:environment.kubernetes.nodeOsUpgradeChannel",
    ],
    ["B63 label", { gpuPool: { labels: { "a b/c!!": "x" } } }, "exaform:environment.gpuPool.labels.a b/c!!"],
    ["B63 tag", { tags: { "microsoft-x": "y" } }, "exaform:environment.tags.microsoft-x"],
    ["names without a way out", { allowedFqdns: ["pypi.org"] }, "exaform:environment.allowedFqdns"],
    ["the internet let in", { allowedNetworks: ["0.0.0.0/0"] }, "exaform:environment.allowedNetworks[0]"],
  ])("%s", (_name, change, path) => {
    const problems = problemsOf(change);
    expect(pathsOf(problems)).toEqual([path]);
    for (const { message, fix } of problems) expect([message.length, fix.length]).not.toContain(0);
  });
});

describe("everything in one run", () => {
  test("B64 a region by its display name, and ids that are none", () => {
    const settings = {
      "azure-native:location": "West Europe",
      "azure-native:subscriptionId": "mine",
      "azure-native:tenantId": "",
    };
    expect(problemsOf({}, { settings })).toMatchObject([
      { path: "azure-native:subscriptionId", value: "mine" },
      { path: "azure-native:tenantId" },
      { path: "azure-native:location", value: "West Europe", fix: "write westeurope" },
    ]);
  });

  test("problems of every part come in one run", () => {
    const problems = problemsOf({
      names: { registry: "a-b" },
      network: { vnet: "10.0.0.5/20" },
      gpuPool: { maxSurge: "1" },
      tags: { "azure-x": "" },
    });
    expect(pathsOf(problems).toSorted()).toEqual(
      ["gpuPool.maxSurge", "names.registry", "network.vnet", "tags.azure-x"].map(
        (path) => `exaform:environment.${path}`,
      ),
    );
  });

  test("addresses, names and the stack's name hide nothing", () => {
    const change = {
      names: { registry: "a-b" },
      network: { vnet: "10.0.0.5/20" },
      kubernetes: { version: "1.20" },
      systemPool: { nodes: 1 },
      scratch: { capacityTiB: 9 },
      gpuPool: { taints: ["x"] },
    };
    expect(pathsOf(problemsOf(change, { stack: "Dev" })).toSorted()).toEqual([
      "<stack>",
      ...[
        "gpuPool.taints[0]",
        "kubernetes.version",
        "names.registry",
        "network.vnet",
        "scratch.capacityTiB",
        "systemPool.nodes",
      ].map(at),
    ]);
  });

  test("what the schema refuses hides nothing of the plan, and the plan says nothing of what was refused", () => {
    const change = {
      zone: 1,
      nodes: undefined,
      adminGroups: ["admins"],
      isolation: "isolatd",
      allowedFqdns: ["pypi.org"],
      gpuPool: { maxSurge: 1, maxUnavailable: "0", maxPods: 5, labels: { "a b": "x" } },
      network: { vnet: "10.0.0.5/20", podCidr: 7 },
      tags: { owner: "$(id)", "azure-x": "y" },
    };
    expect(pathsOf(problemsOf(change)).toSorted()).toEqual(
      [
        "adminGroups[0]",
        "gpuPool.labels.a b",
        "gpuPool.maxPods",
        "gpuPool.maxSurge",
        "isolation",
        "network.podCidr",
        "network.vnet",
        "nodes",
        "tags.azure-x",
        "tags.owner",
        "zone",
      ].map(at),
    );
  });

  test("a section that lacks a part, and wrong settings beside it", () => {
    const change = { budgets: [{ name: "all", monthly: "1" }], names: { registry: "a-b" } };
    expect(pathsOf(problemsOf(change, { settings: { "azure-native:location": "Easy US" } }))).toEqual([
      at("budgets[0].currency"),
      "azure-native:location",
      at("names.registry"),
    ]);
  });
});

test("whatever stands in the file, the answer is a list of problems, none of them twice", () => {
  const keys = Object.keys(environmentSchema.shape);
  const anything = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });
  fc.assert(
    fc.property(anything, (change) => {
      const found = problemsOf(change).map((problem) => JSON.stringify(problem));
      expect(found).toEqual([...new Set(found)]);
    }),
  );
});

describe("ids of the shipped files", () => {
  const mine = "11111111-2222-4333-8444-555555555555";
  const own = { "azure-native:subscriptionId": mine, "azure-native:tenantId": mine };
  const example = (path: string, value: string) => ({
    path,
    value,
    message: "this is the example id of the shipped file: nothing is made with it",
    fix: "write your own id",
  });

  test("a preview takes them", () => {
    expect(problemsOf({})).toEqual([]);
  });

  test.each([
    ["azure-native:subscriptionId", "00000000-0000-0000-0000-000000000001"],
    ["azure-native:tenantId", "00000000-0000-0000-0000-000000000002"],
  ])("`pulumi up` refuses %s", (key, value) => {
    const run = { preview: false, settings: { ...own, [key]: value } };
    expect(problemsOf({ adminGroups: [mine] }, run)).toEqual([example(key, value)]);
  });

  test("`pulumi up` refuses the admin group", () => {
    expect(problemsOf({}, { preview: false, settings: own })).toEqual([
      example(at("adminGroups[0]"), "00000000-0000-0000-0000-000000000003"),
    ]);
  });

  test("`pulumi up` takes one's own", () => {
    expect(problemsOf({ adminGroups: [mine] }, { preview: false, settings: own })).toEqual([]);
  });
});

describe("settings beside the environment", () => {
  test.each([
    ["azure-native:locaton", "eastus", "unknown setting", "did you mean azure-native:location?"],
    ["azure-native:tenantID", "x", "unknown setting", "did you mean azure-native:tenantId?"],
    [
      "exaform:enviroment",
      "x",
      "unknown setting; exaform reads exaform:environment only",
      "did you mean exaform:environment?",
    ],
    [
      "exaform:nodes",
      "3",
      "unknown setting; exaform reads exaform:environment only",
      "remove it, or write it under exaform:environment",
    ],
  ])("%s is a mistake", (path, value, message, fix) => {
    expect(problemsOf({}, { settings: { [path]: value } })).toEqual([{ path, value, message, fix }]);
  });

  test.each(["azure-native:clientId", "azure-native:useOidc", "app:nodes", "pulumi:tags"])(
    "%s is none",
    (key) => {
      expect(problemsOf({}, { settings: { [key]: "x" } })).toEqual([]);
    },
  );

  const token = `ghp_${"0123456789abcdefghij"}`;
  test.each([
    ["azure-native:location", "azure-native:location"],
    ["azure-native:tenantId", "azure-native:tenantId"],
    ["exaform:nodes", "exaform:nodes"],
    [`exaform:${token}`, "[masked]"],
    ["exaform:environment", "exaform:environment"],
  ])("a secret in %s is not shown", (key, path) => {
    const problems = problemsOf({}, { settings: { [key]: token } });
    expect(JSON.stringify(problems)).not.toContain(token);
    expect(new Set(pathsOf(problems))).toEqual(new Set([path]));
  });

  test.each(["azure-native:location", "azure-native:tenantId", "exaform:environment"])(
    "of %s as a secret no other problem is told, which would show it",
    (key) => {
      const problems = problemsOf({ nodes: 0 }, { secretKeys: [key, "app:token"] });
      expect(problems.map(({ path, value }) => [path, value])).toEqual([[key, undefined]]);
    },
  );

  test("a secret of another program is its own", () => {
    expect(problemsOf({}, { settings: { "app:token": "x" }, secretKeys: ["app:token"] })).toEqual([]);
  });

  test.each(["hello", "", "v1:abc:def", "[", "7"])("%j is no environment, and is not shown", (text) => {
    const got = text === "7" ? "a number" : "a string";
    expect(problemsOf({}, { settings: { "exaform:environment": text } })).toEqual([
      {
        path: "exaform:environment",
        value: undefined,
        message: `must be a mapping, got ${got}`,
        fix: "see stacks/environment.schema.json",
      },
    ]);
  });
});
