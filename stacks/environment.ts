import * as z from "zod";

/**
 * What one environment wants: the object under `exaform:environment` in `stacks/Pulumi.<stack>.yaml`.
 * This schema is the one description of it: it checks, fills in defaults, and generates the editor's JSON Schema.
 */

const guid = z
  .string()
  .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i)
  .meta({ examples: ["11111111-2222-4333-8444-555555555555"] });

const cidr = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/)
  .meta({ examples: ["10.20.0.0/16"] });

const fqdn = z
  .string()
  .max(253)
  .regex(/^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/)
  .meta({ examples: ["login.microsoftonline.com"] });

const zone = z.enum(["1", "2", "3"]);

const vmSize = z
  .string()
  .regex(/^Standard_[A-Za-z0-9_]{1,60}$/)
  .meta({ examples: ["Standard_ND96isr_H100_v5"] });

/** Days as Azure spells them. */
const day = z.enum(["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]);

const kubernetes = z.strictObject({
  version: z
    .string()
    .regex(/^1\.\d{2}(\.\d{1,2})?$/)
    .exactOptional()
    .meta({
      description: 'Kubernetes version, quoted: "1.36". @default - the newest that exaform was made for',
      examples: ["1.36"],
    }),
  upgradeChannel: z.enum(["none", "patch", "stable", "rapid"]).exactOptional().meta({
    description: "Which Kubernetes upgrades AKS starts by itself in the maintenance windows. @default none",
  }),
  nodeOsUpgradeChannel: z
    .enum(["NodeImage", "None"])
    .exactOptional()
    .meta({ description: "Whether nodes get new images in the maintenance windows. @default NodeImage" }),
});

const maintenance = z.strictObject({
  dayOfWeek: day.exactOptional().meta({ description: "Day on which the window opens. @default Sunday" }),
  startHour: z
    .int()
    .min(0)
    .max(23)
    .exactOptional()
    .meta({ description: "Hour at which it opens, UTC. @default 2" }),
  durationHours: z.int().min(4).max(24).exactOptional().meta({ description: "Length, in hours. @default 8" }),
  intervalWeeks: z
    .int()
    .min(1)
    .max(4)
    .exactOptional()
    .meta({ description: "Weeks from one window to the next. @default 4" }),
});

const nodesOrPercent = z.string().regex(/^\d{1,4}%?$/);

const gpuPool = z.strictObject({
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

const systemPool = z.strictObject({
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

const network = z.strictObject({
  vnet: cidr
    .exactOptional()
    .meta({ description: "Address space of the virtual network. @default - sized from `plannedMaxNodes`" }),
  podCidr: cidr.optional().meta({
    description: "Overlay range of pods: a /24 for each node. @default - sized from `plannedMaxNodes`",
  }),
  serviceCidr: cidr
    .exactOptional()
    .meta({ description: "Range of Kubernetes services, smaller than /12. @default - a free range" }),
  dnsServiceIp: z
    .string()
    .regex(/^\d{1,3}(\.\d{1,3}){3}$/)
    .exactOptional()
    .meta({
      description:
        "Address of the cluster's DNS, inside `serviceCidr`, not its first. @default - the tenth address",
      examples: ["10.0.0.10"],
    }),
  peerings: z
    .array(
      z.strictObject({
        name: z
          .string()
          .regex(/^[a-z][a-z0-9-]{1,40}$/)
          .meta({ description: "Name of the peering.", examples: ["storage-hub"] }),
        vnetId: z
          .string()
          .regex(
            /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]{1,90}\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]{2,64}$/i,
          )
          .meta({ description: "Resource id of the other virtual network." }),
        cidrs: z
          .array(cidr)
          .min(1)
          .max(50)
          .meta({ description: "Its address ranges: they must be free here." }),
      }),
    )
    .max(100)
    .default([])
    .meta({ description: "The virtual networks that may be peered: these and no others." }),
});

const scratch = z.strictObject({
  sku: z
    .enum(["40", "125", "250", "500"])
    .default("250")
    .meta({ description: "Throughput class of Azure Managed Lustre, MB/s for each TiB." }),
  capacityTiB: z
    .int()
    .min(4)
    .max(25_000)
    .default(8)
    .meta({ description: "Size in TiB, a multiple of the class's step; fixed at creation." }),
});

const names = z.partialRecord(
  z.enum([
    "cluster",
    "registry",
    "datasets",
    "checkpoints",
    "logs",
    "diskVault",
    "storageVault",
    "etcdVault",
    "logVault",
    "lustreVault",
  ]),
  z.string().min(1).max(260),
);

/** The schema of `exaform:environment`. */
export const environmentSchema = z.strictObject({
  system: z
    .enum(["nd-h100"])
    .meta({ description: "Which system this environment is: a program of `stacks/`." }),
  stage: z.enum(["production", "development"]).default("production").meta({
    description: "`development` leaves scratch storage unprotected; data and keys are protected in both.",
  }),
  zone: zone.meta({ description: "Availability zone of all GPU nodes and their scratch storage." }),
  generation: z.int().min(1).max(999).default(1).meta({
    description: "Raise it when a reserved name must be left behind: it enters every globally unique name.",
  }),
  isolation: z
    .enum(["isolated", "connected"])
    .default("isolated")
    .meta({ description: "`isolated`: no route out. `connected`: out through a firewall's allow-list." }),
  nodes: z
    .int()
    .min(1)
    .max(5000)
    .meta({ description: "GPU nodes.", examples: [2] }),
  plannedMaxNodes: z
    .int()
    .min(1)
    .max(5000)
    .meta({
      description: "GPU nodes that the network must ever hold: address space cannot grow later.",
      examples: [64],
    }),
  islandLimit: z
    .int()
    .min(2)
    .max(300)
    .default(100)
    .meta({ description: "Nodes in one InfiniBand island: 100, or up to 300 where Microsoft has agreed." }),
  adminGroups: z
    .array(guid)
    .min(1)
    .max(2)
    .meta({ description: "Object ids of the Entra groups that administer the cluster." }),
  allowedNetworks: z.array(cidr).max(100).default([]).meta({
    description:
      "Networks that may reach the API server and the private endpoints, through a listed peering.",
  }),
  kubernetes: kubernetes.prefault({}).meta({ description: "Version and upgrades of the cluster." }),
  maintenance: maintenance.prefault({}).meta({ description: "When Azure may take nodes out, UTC." }),
  gpuPool: gpuPool.prefault({}).meta({ description: "What every GPU node pool looks like." }),
  systemPool: systemPool.prefault({}).meta({ description: "The pool that runs the cluster's own pods." }),
  network: network.prefault({}).meta({ description: "Address ranges and peerings." }),
  allowedFqdns: z.array(fqdn).max(500).default([]).meta({
    description: "Names that nodes may reach, profile `connected` only, beside what AKS itself needs.",
  }),
  scratch: scratch.prefault({}).meta({ description: "Azure Managed Lustre for the running jobs." }),
  blobRedundancy: z
    .enum(["ZRS", "LRS"])
    .default("ZRS")
    .meta({ description: "Redundancy of the datasets and checkpoints accounts: over zones, or in one." }),
  logRetentionDays: z
    .int()
    .min(90)
    .max(730)
    .default(90)
    .meta({ description: "How long audit logs are kept." }),
  names: names.default({}).meta({ description: "Azure names to use instead of the derived ones." }),
  tags: z
    .record(z.string().min(1).max(512), z.string().max(256))
    .default({})
    .meta({ description: "Tags for every resource that takes tags." }),
  budget: z
    .strictObject({
      monthly: z
        .string()
        .regex(/^(?!0+(\.0+)?$)\d{1,12}(\.\d{1,2})?$/)
        .meta({
          description: 'Amount for a month of 730 hours, quoted, without separators: "18500000".',
          examples: ["18500000"],
        }),
      currency: z
        .enum(["USD"])
        .meta({ description: "Currency of the amount: the one of the price catalogue." }),
    })
    .exactOptional()
    .meta({
      description: "`preview` ends with exit code 3 when the known cost exceeds it. @default - no budget",
    }),
});

/** An environment with every default filled in. */
export type Environment = z.output<typeof environmentSchema>;
