import type * as z from "zod";
import { hostileText, MASKED, masked } from "../lib/planning/hostile-text.ts";
import { type Problem, refuse } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { explain } from "./environment/explain.ts";
import { keysOf, schemaAt } from "./environment/shape.ts";
import { type Environment, environmentSchema } from "./environment.ts";

/** Where the environment stands in a stack's configuration. */
export const ENVIRONMENT_PATH = "exaform:environment";

/**
 * Checks what stands under `exaform:environment` and fills in the defaults.
 *
 * @param input anything: it is hostile until this returns.
 * @throws InvalidInput that lists every problem.
 */
export function checkEnvironment(input: unknown): Environment {
  const hostile = hostileText(input, ENVIRONMENT_PATH);
  const checked = environmentSchema.safeParse(input);
  if (checked.success) {
    refuse(ENVIRONMENT_PATH, hostile);
    return checked.data;
  }
  const malformed = checked.error.issues.filter(isOurs).flatMap((issue) => problemsOf(issue, input));
  const named = new Set(hostile.map((problem) => problem.path));
  // What is hostile is reported as such, and never echoed by a second problem.
  const others = malformed.filter(
    ({ path }) => path === ENVIRONMENT_PATH || !(named.has(path) || path.includes(MASKED)),
  );
  refuse(ENVIRONMENT_PATH, [...hostile, ...others]);
  throw checked.error;
}

type Issue = z.core.$ZodIssue;

/** What no number of JavaScript can say exactly is outside of every bound here, too. */
function isOurs(issue: Issue): boolean {
  return !(
    (issue.code === "too_big" && issue.maximum === Number.MAX_SAFE_INTEGER) ||
    (issue.code === "too_small" && issue.minimum === Number.MIN_SAFE_INTEGER)
  );
}

function problemsOf(issue: Issue, input: unknown): Problem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, issue.path, input));
  const value = valueAtPath(input, issue.path);
  // A text in place of the whole might be a secret of a form that nobody knows.
  const visible = issue.path.length === 0 ? undefined : shown(value);
  return [{ path: pathText(issue.path), value: visible, ...explain(issue, value) }];
}

function unknownKey(key: string, parent: readonly PropertyKey[], input: unknown): Problem {
  const known = keysOf(schemaAt(parent));
  const nearest = suggest(key, known);
  const path = [...parent, key];
  return {
    path: pathText(path),
    value: shown(valueAtPath(input, path)),
    message: `unknown key; allowed here: ${known.join(", ")}`,
    fix: nearest === undefined ? "remove it" : `did you mean ${nearest}?`,
  };
}

/** The value, unless any part of it must not be shown. */
function shown(value: unknown): unknown {
  return hostileText(value, "").length === 0 ? value : MASKED;
}

/** A property as problems name it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${masked(String(key))}`),
    ENVIRONMENT_PATH,
  );
}

function valueAtPath(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}
