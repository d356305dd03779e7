import * as z from "zod";

/** `tenants`: who has GPU nodes of its own. */
export const tenants = z.array(
  z.strictObject({
    name: z
      .string()
      .max(63)
      .meta({
        description:
          "The tenant: its node pools begin with it, and carry it as the label and taint `exaform.io/tenant`.",
        examples: ["research"],
      }),
    nodes: z
      .int()
      .min(1)
      .max(5000)
      .meta({ description: "GPU nodes of its own, beside `nodes`.", examples: [16] }),
  }),
);
