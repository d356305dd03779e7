import * as z from "zod";
import type { Graph, Resource } from "../lib/graph/graph.ts";
import type { Problem } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { ENVIRONMENT } from "./resource-types.ts";
import type { RuleFacts } from "./rule.ts";

/** One accepted failure: of one rule, on one resource, until a day. */
export interface Waiver {
  /** Id of the rule. */
  readonly rule: string;
  /** The resource's logical name, or its URN. */
  readonly resource: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day on which it holds, ISO 8601. */
  readonly expires: string;
}

/** A path on which data is in the clear, and who has accepted that. */
export interface AcceptedPath {
  readonly path: string;
  readonly acceptedBy: string;
  /** The last day on which it is accepted, ISO 8601. */
  readonly until: string;
  readonly reason: string;
}

/** What an environment declares that it accepts. */
export interface Acceptances {
  /** The component that declares it; absent where the graph has none. */
  readonly environment?: Resource;
  readonly waivers: readonly Waiver[];
  readonly acceptedPaths: readonly AcceptedPath[];
  /** What is wrong with the declaration itself: then nothing is accepted. */
  readonly problems: readonly Problem[];
}

/** Where an environment stands in a stack's configuration. */
export const ENVIRONMENT_PATH = "exaform:environment";

const text = z.string().min(1);
const declared = z.object({
  waivers: z
    .array(z.object({ rule: text, resource: text, reason: text, owner: text, expires: z.iso.date() }))
    .default([]),
  acceptedPaths: z
    .array(z.object({ path: text, acceptedBy: text, until: z.iso.date(), reason: text }))
    .default([]),
});

/**
 * Reads what the environment of a graph accepts. The schema of `stacks/` has checked that of an exaform program; a graph from a file
 * may hold anything.
 *
 * @param rules those that can be waived.
 */
export function acceptancesOf(graph: Graph, rules: readonly RuleFacts[]): Acceptances {
  const environment = graph.resources.find(({ type }) => type === ENVIRONMENT);
  if (environment === undefined) return { waivers: [], acceptedPaths: [], problems: [] };
  const parsed = declared.safeParse(environment.inputs);
  if (!parsed.success) {
    return { environment, waivers: [], acceptedPaths: [], problems: parsed.error.issues.map(malformed) };
  }
  const { waivers, acceptedPaths } = parsed.data;
  const problems = [...unknownRules(waivers, rules), ...repeated(waivers)];
  return problems.length > 0
    ? { environment, waivers: [], acceptedPaths, problems }
    : { environment, waivers, acceptedPaths, problems };
}

function malformed({ path, message }: z.core.$ZodIssue): Problem {
  const at = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return {
    path: `${ENVIRONMENT_PATH}${at}`,
    value: undefined,
    message: `cannot be read: ${message}`,
    fix: "write it as docs/policies.md shows",
  };
}

function unknownRules(waivers: readonly Waiver[], rules: readonly RuleFacts[]): Problem[] {
  const ids = rules.map(({ id }) => id);
  return waivers.flatMap(({ rule }, index) => {
    if (ids.includes(rule)) return [];
    const meant =
      rules.find(({ name }) => name === rule || rule.endsWith(`-${name}`))?.id ?? suggest(rule, ids);
    return [
      {
        path: `${ENVIRONMENT_PATH}.waivers[${index}].rule`,
        value: rule,
        message: "no rule that can be waived has this id",
        fix: meant === undefined ? "see docs/rules.md" : `did you mean ${meant}? See docs/rules.md`,
      },
    ];
  });
}

function repeated(waivers: readonly Waiver[]): Problem[] {
  return waivers.flatMap(({ rule, resource }, index) => {
    const first = waivers.findIndex((other) => other.rule === rule && other.resource === resource);
    if (first === index) return [];
    return [
      {
        path: `${ENVIRONMENT_PATH}.waivers[${index}]`,
        value: `${rule} ${resource}`,
        message: `waives the same as waivers[${first}]`,
        fix: "keep one of the two",
      },
    ];
  });
}
