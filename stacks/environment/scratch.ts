import * as z from "zod";

/** `scratch`: the file system of the running jobs. */
export const scratch = z.strictObject({
  sku: z
    .enum(["40", "125", "250", "500"])
    .default("250")
    .meta({ description: "Throughput class of Azure Managed Lustre, MB/s for each TiB." }),
  capacityTiB: z
    .int()
    .min(4)
    .max(25_000)
    .exactOptional()
    .meta({
      description:
        "Size in TiB, a multiple of the class's step; fixed at creation. @default - the smallest of the class",
      examples: [8],
    }),
});
