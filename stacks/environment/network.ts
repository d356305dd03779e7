import * as z from "zod";
import { cidr } from "./values.ts";

/** `network`: address ranges and peerings. */
export const network = z.strictObject({
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
