import * as z from "zod";
import type { AddressRange } from "../../analysis/addresses.ts";
import { type Capability, numberFormats } from "../../analysis/capability.ts";
import type { Island } from "../../analysis/islands.ts";
import type { Precondition } from "../../analysis/preconditions.ts";
import type { StorageItem } from "../../analysis/storage.ts";
import { countOrUnknown, decimal, textOrUnknown, unknown, urn } from "./common.ts";

const island = z.strictObject({
  urn,
  pool: z.string().meta({ description: "Azure's name of the node pool that is the island." }),
  vmSize: z.string().meta({ description: "Size of every node, as Azure spells it." }),
  nodes: countOrUnknown.meta({ description: "Nodes that `pulumi up` creates." }),
  minNodes: countOrUnknown.meta({
    description: "Lower bound of the autoscaler; equals `nodes` without one.",
  }),
  maxNodes: countOrUnknown.meta({
    description: "Upper bound of the autoscaler; equals `nodes` without one.",
  }),
  gpus: countOrUnknown.meta({ description: "GPUs of `nodes`." }),
  zone: z.string().nullable().meta({ description: "Availability zone; null where the pool names none." }),
  gbpsPerNode: z
    .number()
    .meta({ description: "InfiniBand bandwidth of one node, Gb/s, one direction, all links." }),
}) satisfies z.ZodType<Island>;

const addressRange = z.strictObject({
  urn,
  name: z.string().meta({ description: "Azure's name of what has the range." }),
  kind: z
    .enum(["virtual network", "subnet", "pods", "services", "DNS service", "peered network"])
    .meta({ description: "What the range is." }),
  cidr: textOrUnknown.meta({ description: "CIDR notation; a single address for the DNS service." }),
  addresses: z
    .union([z.number().nonnegative(), unknown])
    .meta({ description: "Addresses in the range, the five that Azure keeps in a subnet included." }),
  usedBy: z.array(z.string()).meta({ description: "Resources that take addresses of the range, sorted." }),
}) satisfies z.ZodType<AddressRange>;

const storageItem = z.strictObject({
  urn,
  name: z.string().meta({ description: "Azure's name." }),
  kind: z
    .enum(["Managed Lustre", "storage account", "disk"])
    .meta({ description: "What kind of storage it is." }),
  purpose: textOrUnknown.nullable().meta({ description: "Its `purpose` tag; null where it carries none." }),
  sku: textOrUnknown.meta({ description: "Azure's SKU." }),
  capacityTiB: z
    .union([decimal, unknown])
    .nullable()
    .meta({ description: "Size that is bought, TiB (2^40 bytes); null where it grows with use." }),
  throughputMBps: z.union([z.number(), unknown]).nullable().meta({
    description: "Nominal throughput, MB/s (10^6 bytes a second); null where the size does not decide it.",
  }),
  containers: z.array(z.string()).meta({ description: "Blob containers, sorted." }),
}) satisfies z.ZodType<StorageItem>;

const precondition = z.strictObject({
  id: z.string().meta({ description: "Stable key." }),
  kind: z
    .enum([
      "input",
      "rights",
      "feature",
      "provider",
      "quota",
      "support request",
      "capacity",
      "access",
      "procedure",
      "proof",
    ])
    .meta({ description: "What kind of thing it is." }),
  needed: z.string().meta({ description: "What must be true before `pulumi up` can work." }),
  state: z.enum(["met", "unmet", "unknown"]).meta({
    description: "`unmet` only where the stack itself shows it; what only the cloud knows is `unknown`.",
  }),
  reason: z.string().meta({ description: "Why it is needed." }),
  check: z.string().meta({ description: "A command that shows the state, or who to ask." }),
}) satisfies z.ZodType<Precondition>;

export const planModel = z.strictObject({
  islands: z.array(island).meta({ description: "InfiniBand islands: no job spans two of them." }),
  addresses: z.array(addressRange).meta({ description: "The address plan." }),
  storage: z.array(storageItem).meta({ description: "Where data is kept." }),
  preconditions: z
    .array(precondition)
    .meta({ description: "What must be true before `pulumi up` can work." }),
});

export const capabilityModel = z.strictObject({
  nodes: z.int().nonnegative().meta({ description: "Nodes that carry GPUs." }),
  gpus: z
    .array(
      z.strictObject({
        model: z.string().meta({ description: "GPU model." }),
        count: z.int().nonnegative().meta({ description: "How many." }),
      }),
    )
    .meta({ description: "GPUs by model." }),
  peakPflops: z.partialRecord(z.enum(numberFormats), decimal).meta({
    description: "Peak PFLOP/s (10^15 a second) by number format, dense: without structured sparsity.",
  }),
  sparsePflops: z.partialRecord(z.enum(numberFormats), decimal).meta({
    description: "The same with 2:4 structured sparsity, of the GPUs that have it, as vendors print it.",
  }),
  fabric: z
    .array(
      z.strictObject({
        vmSize: z.string().meta({ description: "Size of the nodes." }),
        nodes: z.int().nonnegative().meta({ description: "How many nodes." }),
        gbpsPerNode: z
          .number()
          .meta({ description: "InfiniBand bandwidth of one node, Gb/s, one direction." }),
      }),
    )
    .meta({ description: "InfiniBand by VM size." }),
  atLeast: z.boolean().meta({ description: "Whether there may be more, because of `unknown`." }),
  unknown: z
    .array(
      z.strictObject({
        urn,
        pool: z.string().meta({ description: "Node pool." }),
        reason: z.string().meta({ description: "Why." }),
      }),
    )
    .meta({ description: "Pools that are not counted." }),
}) satisfies z.ZodType<Capability>;
