import * as z from "zod";
import {
  type Changes,
  changeKinds,
  effects,
  type NodeMove,
  type PropertyDifference,
  type ResourceChange,
  type SettingDifference,
  stakes,
} from "../../analysis/changes/change.ts";
import type { Approval } from "../../analysis/changes/guard.ts";
import { countOrUnknown, urn } from "./common.ts";

const before = z.json().exactOptional().meta({ description: "What it was; absent if nothing was." });
const after = z.json().exactOptional().meta({ description: "What it is today; absent if nothing is." });

const property = z.strictObject({
  property: z.string().meta({ description: "Path of the input." }),
  before,
  after,
  certain: z.boolean().meta({
    description: "False where the two cannot be compared, because one is unknown or secret.",
  }),
  effect: z.enum(effects).meta({
    description:
      "`inPlace`: Azure changes the resource. `replace`: it is deleted and made anew. `newPool`: only a new node pool can have it. `refused`: Azure refuses or ignores it. `unknown`: the catalogue does not say.",
  }),
  reason: z.string().meta({ description: "Why the effect is what it is." }),
  source: z.string().nullable().meta({ description: "Where it was read; null where nothing says it." }),
  because: z
    .string()
    .nullable()
    .meta({ description: "URN of the replaced resource from which the property comes; null for none." }),
}) satisfies z.ZodType<PropertyDifference>;

const resource = z.strictObject({
  urn,
  previousUrn: z
    .string()
    .nullable()
    .meta({ description: "URN of before, where an alias leads from there; else null." }),
  type: z.string().meta({ description: "Type token." }),
  name: z.string().meta({ description: "Logical name." }),
  kind: z.enum(changeKinds).meta({ description: "What becomes of it." }),
  differences: z.array(property).meta({ description: "What is not as it was." }),
  nodes: countOrUnknown.meta({ description: "GPU nodes that are drained with it, at most." }),
  gpus: countOrUnknown.meta({ description: "GPUs that stop with it, at most." }),
  atStake: z.array(z.enum(stakes)).meta({ description: "What else is lost or stops with it." }),
  protect: z.boolean().meta({ description: "Whether Pulumi refuses to delete it." }),
  retainOnDelete: z.boolean().meta({ description: "Whether Azure keeps it when Pulumi deletes it." }),
}) satisfies z.ZodType<ResourceChange>;

const move = z.strictObject({
  from: z.string().meta({ description: "URN of the pool that loses nodes." }),
  fromPool: z.string().meta({ description: "Azure's name of that pool." }),
  to: z.string().meta({ description: "URN of the pool that gains them." }),
  toPool: z.string().meta({ description: "Azure's name of that pool." }),
  nodes: z.int().positive().meta({ description: "How many nodes." }),
  gpus: z.int().nonnegative().meta({ description: "Their GPUs." }),
}) satisfies z.ZodType<NodeMove>;

const setting = z.strictObject({
  setting: z.string().meta({ description: "Path below `exaform:environment`." }),
  before,
  after,
}) satisfies z.ZodType<SettingDifference>;

const approval = z.strictObject({
  urn,
  message: z.string().meta({ description: "What happens, to how many GPUs, and why." }),
  instead: z.string().meta({ description: "What to do instead." }),
  flag: z.string().meta({ description: "The option that approves it." }),
  approved: z.boolean().meta({ description: "Whether it was approved." }),
}) satisfies z.ZodType<Approval>;

export const changesModel = z.strictObject({
  against: z.string().meta({ description: "What today's program was compared with." }),
  settings: z.array(setting).meta({ description: "Settings of the environment that are not as they were." }),
  resources: z
    .array(resource)
    .meta({ description: "Every resource that changes; components make nothing and are left out." }),
  moves: z.array(move).meta({ description: "Nodes that one GPU pool loses and another gains." }),
  unchanged: z.int().nonnegative().meta({ description: "Resources that stay as they are." }),
  nodes: countOrUnknown.meta({ description: "GPU nodes that are drained in all, at most." }),
  gpus: countOrUnknown.meta({ description: "GPUs that stop in all, at most." }),
  approvals: z.array(approval).meta({ description: "What must be approved by name before `pulumi up`." }),
}) satisfies z.ZodType<Comparison>;

/** How today's program differs from what is there, and what of it must be approved. */
export interface Comparison extends Changes {
  /** What it was compared with, in words. */
  readonly against: string;
  readonly approvals: readonly Approval[];
}
