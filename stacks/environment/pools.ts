import * as z from "zod";
import { vmSize, zone } from "./values.ts";

const nodesOrPercent = z.string().regex(/^\d{1,4}%?$/);

/** `gpuPool`: what every GPU node pool looks like. */
export const gpuPool = z.strictObject({
  vmSize: vmSize.default("Standard_ND96isr_H100_v5").meta({
    description: "Size of every GPU node; must have InfiniBand.",
    examples: ["Standard_ND96isr_H100_v5"],
  }),
  gpuStack: z.enum(["aksDriver", "gpuOperator"]).exactOptional().meta({
    description:
      "Who installs the GPU driver: AKS, or NVIDIA's GPU Operator. AKS watches the GPUs only with its own. @default aksDriver",
  }),
  maxPods: z
    .int()
    .min(10)
    .max(250)
    .exactOptional()
    .meta({ description: "Most pods on a node. @default 110" }),
  autoscaleFrom: z.int().min(0).max(5000).exactOptional().meta({
    description:
      "Lower bound of the cluster autoscaler over all GPU pools, in nodes; `nodes` is the upper one. @default - no autoscaler: `nodes` nodes run",
  }),
  maxSurge: nodesOrPercent.exactOptional().meta({
    description:
      "Nodes that an upgrade makes first, a count or a percentage; `spareNodes` must cover them. @default 0",
    examples: ["0"],
  }),
  maxUnavailable: nodesOrPercent.exactOptional().meta({
    description: "Nodes that an upgrade may take out at a time, a count or a percentage. @default 1",
    examples: ["1"],
  }),
  spareNodes: z
    .int()
    .min(0)
    .max(300)
    .exactOptional()
    .meta({ description: "Nodes of this size that quota and capacity hold beyond a pool's own. @default 0" }),
  drainTimeoutMinutes: z.int().min(5).max(1440).exactOptional().meta({
    description: "How long an upgrade waits for a node's pods: not less than a checkpoint takes. @default 60",
  }),
  labels: z
    .record(z.string().min(1).max(317), z.string().max(63))
    .exactOptional()
    .meta({ description: "More Kubernetes labels for GPU nodes." }),
  taints: z
    .array(z.string().min(3).max(400))
    .max(50)
    .exactOptional()
    .meta({
      description: "More taints for GPU nodes, as key=value:Effect.",
      examples: [["team=vision:NoSchedule"]],
    }),
});

/** `systemPool`: the pool of the cluster's own pods. */
export const systemPool = z.strictObject({
  vmSize: vmSize.exactOptional().meta({
    description: "Size of the system nodes. @default Standard_D16ds_v5",
    examples: ["Standard_D16ds_v5"],
  }),
  nodes: z
    .int()
    .min(1)
    .max(100)
    .exactOptional()
    .meta({ description: "System nodes, spread over `zones`. @default 3" }),
  zones: z
    .array(zone)
    .min(1)
    .max(3)
    .exactOptional()
    .meta({ description: "Zones of the system pool. @default - all three" }),
});
