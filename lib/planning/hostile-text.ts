import type { Problem } from "./problem.ts";

/** What a secret in plain text looks like. */
const SECRETS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { kind: "a shared access signature", pattern: /[?&]sig=[A-Za-z0-9%+/=]{20,}/ },
  { kind: "a storage account key", pattern: /AccountKey=[A-Za-z0-9+/=]{20,}/i },
  { kind: "an AWS access key", pattern: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: "a JSON web token", pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/ },
  { kind: "a GitHub token", pattern: /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})\b/ },
  { kind: "an Entra client secret", pattern: /[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,34}/ },
  { kind: "a Slack token", pattern: /\bxox[a-z]-[A-Za-z0-9-]{10,}/ },
  { kind: "an API key", pattern: /\bsk-[A-Za-z0-9_-]{20,}/ },
  { kind: "a password", pattern: /(password|passwd|secret|token)["']?\s*[=:]\s*["']?[^\s"']/i },
];

/** Keys whose value is a secret, whatever it looks like. */
const SECRET_KEY = /(password|passwd|secret|token)$/i;

/** What a shell, a template engine, a terminal or a YAML writer further down could take for its own. */
const INJECTION = /[\p{Cc}\p{Cf}`<>]|\$\(|\$\{|\{\{|;\s*\S+\s|&&|\|\|/u;

/** Keys that reach an object's prototype. */
const PROTOTYPE_KEYS = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

const MAX_DEPTH = 16;

/** Stands where a secret stood. */
export const MASKED = "[masked]";

/** How much of a hostile text is shown. */
const SHOWN = 80;

/**
 * Finds, anywhere in a value, strings and keys that must not travel further: secrets in plain text, text that a shell or
 * template could execute, and keys of an object's prototype. A secret is never part of the answer.
 *
 * @param path where the value stands in the user's input.
 */
export function hostileText(value: unknown, path: string): Problem[] {
  return walk(value, path, (text, at) => [...secretString(text, at), ...injection(text, at)].slice(0, 1), 0);
}

/** Finds secrets in plain text only, for settings that belong to others. */
export function secretText(value: unknown, path: string): Problem[] {
  return walk(value, path, secretString, 0);
}

/** The text itself, or {@link MASKED} where any part of it looks like a secret. */
export function masked(text: string): string {
  return secretString(text, "").length > 0 ? MASKED : text;
}

/** A secret under a key that says so, whatever it looks like. */
export function secretUnderKey(key: string, value: unknown, path: string): Problem[] {
  return SECRET_KEY.test(key) && typeof value === "string" && value !== ""
    ? [secretProblem(`a ${(SECRET_KEY.exec(key)?.[1] ?? "").toLowerCase()}`, path)]
    : [];
}

/**
 * The value without what {@link hostileText} finds: entries of mappings go alone, a list goes as a whole, since the places
 * of its other entries would move.
 *
 * @returns `undefined` where nothing is left.
 */
export function withoutHostileText(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return hostileText(value, "").length === 0 ? value : undefined;
  }
  const clean = Object.entries(value).flatMap(([key, entry]) => {
    if (hostileText({ [key]: "" }, "").length > 0 || secretUnderKey(key, entry, "").length > 0) return [];
    const rest = depthOf(entry) > MAX_DEPTH ? undefined : withoutHostileText(entry);
    return rest === undefined ? [] : [[key, rest] as const];
  });
  return Object.fromEntries(clean);
}

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null || depth > MAX_DEPTH) return depth;
  return Math.max(depth, ...Object.values(value).map((entry) => depthOf(entry, depth + 1)));
}

type Check = (text: string, path: string) => Problem[];

function walk(value: unknown, path: string, check: Check, depth: number): Problem[] {
  if (depth > MAX_DEPTH) {
    return [{ path, value: undefined, message: `nested deeper than ${MAX_DEPTH} levels`, fix: "flatten it" }];
  }
  if (typeof value === "string") return check(value, path);
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((entry, index) => walk(entry, `${path}[${index}]`, check, depth + 1));
  }
  return Object.entries(value).flatMap(([key, entry]) => {
    const at = `${path}.${masked(key)}`;
    const named = secretUnderKey(key, entry, at);
    return [
      ...keyProblems(key, path, check),
      ...(named.length > 0 ? named : walk(entry, at, check, depth + 1)),
    ];
  });
}

function keyProblems(key: string, path: string, check: Check): Problem[] {
  if (!PROTOTYPE_KEYS.has(key)) return check(key, `${path} (a key)`);
  const message = "this key names a part of every object and is never allowed";
  return [{ path: `${path}.${key}`, value: key, message, fix: "choose another key" }];
}

function secretString(text: string, path: string): Problem[] {
  const secret = SECRETS.find(({ pattern }) => pattern.test(text));
  return secret === undefined ? [] : [secretProblem(secret.kind, path)];
}

function secretProblem(kind: string, path: string): Problem {
  return {
    path,
    value: MASKED,
    message: `looks like ${kind}; nothing here may be a secret, since it is stored and shown in clear`,
    fix: "remove it, revoke it, and give it to the program that needs it with `pulumi config set --secret`",
  };
}

function injection(text: string, path: string): Problem[] {
  if (!INJECTION.test(text)) return [];
  const message =
    "control and invisible characters, back-ticks, angle brackets, $(…), ${…}, {{…}} and shell operators are not allowed";
  // Invisible characters turn the text around in a terminal.
  const shown = text.slice(0, SHOWN).replaceAll(/\p{Cf}/gu, "\u{FFFD}");
  return [{ path, value: shown, message, fix: "use letters, digits, spaces and . _ - / : @" }];
}
