import { type GlobalNameKind, globalName, nameProblems } from "../lib/planning/names.ts";
import { refuse } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
import type { Environment } from "./environment.ts";
import type { Settings } from "./settings.ts";

/** Names that must be unique in all of Azure, and the kind that decides their form. */
const GLOBAL = {
  registry: "containerRegistry",
  datasets: "storageAccount",
  checkpoints: "storageAccount",
  logs: "storageAccount",
  diskVault: "keyVault",
  storageVault: "keyVault",
  etcdVault: "keyVault",
  logVault: "keyVault",
  lustreVault: "keyVault",
} as const satisfies Record<string, GlobalNameKind>;

/** Azure names of an ND H100 stack's resources. */
export type Names = Readonly<Record<keyof typeof GLOBAL | "cluster", string>>;

/**
 * The Azure names of a stack: those that the environment gives, and deterministic ones for the rest.
 *
 * @throws InvalidInput with every given name that Azure would refuse.
 */
export function namesOf({ environment, subscriptionId, stack }: Settings): Names {
  const { names: given, generation } = environment;
  const derived = Object.entries(GLOBAL).map(([role, kind]) => [
    role,
    globalName(kind, { subscriptionId, stack, generation, role }),
  ]);
  const names = { cluster: stack, ...Object.fromEntries(derived), ...given } as Names;
  refuse(
    "names",
    Object.entries(names).flatMap(([role, name]) =>
      nameProblems(kindOf(role), name, `${ENVIRONMENT_PATH}.names.${role}`),
    ),
  );
  return names;
}

function kindOf(role: string): GlobalNameKind | "managedCluster" {
  return role in GLOBAL ? GLOBAL[role as keyof typeof GLOBAL] : "managedCluster";
}

/** Roles that an environment may name. */
export type NamedRole = keyof Environment["names"];
