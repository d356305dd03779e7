import { createHash } from "node:crypto";
import type { Problem } from "./problem.ts";

/** A kind of resource whose name must be unique in all of Azure. */
export type GlobalNameKind = "storageAccount" | "keyVault" | "containerRegistry";

/** What a globally unique name is made from. The same input always gives the same name. */
export interface GlobalNameSeed {
  readonly subscriptionId: string;
  readonly stack: string;
  /** Raised when a reserved name must be left behind: vaults keep theirs for 90 days after deletion. */
  readonly generation: number;
  /** What the resource is for in its stack, for example `checkpoints`. */
  readonly role: string;
}

/** A kind of resource whose name a user may choose. */
export type NameKind = GlobalNameKind | "agentPool" | "managedCluster" | "resourceGroup" | "tenant";

interface NameRule {
  readonly pattern: RegExp;
  /** What a name of this kind is, after "must be". */
  readonly rule: string;
  readonly longest: number;
  /** Makes characters of any text fit, except for the length; may return an empty text. */
  readonly fit: (text: string) => string;
  /** Stands before a text that is empty, too short, or begins wrongly. */
  readonly start: string;
}

const lowerAlphanumeric = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
const hyphenated = (text: string): string => text.replaceAll(/[^A-Za-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
const startingWithLetter = (text: string): string => text.replace(/^[^A-Za-z]+/, "");

/** https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules. */
const rules: Readonly<Record<NameKind, NameRule>> = {
  storageAccount: {
    pattern: /^[a-z0-9]{3,24}$/,
    rule: "3 to 24 lower-case letters and digits",
    longest: 24,
    fit: lowerAlphanumeric,
    start: "st",
  },
  keyVault: {
    pattern: /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    rule: "3 to 24 letters, digits and single hyphens, the first a letter, the last no hyphen",
    longest: 24,
    fit: (text) => startingWithLetter(hyphenated(text)),
    start: "kv",
  },
  containerRegistry: {
    pattern: /^[A-Za-z0-9]{5,50}$/,
    rule: "5 to 50 letters and digits",
    longest: 50,
    fit: (text) => text.replaceAll(/[^A-Za-z0-9]/g, ""),
    start: "registry",
  },
  agentPool: {
    pattern: /^[a-z][a-z0-9]{0,11}$/,
    rule: "1 to 12 lower-case letters and digits, the first a letter",
    longest: 12,
    fit: (text) => startingWithLetter(lowerAlphanumeric(text)),
    start: "pool",
  },
  // A node pool's name is the tenant's and two digits.
  tenant: {
    pattern: /^[a-z][a-z0-9]{0,9}$/,
    rule: "1 to 10 lower-case letters and digits, the first a letter",
    longest: 10,
    fit: (text) => startingWithLetter(lowerAlphanumeric(text)),
    start: "tenant",
  },
  managedCluster: {
    pattern: /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/,
    rule: "1 to 63 letters, digits, hyphens and underscores, the first and last a letter or digit",
    longest: 63,
    fit: hyphenated,
    start: "cluster",
  },
  resourceGroup: {
    pattern: /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u,
    rule: "1 to 90 letters, digits, underscores, hyphens, periods and parentheses, the last no period",
    longest: 90,
    fit: hyphenated,
    start: "group",
  },
};

/** What stands at the front of a generated name: Microsoft's own abbreviations of resource types. */
const ABBREVIATIONS: Readonly<Record<GlobalNameKind, string>> = {
  storageAccount: "st",
  keyVault: "kv",
  containerRegistry: "cr",
};

/** 12 characters of base 36: two seeds share a name by a chance of one in 4.7 × 10^18. */
const HASH_LENGTH = 12;

/** What is left of 24 characters beside abbreviation and hash. */
const ROLE_LENGTH = 10;

/** A globally unique name: an abbreviation, the role as far as it fits, and a hash of the whole seed. */
export function globalName(kind: GlobalNameKind, seed: GlobalNameSeed): string {
  const { subscriptionId, stack, generation, role } = seed;
  const hash = hashOf(JSON.stringify([subscriptionId.toLowerCase(), stack, generation, role]));
  return `${ABBREVIATIONS[kind]}${lowerAlphanumeric(role).slice(0, ROLE_LENGTH)}${hash}`;
}

/**
 * Why Azure would refuse a name.
 *
 * @param path where the name stands in the user's input.
 * @returns at most one problem, whose fix is a valid name that keeps as much of the given one as it can.
 */
export function nameProblems(kind: NameKind, name: string, path: string): Problem[] {
  const rule = rules[kind];
  const message = reasonOf(rule, name);
  return message === undefined ? [] : [{ path, value: name, message, fix: `write ${validName(rule, name)}` }];
}

/** {@link nameProblems} of a storage account. */
export function storageAccountNameProblems(name: string, path: string): Problem[] {
  return nameProblems("storageAccount", name, path);
}

/** {@link nameProblems} of a key vault. */
export function keyVaultNameProblems(name: string, path: string): Problem[] {
  return nameProblems("keyVault", name, path);
}

/** {@link nameProblems} of a container registry. */
export function registryNameProblems(name: string, path: string): Problem[] {
  return nameProblems("containerRegistry", name, path);
}

/** {@link nameProblems} of a node pool with Linux nodes. */
export function agentPoolNameProblems(name: string, path: string): Problem[] {
  return nameProblems("agentPool", name, path);
}

/** {@link nameProblems} of a tenant, from which the names of its node pools are made. */
export function tenantNameProblems(name: string, path: string): Problem[] {
  return nameProblems("tenant", name, path);
}

/** {@link nameProblems} of an AKS cluster. */
export function clusterNameProblems(name: string, path: string): Problem[] {
  return nameProblems("managedCluster", name, path);
}

/** {@link nameProblems} of a resource group. */
export function resourceGroupNameProblems(name: string, path: string): Problem[] {
  return nameProblems("resourceGroup", name, path);
}

function reasonOf({ pattern, rule, longest }: NameRule, name: string): string | undefined {
  if (name in Object.prototype)
    return "the name of a part of every JavaScript object: it would be mistaken for that";
  if (pattern.test(name)) return undefined;
  return `must be ${rule}${name.length > longest ? `; it has ${name.length} characters` : ""}`;
}

/** A name of the kind that keeps as much of the text as it can. */
function validName(rule: NameRule, text: string): string {
  const fitted = rule.fit(text.normalize("NFKD").replaceAll(/\p{M}/gu, ""));
  const candidates = [fitted, `${rule.start}${fitted}`, `${rule.start}${hashOf(text)}`];
  const shortened = candidates.map((candidate) => candidate.slice(0, rule.longest).replace(/-+$/, ""));
  const valid = shortened.find((candidate) => reasonOf(rule, candidate) === undefined);
  if (valid === undefined) throw new Error(`no name was found for "${text}"`);
  return valid;
}

function hashOf(text: string): string {
  const digest = BigInt(`0x${createHash("sha256").update(text).digest("hex")}`);
  return digest.toString(36).padStart(HASH_LENGTH, "0").slice(-HASH_LENGTH);
}
