import type { Policies, Policy, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";
import type { Finding } from "../lib/graph/finding.ts";
import { shortType } from "../lib/graph/graph.ts";
import { evaluate, findingsOn } from "./evaluate.ts";
import { type DeclaredInputs, graphOfResource, graphOfStack } from "./pack-graph.ts";
import { unversioned } from "./resource-types.ts";
import type { Frameworks, Rule } from "./rule.ts";

/**
 * The rules as policies of a Pulumi policy pack.
 *
 * A rule of scope `resource` becomes a resource policy: it stops a bad resource before it is created. One of scope `graph` becomes a stack
 * policy. Of the other answers none is silent: what could not be evaluated, with the whole stack in view, is a warning of one advisory
 * policy, `not-evaluated`; what a rule does not apply to is handed to the engine as not applicable, with the reason.
 */
export function policiesOf(rules: readonly Rule[]): Policies {
  const declared: DeclaredInputs = new Map();
  return [
    ...rules.map((rule) =>
      rule.scope === "resource" ? resourcePolicy(rule, declared) : stackPolicy(rule, declared),
    ),
    notEvaluatedPolicy(rules, declared),
  ];
}

/** A rule's name in the policy pack. */
export function policyName(rule: Rule): string {
  return `${rule.id}-${rule.name}`;
}

/** A finding as the text of a violation. */
export function violationText({ path, message }: Finding): string {
  return path === "" ? message : `${path} ${message}`;
}

function typesOf(rule: Rule): string {
  return rule.types.map(shortType).join(", ");
}

function resourcePolicy(rule: Rule, declared: DeclaredInputs): ResourceValidationPolicy {
  return {
    ...policyFacts(rule),
    validateResource: (args, reportViolation) => {
      declared.set(args.urn, args.props);
      if (!rule.types.includes(unversioned(args.type))) args.notApplicable(`looks at ${typesOf(rule)}`);
      const graph = graphOfResource(args);
      const findings = graph.resources.flatMap((resource) => findingsOn(rule, resource, graph));
      if (findings.length === 0)
        args.notApplicable(`looks at ${typesOf(rule)}, and at parts that this one has not`);
      for (const finding of withStatus(findings, "failed")) reportViolation(violationText(finding));
      const exempt = withStatus(findings, "notApplicable");
      if (exempt.length > 0) args.notApplicable(exempt.map(violationText).join("; "));
    },
  };
}

function stackPolicy(rule: Rule, declared: DeclaredInputs): StackValidationPolicy {
  return {
    ...policyFacts(rule),
    validateStack: (args, reportViolation) => {
      const findings = evaluate(graphOfStack(args.resources, declared), [rule]);
      for (const finding of withStatus(findings, "failed"))
        reportViolation(violationText(finding), finding.urn);
      const exempt = withStatus(findings, "notApplicable");
      if (exempt.length > 0)
        args.notApplicable(exempt.map((finding) => `${finding.urn}: ${violationText(finding)}`).join("; "));
    },
  };
}

function notEvaluatedPolicy(rules: readonly Rule[], declared: DeclaredInputs): StackValidationPolicy {
  return {
    name: "not-evaluated",
    displayName: "Rules that could not be evaluated",
    description: "A rule could not be evaluated here: it has not passed.",
    enforcementLevel: "advisory",
    severity: "low",
    remediationSteps:
      "Nothing to write: run `npm run preview`, which carries more than Pulumi shows a policy pack, or look after the update.",
    validateStack: (args, reportViolation) => {
      const findings = evaluate(graphOfStack(args.resources, declared), rules);
      for (const finding of withStatus(findings, "notEvaluated")) {
        reportViolation(`${finding.rule}: ${violationText(finding)}`, finding.urn);
      }
    },
  };
}

function policyFacts(rule: Rule): Policy {
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
    tags: tagsOf(rule.frameworks),
    remediationSteps: rule.remediation,
    url: rule.evidence,
  };
}

function tagsOf({ checkov = [], cisAks = [], nist80053, nist800223 = [] }: Frameworks): string[] {
  return [
    ...checkov,
    ...cisAks.map((number) => `CIS AKS 1.8: ${number}`),
    ...nist80053.map((control) => `NIST SP 800-53: ${control}`),
    ...nist800223.map((zone) => `NIST SP 800-223: ${zone} zone`),
  ];
}

function withStatus(findings: readonly Finding[], status: Finding["status"]): Finding[] {
  return findings.filter((finding) => finding.status === status);
}
