import type { Problem } from "../lib/planning/problem.ts";

/** What a secret in plain text looks like. */
const SECRETS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  { kind: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----/ },
  { kind: "a shared access signature", pattern: /[?&]sig=[A-Za-z0-9%+/=]{20,}/ },
  { kind: "a storage account key", pattern: /AccountKey=[A-Za-z0-9+/=]{20,}/i },
  { kind: "an AWS access key", pattern: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { kind: "a JSON web token", pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/ },
  { kind: "a GitHub token", pattern: /\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})\b/ },
  { kind: "an Entra client secret", pattern: /\b[A-Za-z0-9_~.-]{3}8Q~[A-Za-z0-9_~.-]{31,34}\b/ },
];

/** What a shell, a template engine or a YAML writer further down could take for its own. */
const INJECTION = /[\p{Cc}`<>]|\$\(|\$\{|\{\{|;\s*\S+\s|&&|\|\|/u;

/** Keys that reach an object's prototype. */
const PROTOTYPE_KEYS = new Set([...Object.getOwnPropertyNames(Object.prototype), "prototype"]);

const MAX_DEPTH = 16;

/**
 * Finds, anywhere in a value, strings and keys that must not travel further: secrets in plain text, text that a shell or
 * template could execute, and keys of an object's prototype. A secret is never part of the answer.
 */
export function hostileText(value: unknown, path: string, depth = 0): Problem[] {
  if (depth > MAX_DEPTH) {
    return [{ path, value: undefined, message: `nested deeper than ${MAX_DEPTH} levels`, fix: "flatten it" }];
  }
  if (typeof value === "string") return hostileString(value, path);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, entry]) => {
    const at = Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`;
    return [...(Array.isArray(value) ? [] : hostileKey(key, path)), ...hostileText(entry, at, depth + 1)];
  });
}

function hostileKey(key: string, path: string): Problem[] {
  if (PROTOTYPE_KEYS.has(key)) {
    return [
      {
        path: `${path}.${key}`,
        value: key,
        message: "this key names a part of every object and is never allowed",
        fix: "choose another key",
      },
    ];
  }
  return hostileString(key, `${path} (a key)`);
}

function hostileString(text: string, path: string): Problem[] {
  const secret = SECRETS.find(({ pattern }) => pattern.test(text));
  if (secret !== undefined) {
    return [
      {
        path,
        value: "[masked]",
        message: `looks like ${secret.kind}; nothing here may be a secret, since it is stored and shown in clear`,
        fix: "remove it, revoke it, and give it to the program that needs it with `pulumi config set --secret`",
      },
    ];
  }
  if (INJECTION.test(text)) {
    return [
      {
        path,
        value: JSON.stringify(text).slice(1, 80),
        message:
          "control characters, back-ticks, angle brackets, $(…), ${…}, {{…}} and shell operators are not allowed",
        fix: "use letters, digits, spaces and . _ - / : @",
      },
    ];
  }
  return [];
}
