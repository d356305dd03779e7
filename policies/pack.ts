import type {
  Policies,
  Policy,
  PolicyResource,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationArgs,
  StackValidationPolicy,
} from "@pulumi/policy";
import type { Finding } from "../lib/graph/finding.ts";
import { shortType } from "../lib/graph/graph.ts";
import { acceptancesOf } from "./acceptances.ts";
import { evaluate, findingsOn } from "./evaluate.ts";
import { frameworkTags } from "./frameworks.ts";
import { type DeclaredInputs, graphOfEnvironment, graphOfResource, graphOfStack } from "./pack-graph.ts";
import { unversioned } from "./resource-types.ts";
import type { Rule, RuleFacts } from "./rule.ts";
import { acceptanceRules, waiverOf, withWaivers } from "./waivers.ts";

/**
 * The rules as policies of a Pulumi policy pack.
 *
 * A rule of scope `resource` becomes a resource policy: it stops a bad resource before it is created. One of scope `graph` becomes a stack
 * policy. Of the other answers none is silent: what is waived and what could not be evaluated, with the whole stack in view, are
 * warnings of one advisory policy each, `waived` and `not-evaluated`; what a rule does not apply to is handed to the engine as not
 * applicable, with the reason.
 *
 * @param asOf the day against which waivers are judged, ISO 8601.
 */
export function policiesOf(rules: readonly Rule[], asOf: string): Policies {
  const run: Run = { rules, asOf, declared: new Map() };
  return [
    ...rules.map((rule) => (rule.scope === "resource" ? resourcePolicy(rule, run) : stackPolicy(rule, run))),
    ...Object.values(acceptanceRules).map((rule) => acceptancePolicy(rule, run)),
    everywherePolicy("waived", WAIVED, run),
    everywherePolicy("notEvaluated", NOT_EVALUATED, run),
  ];
}

/** What the policies of a pack share. */
interface Run {
  readonly rules: readonly Rule[];
  readonly asOf: string;
  readonly declared: DeclaredInputs;
}

/** A rule's name in the policy pack. */
export function policyName(rule: Pick<RuleFacts, "id" | "name">): string {
  return `${rule.id}-${rule.name}`;
}

/** A finding as the text of a violation. */
export function violationText({ path, message }: Finding): string {
  return path === "" ? message : `${path} ${message}`;
}

function typesOf(rule: Rule): string {
  return rule.types.map(shortType).join(", ");
}

function resourcePolicy(rule: Rule, { rules, declared, asOf }: Run): ResourceValidationPolicy {
  return {
    ...policyFacts(rule),
    validateResource: (args, reportViolation) => {
      declared.set(args.urn, args.props);
      if (!rule.types.includes(unversioned(args.type))) args.notApplicable(`looks at ${typesOf(rule)}`);
      const graph = graphOfResource(args);
      const findings = graph.resources.flatMap((resource) => findingsOn(rule, resource, graph));
      if (findings.length === 0)
        args.notApplicable(`looks at ${typesOf(rule)}, and at parts that this one has not`);
      const acceptances = acceptancesOf(graphOfEnvironment(declared), rules);
      for (const finding of withStatus(findings, "failed")) {
        if (waiverOf(finding, acceptances, asOf) === undefined) reportViolation(violationText(finding));
      }
      const exempt = withStatus(findings, "notApplicable");
      if (exempt.length > 0) args.notApplicable(exempt.map(violationText).join("; "));
    },
  };
}

function stackPolicy(rule: Rule, run: Run): StackValidationPolicy {
  return {
    ...policyFacts(rule),
    validateStack: (args, reportViolation) => {
      report(rule, findingsOf([rule], args.resources, run), args, reportViolation);
    },
  };
}

/** What is demanded of the waivers themselves: that can be told only of what all rules find. */
function acceptancePolicy(rule: RuleFacts, run: Run): StackValidationPolicy {
  return {
    ...policyFacts(rule),
    validateStack: (args, reportViolation) => {
      report(rule, findingsOf(run.rules, args.resources, run), args, reportViolation);
    },
  };
}

function findingsOf(
  rules: readonly Rule[],
  resources: readonly PolicyResource[],
  { declared, asOf }: Run,
): Finding[] {
  const graph = graphOfStack(resources, declared);
  return withWaivers(evaluate(graph, rules), graph, asOf);
}

function report(
  { id }: RuleFacts,
  findings: readonly Finding[],
  args: StackValidationArgs,
  reportViolation: ReportViolation,
): void {
  const own = findings.filter(({ rule }) => rule === id);
  for (const finding of withStatus(own, "failed")) reportViolation(violationText(finding), finding.urn);
  const exempt = withStatus(own, "notApplicable");
  if (exempt.length > 0)
    args.notApplicable(exempt.map((finding) => `${finding.urn}: ${violationText(finding)}`).join("; "));
}

const WAIVED: Policy = {
  name: "waived",
  displayName: "Failures that are waived",
  description: "A rule fails here, and the environment's file waives it.",
  enforcementLevel: "advisory",
  severity: "low",
  remediationSteps: "Mend it before the waiver expires.",
};

const NOT_EVALUATED: Policy = {
  name: "not-evaluated",
  displayName: "Rules that could not be evaluated",
  description: "A rule could not be evaluated here: it has not passed.",
  enforcementLevel: "advisory",
  severity: "low",
  remediationSteps:
    "Nothing to write: run `npm run preview`, which carries more than Pulumi shows a policy pack, or look after the update.",
};

/** A warning for each finding of one status, whatever its rule. */
function everywherePolicy(status: Finding["status"], facts: Policy, run: Run): StackValidationPolicy {
  return {
    ...facts,
    validateStack: (args, reportViolation) => {
      for (const finding of withStatus(findingsOf(run.rules, args.resources, run), status)) {
        reportViolation(`${finding.rule}: ${violationText(finding)}`, finding.urn);
      }
    },
  };
}

function policyFacts(rule: RuleFacts): Policy {
  return {
    name: policyName(rule),
    displayName: `${rule.id} ${rule.title}`,
    description: rule.title,
    enforcementLevel: rule.enforcement,
    severity: rule.severity,
    framework: {
      name: "NIST SP 800-53",
      version: "Rev. 5",
      reference: rule.frameworks.nist80053.join(", "),
      specification: rule.title,
    },
    tags: frameworkTags(rule.frameworks),
    remediationSteps: rule.remediation,
    url: rule.evidence,
  };
}

function withStatus(findings: readonly Finding[], status: Finding["status"]): Finding[] {
  return findings.filter((finding) => finding.status === status);
}
