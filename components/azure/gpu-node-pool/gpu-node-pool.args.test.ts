import { describe, expect, test } from "vitest";
import type { Problem } from "../../../lib/planning/problem.ts";
import { type GpuNodePoolSettings, resolveGpuNodePoolArgs } from "./gpu-node-pool.args.ts";
import { H100, pool, problemsOf } from "./settings.fixture.ts";

describe("refused", () => {
  test.each<[string, Partial<GpuNodePoolSettings>, Problem]>([
    [
      "a capacity reservation for InfiniBand",
      { capacityReservationGroupId: "/subscriptions/…" },
      {
        path: "capacityReservationGroupId",
        value: undefined,
        message: `Azure reserves no capacity for InfiniBand sizes such as ${H100}`,
        fix: "leave it out",
      },
    ],
  ])("%s", (_name, change, problem) => {
    expect(problemsOf(change)).toEqual([problem]);
  });

  test("all problems come in one error, under the path that the user wrote", () => {
    const problems = problemsOf(
      {
        agentPoolName: "Island-0",
        vmSize: "Standard_NC24rs_v3",
        zone: "4",
        maxPods: 5,
        maxUnavailable: "0",
        kubernetesVersion: "1.3",
        labels: { "a b": "x" },
        taints: ["sku"],
        tags: { microsoft: "x" },
      },
      "pools[0]",
    );
    expect(problems.map(({ path }) => path)).toEqual([
      "pools[0].agentPoolName",
      "pools[0].vmSize",
      "pools[0].maxPods",
      "pools[0].zone",
      "pools[0].maxUnavailable",
      "pools[0].kubernetesVersion",
      "pools[0].labels.a b",
      "pools[0].taints[0]",
      "pools[0].tags.microsoft",
    ]);
  });

  test.each(["Island0", "0island", "island-0", "thirteenchars", "", "constructor!", "__proto__"])(
    "B40, B61 the pool name %j",
    (agentPoolName) => {
      expect(problemsOf({ agentPoolName })).toMatchObject([{ path: "agentPoolName", value: agentPoolName }]);
    },
  );
});

describe("accepted", () => {
  test.each<[string, Partial<GpuNodePoolSettings>]>([
    ["the defaults", {}],
    ["a whole island", { nodes: 100 }],
    ["a larger island that Microsoft agreed to", { nodes: 300, islandLimit: 300 }],
    ["a pool without InfiniBand between its nodes", { nodes: 1000, infiniband: false }],
    ["an autoscaler from nothing", { nodes: 0, autoscaling: { minCount: 0, maxCount: 100 } }],
    ["a surge into spare nodes", { maxSurge: "33%", spareNodes: 22 }],
    [
      "an OS disk on one NVMe disk of a Grace node",
      { vmSize: "Standard_ND128isr_NDR_GB200_v6", osDiskGiB: 2040 },
    ],
    ["one node with room for 30 pods", { nodes: 1, maxPods: 30 }],
  ])("%s", (_name, change) => {
    expect(problemsOf(change)).toEqual([]);
  });

  test("a size newer than the catalogue, with its facts", () => {
    const hardware = {
      gpus: { accelerator: "B300 SXM6", count: 8 },
      vCpus: 192,
      architecture: "x64",
      tempDiskGiB: 2000,
      infiniband: { gbpsPerVm: 6400, linksPerVm: 8 },
    } as const;
    expect(resolveGpuNodePoolArgs({ ...pool, vmSize: "Standard_ND192isr_B300_v7", hardware })).toMatchObject({
      hardware,
      labels: { "exaform.io/accelerator": "B300-SXM6" },
    });
  });
});

test("defaults", () => {
  const { hardware, ...defaults } = resolveGpuNodePoolArgs(pool);
  expect(defaults).toEqual({
    vmSize: H100,
    gpuStack: "aksDriver",
    maxPods: 110,
    osDiskGiB: 512,
    labels: {
      "exaform.io/island": "island0",
      "exaform.io/accelerator": "H100-SXM5",
      "exaform.io/gpu-stack": "aksDriver",
    },
    taints: ["sku=gpu:NoSchedule"],
    upgrade: {
      maxSurge: "0",
      maxUnavailable: "1",
      drainTimeoutMinutes: 60,
      nodeSoakMinutes: 0,
      surgeNodes: 0,
    },
  });
  expect(hardware.gpus).toEqual({ accelerator: "H100 SXM5", count: 8 });
});

test("a size is written as Azure spells it", () => {
  expect(resolveGpuNodePoolArgs({ ...pool, vmSize: "standard_nd96ISR_h100_v5" }).vmSize).toBe(H100);
});

test("labels and taints are added to ours", () => {
  const { labels, taints } = resolveGpuNodePoolArgs({
    ...pool,
    labels: { team: "a" },
    taints: ["team=a:NoExecute"],
  });
  expect(labels).toMatchObject({ team: "a", "exaform.io/island": "island0" });
  expect(taints).toEqual(["sku=gpu:NoSchedule", "team=a:NoExecute"]);
});

test("the pool of a tenant is marked with it, and keeps the pods of others off", () => {
  const { labels, taints } = resolveGpuNodePoolArgs({ ...pool, tenant: "vision" });
  expect(labels["exaform.io/tenant"]).toBe("vision");
  expect(taints).toEqual(["sku=gpu:NoSchedule", "exaform.io/tenant=vision:NoSchedule"]);
  expect(resolveGpuNodePoolArgs(pool).labels).not.toHaveProperty(["exaform.io/tenant"]);
  expect(problemsOf({ tenant: "Vision Team" })).toMatchObject([{ path: "tenant", fix: "write visionteam" }]);
});
