import type { Finding, Status } from "../lib/graph/finding.ts";
import { byUrn, type Graph } from "../lib/graph/graph.ts";
import { type Acceptances, acceptancesOf, ENVIRONMENT_PATH, type Waiver } from "./acceptances.ts";
import type { RuleFacts } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { packagesJudged, unjudgedFindings } from "./unjudged.ts";

const SHARED = {
  frameworks: { nist80053: ["CA-5", "RA-7"] },
  evidence: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
} as const;

/** What is demanded of the acceptances themselves, and that nothing escapes the rules. None of these can be waived. */
export const acceptanceRules = {
  current: {
    ...SHARED,
    id: "A01",
    name: "waivers-current",
    title: "Every waiver names one rule and one resource, and has not expired.",
    enforcement: "mandatory",
    severity: "medium",
    remediation:
      "Mend what was waived and remove the waiver from the environment's file, or have it accepted anew: with a later day and the reason that holds now.",
  },
  needed: {
    ...SHARED,
    id: "A02",
    name: "waivers-needed",
    title: "Every waiver waives a failure.",
    enforcement: "advisory",
    severity: "low",
    remediation: "Remove the waiver from the environment's file: what it waived does not fail.",
  },
  paths: {
    ...SHARED,
    id: "A03",
    name: "accepted-paths-current",
    title: "No acceptance of a path in the clear has expired.",
    enforcement: "mandatory",
    severity: "medium",
    remediation:
      "Have the path accepted anew in acceptedPaths of the environment's file, by whom and until when, or encrypt it in the application.",
  },
  packages: packagesJudged,
} as const satisfies Record<string, RuleFacts>;

/**
 * The findings, with failures that the environment accepts as `waived`, and what is found of the acceptances themselves and of packages that no rule judges. Nothing
 * but a failure is waived: what could not be evaluated stays so.
 *
 * @param findings of every rule on the graph.
 * @param asOf the day against which dates are judged, ISO 8601.
 */
export function withWaivers(findings: readonly Finding[], graph: Graph, asOf: string): Finding[] {
  const acceptances = acceptancesOf(graph, rules);
  const uses = acceptances.waivers.map((waiver) => useOf(waiver, findings, graph, asOf));
  const waived = new Map(
    uses.flatMap(({ waiver, holds, hits }) => (holds ? hits.map((hit) => [hit, waiver] as const) : [])),
  );
  return [
    ...findings.map((finding) => waive(finding, waived.get(finding))),
    ...acceptanceFindings(acceptances, uses, graph, asOf),
    ...unjudgedFindings(graph),
  ];
}

/**
 * Whether a failure on one resource is waived, by what its name and URN alone tell: for a policy pack, which must stop a resource
 * before it has seen the others.
 *
 * @returns the waiver, where one holds.
 */
export function waiverOf({ rule, urn }: Finding, acceptances: Acceptances, asOf: string): Waiver | undefined {
  return acceptances.waivers.find(
    (waiver) =>
      waiver.rule === rule && waiver.expires >= asOf && [urn, nameOf(urn)].includes(waiver.resource),
  );
}

/** What a waiver comes to. */
interface Use {
  readonly waiver: Waiver;
  /** Whether it is in force, and names one resource. */
  readonly holds: boolean;
  readonly expired: boolean;
  /** The resources that it names. */
  readonly urns: readonly string[];
  /** The failures on them. */
  readonly hits: readonly Finding[];
  /** Whether any of the rule's answers there is not evaluated. */
  readonly open: boolean;
}

function useOf(waiver: Waiver, findings: readonly Finding[], graph: Graph, asOf: string): Use {
  const answers = findings.filter(
    ({ rule, urn }) => rule === waiver.rule && [urn, nameOf(urn)].includes(waiver.resource),
  );
  const urns = [...new Set(answers.map(({ urn }) => urn))].filter((urn) => byUrn(graph, urn) !== undefined);
  const expired = waiver.expires < asOf;
  return {
    waiver,
    expired,
    holds: !expired && urns.length === 1,
    urns,
    hits: answers.filter(({ status }) => status === "failed"),
    open: answers.some(({ status }) => status === "notEvaluated"),
  };
}

