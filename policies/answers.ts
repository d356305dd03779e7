import { isSecret, isUnknown, type Value } from "../lib/graph/graph.ts";
import type { Answer } from "./rule.ts";

/** Answers of rules with logic of their own, worded as those of the tables. */

/** The property is as it must be. */
export function passed(path: string, found: string): Answer {
  return { status: "passed", path, message: found };
}

/** The property is not as it must be. */
export function failed(path: string, found: string, must: string): Answer {
  return { status: "failed", path, message: `${found}; ${must}` };
}

/** The property could not be looked at. */
export function notEvaluated(path: string, reason: string, must: string): Answer {
  return { status: "notEvaluated", path, message: `${reason}; ${must}` };
}

/** The rule does not ask for it here. */
export function notApplicable(path: string, reason: string): Answer {
  return { status: "notApplicable", path, message: reason };
}

/** Passes or fails. */
export function decided(passes: boolean, path: string, found: string, must: string): Answer {
  return passes ? passed(path, found) : failed(path, found, must);
}

/** Why a value cannot be looked at; `undefined` where it can. */
export function opaque(value: Value | undefined): string | undefined {
  if (isUnknown(value)) return "is unknown until the cloud answers";
  return isSecret(value) ? "is a secret and was not looked at" : undefined;
}

/** What stands in a list or an object, by index or key; nothing where the value is neither, or is not known. */
export function entriesOf(value: Value | undefined): readonly (readonly [key: string, value: Value])[] {
  if (typeof value !== "object" || value === null || opaque(value) !== undefined) return [];
  return Object.entries(value);
}

/** The elements of a list; none where the value is no list. */
export function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** Whether a value is not written. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === undefined || value === null;
}
