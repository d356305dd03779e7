import * as z from "zod";

/** Days as Azure spells them. */
const day = z.enum(["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]);

/** `kubernetes`: version and upgrades. */
export const kubernetes = z.strictObject({
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

/** `maintenance`: when Azure may take nodes out. */
export const maintenance = z.strictObject({
  dayOfWeek: day.exactOptional().meta({ description: "Day on which the window opens. @default Sunday" }),
  startHourUtc: z
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

/** `names`: Azure names instead of the derived ones. */
export const names = z.partialRecord(
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
    "runnerVault",
  ]),
  z.string().min(1).max(260),
);
