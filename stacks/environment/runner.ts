import * as z from "zod";
import { fqdn, vmSize } from "./values.ts";

/** `runner`: a machine inside the network that runs the deployment jobs of a GitHub repository. */
export const runner = z.strictObject({
  repository: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/[\w.-]{1,100}$/)
    .meta({ description: "The one repository whose jobs it runs.", examples: ["contoso/clusters"] }),
  subject: z
    .string()
    .max(512)
    .regex(/^repo:[^/:*]+\/[^/:*]+:environment:[^:*]{1,255}$/)
    .meta({
      description:
        "Subject of GitHub's tokens that may deploy to the cluster: that of one environment of the repository.",
      examples: ["repo:contoso/clusters:environment:nd-h100-prod"],
    }),
  adminPublicKey: z
    .string()
    .max(2000)
    .regex(/^ssh-(ed25519|rsa) AAAA[A-Za-z0-9+/]+={0,2}( [^\r\n]{0,100})?$/)
    .meta({
      description:
        "Public half of an SSH key. Azure makes no Linux machine without one; this one has no SSH server to take it.",
    }),
  vmSize: vmSize.exactOptional().meta({
    description: "Size of the machine. @default Standard_D4ds_v5",
    examples: ["Standard_D4ds_v5"],
  }),
  allowedFqdns: z
    .array(fqdn)
    .max(100)
    .default([])
    .meta({
      description:
        "Names that the machine may reach beside GitHub, Azure's control plane, Pulumi's downloads and npm: those of the state and its key.",
      examples: [["contosostate.blob.core.windows.net"]],
    }),
});
