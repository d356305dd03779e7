import * as pulumi from "@pulumi/pulumi";
import { beforeAll, describe, expect, test } from "vitest";
import { synth } from "../../../lib/engine/synth.ts";
import { type Graph, ofType, type Resource, valueAt } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import type { GpuNodePoolArgs } from "./gpu-node-pool.args.ts";
import { GpuNodePool } from "./gpu-node-pool.ts";

const POOL = "azure-native:containerservice:AgentPool";

const args: GpuNodePoolArgs = {
  resourceGroupName: "rg-cluster",
  clusterName: "aks-test",
  subnetId: "/subscriptions/s/subnets/nodes",
  agentPoolName: "island0",
  vmSize: "Standard_ND96isr_H100_v5",
  nodes: 64,
  zone: "2",
};

async function poolOf(change: Partial<GpuNodePoolArgs> = {}): Promise<Resource> {
  const graph = await synth(() => new GpuNodePool("gpu", { ...args, ...change }));
  const [pool, ...others] = ofType(graph, POOL);
  expect(others).toEqual([]);
  if (pool === undefined) throw new Error("no pool");
  return pool;
}

describe("by default", () => {
  let graph: Graph;
  let pool: Resource;
  let component: GpuNodePool;
  beforeAll(async () => {
    graph = await synth(() => {
      component = new GpuNodePool("gpu", args);
    });
    pool = ofType(graph, POOL)[0] as Resource;
  });

  test("it is one agent pool under the component, and nothing else", () => {
    const made = graph.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
    expect(made.map(({ name, type }) => [name, type])).toEqual([["gpu-agentpool", POOL]]);
    expect(pool.parent).toMatch(/::exaform:azure:GpuNodePool::gpu$/);
  });

  test.each<[string, string, unknown]>([
    ["E01 disks are encrypted on the host", "enableEncryptionAtHost", true],
    ["N06 nodes have no public address", "enableNodePublicIP", false],
    ["I07 nodes have no SSH server", "securityProfile.sshAccess", "Disabled"],
    ["the OS disk dies with the node", "osDiskType", "Ephemeral"],
    ["one zone", "availabilityZones", ["2"]],
    ["one scale set", "type", "VirtualMachineScaleSets"],
    ["jobs only", "mode", "User"],
    ["machines that Azure does not take back", "scaleSetPriority", "Regular"],
    ["only what tolerates the taint", "nodeTaints", ["sku=gpu:NoSchedule"]],
    ["AKS installs the driver", "gpuProfile.driver", "Install"],
    ["R10 no upgrade asks for GPUs", "upgradeSettings.maxSurge", "0"],
    ["R10 nodes leave one by one", "upgradeSettings.maxUnavailable", "1"],
    ["time for a checkpoint", "upgradeSettings.drainTimeoutInMinutes", 60],
    ["no pause", "upgradeSettings.nodeSoakDurationInMinutes", 0],
    ["a node that does not drain is set aside", "upgradeSettings.undrainableNodeBehavior", "Cordon"],
    ["the number is the program's", "enableAutoScaling", false],
    ["as many nodes as asked for", "count", 64],
    ["no stopped nodes are kept", "scaleDownMode", "Delete"],
    ["Ubuntu on x64", "osSKU", "Ubuntu"],
    ["Linux", "osType", "Linux"],
    ["pods", "maxPods", 110],
    ["disk", "osDiskSizeGB", 512],
  ])("%s", (_name, path, value) => {
    expect(valueAt(pool.inputs, path)).toEqual(value);
  });

  test("labels tell island, accelerator and driver", () => {
    expect(pool.inputs.nodeLabels).toEqual({
      "exaform.io/island": "island0",
      "exaform.io/accelerator": "H100-SXM5",
      "exaform.io/gpu-stack": "aksDriver",
    });
  });

  test("names, place and size are the given ones", () => {
    expect(pool.inputs).toMatchObject({
      resourceGroupName: "rg-cluster",
      resourceName: "aks-test",
      agentPoolName: "island0",
      vnetSubnetID: "/subscriptions/s/subnets/nodes",
      vmSize: "Standard_ND96isr_H100_v5",
    });
  });

  test("what would open, tie down or fix the pool is absent", () => {
    for (const property of [
      "nodePublicIPPrefixID",
      "proximityPlacementGroupID",
      "capacityReservationGroupID",
      "orchestratorVersion",
      "minCount",
      "maxCount",
      "spotMaxPrice",
      "podSubnetID",
    ]) {
      expect(pool.inputs).not.toHaveProperty(property);
    }
  });

  test("it carries stack and URN as tags", () => {
    expect(pool.inputs.tags).toEqual({ "exaform-stack": "exaform/test", "exaform-urn": pool.urn });
  });

  test("it is protected, ignores nothing, and may take long", () => {
    expect(pool.options.protect).toBe(true);
    expect(pool.options.ignoreChanges ?? []).toEqual([]);
    expect(pool.options.customTimeouts).toEqual({ create: "4h", update: "96h", delete: "4h" });
  });

  test("the component says how many nodes and GPUs it has", () => {
    expect(component).toMatchObject({ nodes: 64, gpus: 512 });
  });
});