function waive(finding: Finding, waiver: Waiver | undefined): Finding {
  if (waiver === undefined) return finding;
  const { owner, expires, reason } = waiver;
  return {
    ...finding,
    status: "waived",
    message: `${finding.message}; waived until ${expires} by ${owner}: ${reason}`,
  };
}

function acceptanceFindings(
  { environment, acceptedPaths, problems }: Acceptances,
  uses: readonly Use[],
  { project, stack }: Graph,
  asOf: string,
): Finding[] {
  const urn = environment?.urn ?? `urn:pulumi:${stack}::${project}::pulumi:pulumi:Stack::${project}-${stack}`;
  const none = (rule: RuleFacts, what: string): Finding =>
    found(rule, urn, "", ["notApplicable", `the environment ${what}`]);
  const { current, needed, paths } = acceptanceRules;
  const broken = problems.map(({ path, message, fix }) =>
    found(current, urn, path.slice(ENVIRONMENT_PATH.length + 1), ["failed", `${message}; ${fix}`]),
  );
  const ofWaivers = uses.flatMap((use, index) => [
    found(current, urn, `waivers[${index}]`, currentAnswer(use, asOf)),
    found(needed, urn, `waivers[${index}]`, neededAnswer(use)),
  ]);
  const ofPaths = acceptedPaths.map(({ path, until, acceptedBy, reason }, index) =>
    found(
      paths,
      urn,
      `acceptedPaths[${index}]`,
      until < asOf
        ? ["failed", `the acceptance of ${path} by ${acceptedBy} expired on ${until} (as of ${asOf})`]
        : ["passed", `${path} is accepted by ${acceptedBy} until ${until}: ${reason}`],
    ),
  );
  return [
    ...(broken.length > 0 ? broken : []),
    ...(broken.length + ofWaivers.length > 0
      ? ofWaivers
      : [none(current, "has no waiver"), none(needed, "has no waiver")]),
    ...(ofPaths.length > 0 ? ofPaths : [none(paths, "accepts no path in the clear")]),
  ];
}

type Answer = readonly [status: Exclude<Status, "waived">, message: string];

function currentAnswer({ waiver, urns, expired }: Use, asOf: string): Answer {
  const { rule, resource, owner, expires, reason } = waiver;
  const what = `${rule} on ${resource}`;
  if (expired) return ["failed", `the waiver of ${what} by ${owner} expired on ${expires} (as of ${asOf})`];
  if (urns.length > 1) {
    return [
      "failed",
      `the waiver of ${what} waives nothing, for ${urns.length} resources have this name; write the URN of one: ${urns.join(", ")}`,
    ];
  }
  return ["passed", `${what} is waived by ${owner} until ${expires}: ${reason}`];
}

function neededAnswer({ waiver, urns, hits, open, expired }: Use): Answer {
  const what = `the waiver of ${waiver.rule} on ${waiver.resource}`;
  if (expired || urns.length > 1) return ["notApplicable", `${what} is not in force`];
  if (urns.length === 0) return ["failed", `${what}: the rule looks at no resource of this name or URN`];
  if (hits.length > 0) return ["passed", `${what} waives ${hits.length} of its answers`];
  return open
    ? ["notEvaluated", `${what}: whether the rule fails there is not known`]
    : ["failed", `${what}: the rule does not fail there`];
}

function found({ id, enforcement, severity }: RuleFacts, urn: string, path: string, answer: Answer): Finding {
  const [status, message] = answer;
  return { rule: id, enforcement, severity, status, urn, path, message };
}

/** The logical name in a URN. */
function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
