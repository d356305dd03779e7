import * as z from "zod";
import { urn } from "./common.ts";

const timeout = z.string().exactOptional().meta({ description: "A duration, for example `4h`." });

/** One resource that the stack declares. */
export const resourceModel = z.strictObject({
  urn,
  type: z
    .string()
    .meta({ description: "Type token, for example `azure-native:containerservice:AgentPool`." }),
  name: z.string().meta({ description: "Logical name." }),
  parent: z.string().exactOptional().meta({ description: "URN of the parent; absent on the stack." }),
  custom: z
    .boolean()
    .meta({ description: "False for components and the stack, which make nothing in a cloud themselves." }),
  inputs: z
    .record(z.string(), z.json())
    .meta({ description: 'Inputs; an unknown is {"$unknown": true}, a secret {"$secret": true}.' }),
  dependencies: z.array(z.string()).meta({ description: "URNs of what it waits for, sorted." }),
  options: z
    .strictObject({
      protect: z.boolean().exactOptional().meta({ description: "Whether Pulumi refuses to delete it." }),
      retainOnDelete: z
        .boolean()
        .exactOptional()
        .meta({ description: "Whether the cloud keeps it when Pulumi lets go." }),
      ignoreChanges: z
        .array(z.string())
        .exactOptional()
        .meta({ description: "Inputs that Pulumi leaves to others." }),
      customTimeouts: z
        .strictObject({ create: timeout, update: timeout, delete: timeout })
        .exactOptional()
        .meta({ description: "How long Pulumi waits for each operation." }),
    })
    .meta({
      description: "Resource options; one is absent where the source of the graph does not carry it.",
    }),
});
