import * as z from "zod";
import { hall } from "../lib/planning/workload.ts";
import { acceptedPaths, waivers } from "./environment/acceptances.ts";
import { budgets } from "./environment/budgets.ts";
import { kubernetes, maintenance, names } from "./environment/cluster.ts";
import { network } from "./environment/network.ts";
import { gpuPool, systemPool } from "./environment/pools.ts";
import { runner } from "./environment/runner.ts";
import { scratch } from "./environment/scratch.ts";
import { tenants } from "./environment/tenants.ts";
import { cidr, fqdn, guid, zone } from "./environment/values.ts";
import { workloads } from "./environment/workloads.ts";

/**
 * What one environment wants: the object under `exaform:environment` in `stacks/Pulumi.<stack>.yaml`.
 * This schema is the one description of it: it checks, fills in defaults, and generates the editor's JSON Schema.
 */

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
    .meta({ description: "GPU nodes that are no tenant's own.", examples: [2] }),
  plannedMaxNodes: z
    .int()
    .min(1)
    .max(5000)
    .meta({
      description:
        "GPU nodes that the network must ever hold, with those of tenants: address space cannot grow later.",
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
  tenants: tenants.max(98).default([]).meta({
    description:
      "Tenants with GPU nodes of their own: InfiniBand islands that no other tenant's pods come to. The label and taint of the nodes that are left is `exaform.io/tenant=shared`.",
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
  runner: runner.exactOptional().meta({
    description:
      "A machine inside the network that runs the deployment jobs of a GitHub repository. @default - none",
  }),
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
  waivers: waivers.max(100).default([]).meta({
    description: "Failures of policy rules that are accepted: each for one rule, one resource and a time.",
  }),
  acceptedPaths: acceptedPaths.max(10).default([]).meta({
    description: "Paths on which data is in the clear, each with who has accepted it until when.",
  }),
  workloads: workloads.max(20).default([]).meta({
    description: "What shall be trained: time, money, failures, energy and carbon are reckoned for each.",
  }),
  hall: hall.exactOptional().meta({
    description:
      "Power of the hall in which each InfiniBand island stands. @default - no cap is known, and nothing is said of starting",
  }),
  budgets: budgets.max(20).default([]).meta({
    description: "What the stack, or a part of its cost, may cost a month. @default - no budget",
  }),
});

/** An environment with every default filled in. */
export type Environment = z.output<typeof environmentSchema>;
