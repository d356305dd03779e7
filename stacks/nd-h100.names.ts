import { type GlobalNameKind, globalName, nameProblems } from "../lib/planning/names.ts";
import { type Problem, refuse } from "../lib/planning/problem.ts";
import { ENVIRONMENT_PATH } from "./check-environment.ts";
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
  runnerVault: "keyVault",
} as const satisfies Record<string, GlobalNameKind>;

/** Azure names of an ND H100 stack's resources. */
export type Names = Readonly<Record<keyof typeof GLOBAL | "cluster", string>>;

/**
 * The Azure names of a stack: those that the environment gives, and deterministic ones for the rest.
 *
 * @throws InvalidInput with every given name that Azure would refuse, or a name of the stack that no other can begin with.
 */
export function namesOf({ environment, subscriptionId, stack }: Settings): Names {
  const { names: given, generation } = environment;
  const derived = Object.entries(GLOBAL).map(([role, kind]) => [
    role,
    globalName(kind, { subscriptionId, stack, generation, role }),
  ]);
  const names = { cluster: stack, ...Object.fromEntries(derived), ...given } as Names;
  // Those that are derived are valid, and share no hash.
  const malformed = Object.entries(given).flatMap(([role, name]) =>
    nameProblems(kindOf(role), name, pathOf(role)),
  );
  refuse("names", [...stackNameProblems(stack), ...malformed, ...sharedNames(names)]);
  return names;
}

const pathOf = (role: string): string => `${ENVIRONMENT_PATH}.names.${role}`;

/** Names of resource groups, workspaces and more begin with the stack's; the tightest of them has 44 characters. */
function stackNameProblems(stack: string): Problem[] {
  if (/^[a-z](?:[a-z0-9]|-(?!-)){1,34}[a-z0-9]$/.test(stack)) return [];
  const message =
    "must be 3 to 36 lower-case letters, digits and single hyphens, the first a letter, the last no hyphen: Azure names begin with it";
  return [{ path: "<stack>", value: stack, message, fix: "name the stack for example nd-h100-dev" }];
}

/** Azure compares names without their case, and among resources of one kind no two may have the same. */
function sharedNames(names: Names): Problem[] {
  const entries = Object.entries(names);
  return entries.flatMap(([role, name], index) => {
    const first = entries
      .slice(0, index)
      .find(([other, text]) => kindOf(other) === kindOf(role) && text.toLowerCase() === name.toLowerCase());
    if (first === undefined) return [];
    const message = `${pathOf(first[0])} has the same name, and Azure does not tell case apart`;
    return [{ path: pathOf(role), value: name, message, fix: "write another name, or leave it out" }];
  });
}

function kindOf(role: string): GlobalNameKind | "managedCluster" {
  return role in GLOBAL ? GLOBAL[role as keyof typeof GLOBAL] : "managedCluster";
}
