import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import * as z from "zod";
import { InvalidInput, type Problem } from "../../planning/problem.ts";
import { suggest } from "../../planning/suggest.ts";

const count = z.int().nonnegative();
const names = z.array(z.string().min(1)).default([]);
/** Region, then quota family as `az vm list-usage` names it, or `cores` for all families of the region together. */
const vCpus = z.record(z.string(), z.record(z.string(), count)).default({});

/** Roles that decide whether a deployer can run `pulumi up`, by Azure's own names. */
export const deployerRoles = [
  "Owner",
  "Contributor",
  "Reader",
  "User Access Administrator",
  "Role Based Access Control Administrator",
  "Network Contributor",
] as const;

const armId = z
  .string()
  .regex(/^(\/[^/]+\/[^/]+)+$/, "must be the id of an Azure resource, /subscriptions/…");

const deployer = z.strictObject({
  /** Object id of who deploys. */
  principalId: z.string().min(1),
  roles: z.array(z.strictObject({ role: z.enum(deployerRoles), scope: armId })),
});

const worldSchema = z.strictObject({
  /** Limits in vCPUs, by region and family; `cores` is the region's total. */
  quota: vCpus,
  /** vCPUs that something outside the simulation uses already, in the same form. */
  usage: vCpus,
  /** Nodes that Azure has free, by region, zone and VM size. */
  capacity: z.record(z.string(), z.record(z.string(), z.record(z.string(), count))).default({}),
  /** VM sizes that the subscription is not offered, by region and size: the zones, or `all`. */
  restrictions: z
    .record(z.string(), z.record(z.string(), z.union([z.literal("all"), z.array(z.string())])))
    .default({}),
  /** State of feature flags, by `Namespace/flag`. */
  features: z
    .record(
      z.string().regex(/^[^/]+\/[^/]+$/, "must be Namespace/flag"),
      z.enum(["Registered", "NotRegistered", "Registering", "Pending", "Unregistered", "Unregistering"]),
    )
    .default({}),
  /** State of resource providers, by namespace. */
  providers: z.record(z.string(), z.enum(["Registered", "NotRegistered", "Registering"])).default({}),
  /** Names that another customer has, in services whose names are unique in all of Azure. */
  takenNames: z
    .strictObject({ registries: names, storageAccounts: names, vaults: names })
    .default({ registries: [], storageAccounts: [], vaults: [] }),
  /** Names of vaults that were deleted before and are not purged yet. */
  softDeletedVaults: names,
  /** Objects that exist before the first run, in azure-native's shape. */
  exists: z
    .array(z.strictObject({ id: armId, inputs: z.record(z.string(), z.unknown()).default({}) }))
    .default([]),
  /** What whoever deploys may do; `unknown`: Azure does not show it. Absent: Owner of everything. */
  deployer: z.union([z.literal("unknown"), deployer]).optional(),
  /** Seconds for which reads do not see a fresh object, as if a replica lagged behind. */
  readLagSeconds: z.number().nonnegative().default(0),
});

/** The simulated subscription: what of Azure a rehearsal cannot know. Every field may be left out; see {@link assumptionsOf}. */
export type World = z.infer<typeof worldSchema>;

/** What a world file may say: {@link World} before its defaults. */
export type WorldFile = z.input<typeof worldSchema>;

/**
 * A world from what a file says.
 *
 * @param shownAs how messages name it.
 * @throws InvalidInput with every place that does not fit.
 */
export function worldOf(content: unknown, shownAs = "world"): World {
  const parsed = worldSchema.safeParse(content ?? {});
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    shownAs,
    parsed.error.issues.flatMap((issue) => problemsOf(issue, content)),
  );
}

/**
 * Reads a world file, YAML.
 *
 * @throws InvalidInput with every place that does not fit.
 */
export function readWorld(file: string, shownAs: string = file): World {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new InvalidInput(shownAs, [
      {
        path: shownAs,
        value: undefined,
        message: "there is no such file, or it cannot be read",
        fix: "name a file that describes the simulated subscription, or leave --azure out",
      },
    ]);
  }
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true });
  const broken = document.errors.map(({ message, pos: [offset] }): Problem => {
    const line = text.slice(0, offset).split("\n").length;
    return { path: `${shownAs}:${line}`, value: undefined, message, fix: "write it as YAML" };
  });
  if (broken.length > 0) throw new InvalidInput(shownAs, broken);
  return worldOf(document.toJS({ maxAliasCount: 0 }), shownAs);
}

function problemsOf(issue: z.core.$ZodIssue, content: unknown): Problem[] {
  const path = issue.path.map(String);
  if (issue.code !== "unrecognized_keys") {
    const value = issue.path.reduce<unknown>(
      (at, key) =>
        typeof at === "object" && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined,
      content,
    );
    const fix = `write it as in the example of docs/simulated-azure.md, or remove it`;
    return [{ path: path.join(".") || "(whole file)", value, message: issue.message, fix }];
  }
  return issue.keys.map((key) => {
    const meant = suggest(key, Object.keys(worldSchema.shape));
    return {
      path: [...path, key].join("."),
      value: undefined,
      message: "no such key in a world",
      fix: meant === undefined || path.length > 0 ? "remove it" : `write ${meant}`,
    };
  });
}

/** Something that a world does not say and the simulation takes for granted. */
export interface Assumption {
  /** Key of the world that would say it. */
  readonly key: keyof World;
  /** What is taken for granted; stands in reports. */
  readonly text: string;
}

/** What the simulation takes for granted because the world does not say it. Whoever shows a result shows these. */
export function assumptionsOf(world: World): Assumption[] {
  const empty = (value: object): boolean => Object.keys(value).length === 0;
  const rest = (value: object, what: string): string =>
    empty(value) ? "" : ` for every ${what} that is not given`;
  const rows: (Assumption | undefined)[] = [
    { key: "quota", text: `quota is unlimited${rest(world.quota, "region and family")}` },
    empty(world.usage) ? { key: "usage", text: "nothing else uses quota" } : undefined,
    {
      key: "capacity",
      text: `Azure has every size in every zone${rest(world.capacity, "region, zone and size")}`,
    },
    empty(world.restrictions)
      ? { key: "restrictions", text: "every size of the catalogue is offered in every region and zone" }
      : undefined,
    {
      key: "features",
      text: `feature flags are registered, and a VM size that wants one unregistered has it so${rest(world.features, "flag")}`,
    },
    { key: "providers", text: `resource providers are registered${rest(world.providers, "namespace")}` },
    Object.values(world.takenNames).every((list) => list.length === 0)
      ? { key: "takenNames", text: "no other customer has a name that must be unique" }
      : undefined,
    world.softDeletedVaults.length === 0
      ? { key: "softDeletedVaults", text: "no deleted vault keeps its name" }
      : undefined,
    world.exists.length === 0 ? { key: "exists", text: "the subscription is empty" } : undefined,
    world.deployer === undefined
      ? { key: "deployer", text: "whoever deploys is Owner of the subscription" }
      : undefined,
  ];
  return rows.filter((row) => row !== undefined);
}
