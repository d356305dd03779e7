import type { Finding, Status } from "../lib/graph/finding.ts";
import { type Graph, type Resource, shortType } from "../lib/graph/graph.ts";
import { unversioned } from "./resource-types.ts";
import type { Answer, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";

/**
 * Judges a graph in this process, without Pulumi.
 *
 * @param considered @default - every rule
 * @returns by rule, then in the order of the graph. Every rule has at least one finding: one that finds nothing to look at says so
 *   of the stack, as `notApplicable`.
 */
export function evaluate(graph: Graph, considered: readonly Rule[] = rules): Finding[] {
  const typed = graph.resources.map((resource) => ({ resource, type: unversioned(resource.type) }));
  return considered.flatMap((rule) => {
    const subjects = typed.filter(({ type }) => rule.types.includes(type));
    const findings = subjects.flatMap(({ resource }) => findingsOn(rule, resource, graph));
    return findings.length > 0 ? findings : [nothingToLookAt(rule, graph)];
  });
}

/** What one rule finds on one resource of its types. */
export function findingsOn(rule: Rule, resource: Resource, graph: Graph): Finding[] {
  return rule.check(resource, graph).map((answer) => findingOf(rule, resource.urn, answer));
}

/** How many findings there are of each status; every status is there. */
export function countByStatus(findings: readonly Finding[]): Record<Status, number> {
  const counts = { passed: 0, failed: 0, waived: 0, notEvaluated: 0, notApplicable: 0 };
  for (const { status } of findings) counts[status] += 1;
  return counts;
}

function findingOf(
  { id, enforcement, severity }: Rule,
  urn: string,
  { status, path, message }: Answer,
): Finding {
  return { rule: id, enforcement, severity, status, urn, path, message };
}

function nothingToLookAt(rule: Rule, { project, stack }: Graph): Finding {
  const urn = `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
  const message = `the stack has nothing that the rule looks at (${rule.types.map(shortType).join(", ")})`;
  return findingOf(rule, urn, { status: "notApplicable", path: "", message });
}
