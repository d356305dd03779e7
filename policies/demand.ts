import {
  type Graph,
  isSecret,
  isUnknown,
  referencesOf,
  shortType,
  type Value,
  valueAt,
} from "../lib/graph/graph.ts";
import type { Part } from "./parts.ts";
import { unversioned } from "./resource-types.ts";
import type { Answer } from "./rule.ts";

type Scalar = boolean | number | string;

/** What Azure does where a property is not written. Counted only where Azure documents it. */
export interface AzureDefault {
  readonly value: Scalar;
  /** Public page that says so. */
  readonly source: string;
}

/** What one property must be. */
export type Demand = { readonly path: string } & (
  | { readonly kind: "equals"; readonly allowed: readonly Scalar[]; readonly azureDefault?: AzureDefault }
  | { readonly kind: "present" | "absent"; readonly of: readonly string[] }
);

/** The property must have that value. Text is compared without regard to case: no two values that Azure knows differ in case alone. */
export function equals(path: string, value: Scalar, azureDefault?: AzureDefault): Demand {
  return oneOf(path, [value], azureDefault);
}

/** The property must have one of those values. */
export function oneOf(path: string, allowed: readonly Scalar[], azureDefault?: AzureDefault): Demand {
  return { kind: "equals", path, allowed, ...(azureDefault && { azureDefault }) };
}

/**
 * The property must be set, whatever its value.
 *
 * @param of types of resources: an unknown that was computed from one of them is set.
 */
export function present(path: string, of: readonly string[]): Demand {
  return { kind: "present", path, of };
}

/**
 * The property must not be set.
 *
 * @param of types of resources: an unknown that was computed from one of them is set.
 */
export function absent(path: string, of: readonly string[]): Demand {
  return { kind: "absent", path, of };
}

/** Judges one property of a part. */
export function judge(demand: Demand, part: Part, graph: Graph): Answer {
  const path = part.prefix + demand.path;
  const value = valueAt(part.value, demand.path);
  if (demand.kind === "equals") return { path, ...judgeValue(demand, value) };
  if (isUnknown(value)) return { path, ...judgeUnknown(demand, part, graph) };
  const set = value !== undefined && value !== null && value !== "";
  return {
    path,
    ...decided(set === (demand.kind === "present"), set ? "is set" : "is not set", MUST[demand.kind]),
  };
}

type Verdict = Pick<Answer, "status" | "message">;
type ValueDemand = Extract<Demand, { kind: "equals" }>;
type PresenceDemand = Exclude<Demand, { kind: "equals" }>;

const MUST = { present: "must be set", absent: "must not be set" };

function judgeValue({ allowed, azureDefault }: ValueDemand, value: Value | undefined): Verdict {
  const must = `must be ${allowed.map(textOf).join(" or ")}`;
  if (isUnknown(value)) return undecided("is unknown until the cloud answers", must);
  if (isSecret(value)) return undecided("is a secret and was not looked at", must);
  if (value !== undefined && value !== null)
    return decided(isAllowed(value, allowed), `is ${textOf(value)}`, must);
  if (azureDefault === undefined) return decided(false, "is not set", must);
  const found = `is not set, which Azure takes as ${textOf(azureDefault.value)} (${azureDefault.source})`;
  return decided(isAllowed(azureDefault.value, allowed), found, must);
}

/** An unknown is set where it comes from a resource that such a value comes from; otherwise it may turn out to be nothing. */
function judgeUnknown({ kind, path, of }: PresenceDemand, part: Part, graph: Graph): Verdict {
  if (part.resource.propertyDependencies === undefined) {
    const carrier = CARRIERS[graph.origin];
    return undecided(
      `is unknown, and ${carrier} does not carry here what it depends on (propertyDependencies)`,
      MUST[kind],
    );
  }
  const references = referencesOf(graph, part.resource, topLevel(part, path));
  const source = references.find((found) => of.includes(unversioned(found.type)));
  if (source === undefined) {
    return undecided(
      `is unknown, and comes from no ${of.map(shortType).join(" or ")} of this stack`,
      MUST[kind],
    );
  }
  return decided(
    kind === "present",
    `comes from ${shortType(source.type)} ${source.name} of this stack`,
    MUST[kind],
  );
}

/** How messages name the source of a graph. */
export const CARRIERS: Readonly<Record<Graph["origin"], string>> = {
  embedded: "the embedded engine",
  preview: "a preview",
  state: "a state",
  pack: "Pulumi's policy interface",
};

function decided(passed: boolean, found: string, must: string): Verdict {
  return passed ? { status: "passed", message: found } : { status: "failed", message: `${found}; ${must}` };
}

function undecided(reason: string, must: string): Verdict {
  return { status: "notEvaluated", message: `${reason}; ${must}` };
}

function isAllowed(value: Value, allowed: readonly Scalar[]): boolean {
  return allowed.some((candidate) =>
    typeof candidate === "string" && typeof value === "string"
      ? candidate.toLowerCase() === value.toLowerCase()
      : candidate === value,
  );
}

/** Dependencies are known for each input as a whole: `encryption`, not `encryption.keyVaultProperties`. */
function topLevel(part: Part, path: string): string {
  return /^\w+/.exec(part.prefix + path)?.[0] ?? path;
}

/** A value as messages show it: on one line, and never more than a glance of it. */
export function textOf(value: Value): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}