test("with the GPU Operator AKS installs no driver", async () => {
  const pool = await poolOf({ gpuStack: "gpuOperator" });
  expect(valueAt(pool.inputs, "gpuProfile.driver")).toBe("None");
  expect(pool.inputs.nodeLabels).toMatchObject({ "exaform.io/gpu-stack": "gpuOperator" });
});

test("Grace nodes take Ubuntu 24.04 only", async () => {
  const pool = await poolOf({ vmSize: "Standard_ND128isr_NDR_GB200_v6" });
  expect(pool.inputs.osSKU).toBe("Ubuntu2404");
});

test("the autoscaler owns the number of nodes after creation", async () => {
  const pool = await poolOf({ nodes: 8, autoscaling: { minCount: 0, maxCount: 64 } });
  expect(pool.inputs).toMatchObject({ enableAutoScaling: true, count: 8, minCount: 0, maxCount: 64 });
  expect(pool.options.ignoreChanges).toEqual(["count"]);
});

test("a version is passed on", async () => {
  expect((await poolOf({ kubernetesVersion: "1.36" })).inputs.orchestratorVersion).toBe("1.36");
});

test("a capacity reservation, for a size that can have one", async () => {
  const pool = await poolOf({
    vmSize: "Standard_NC80adis_H100_v9",
    infiniband: false,
    hardware: {
      gpus: { accelerator: "H100 NVL", count: 2 },
      vCpus: 80,
      architecture: "x64",
      tempDiskGiB: 600,
    },
    capacityReservationGroupId: "/subscriptions/s/capacityReservationGroups/crg",
  });
  expect(pool.inputs.capacityReservationGroupID).toBe("/subscriptions/s/capacityReservationGroups/crg");
});

test("pools of one cluster do not wait for each other", async () => {
  const graph = await synth(() => {
    for (const island of [0, 1, 2])
      new GpuNodePool(`gpu-${island}`, { ...args, agentPoolName: `island${island}` });
  });
  const pools = ofType(graph, POOL);
  expect(pools).toHaveLength(3);
  const urns = new Set(pools.map(({ urn }) => urn));
  expect(pools.flatMap(({ dependencies }) => dependencies.filter((urn) => urns.has(urn)))).toEqual([]);
});

test("ids that are not known yet pass through", async () => {
  const pool = await poolOf({ subnetId: pulumi.output(args.subnetId) });
  expect(pool.inputs.vnetSubnetID).toBe(args.subnetId);
});

test("refused arguments register nothing", async () => {
  const graph = await synth(() => {
    expect(() => new GpuNodePool("gpu", { ...args, nodes: 101 })).toThrow(InvalidInput);
  });
  expect(graph.resources.filter(({ type }) => !type.startsWith("pulumi:"))).toEqual([]);
});

test("a failed operation goes to the conflict hook, and a new pool waits until the old one of its name is gone", async () => {
  const seen: unknown[] = [];
  await synth(
    () =>
      new GpuNodePool("gpu", args, {
        transforms: [
          ({ type, props, opts }) => {
            const hooks = opts.hooks?.onError?.map(({ name }) => name);
            if (type === POOL)
              seen.push({
                hooks,
                deleteBeforeReplace: "deleteBeforeReplace" in opts && opts.deleteBeforeReplace,
              });
            return { props, opts };
          },
        ],
      }),
  );
  expect(seen).toEqual([{ hooks: ["exaform:azure:conflict-retry"], deleteBeforeReplace: true }]);
});
