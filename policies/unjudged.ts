import type { Finding } from "../lib/graph/finding.ts";
import { type Graph, type Resource, shortType } from "../lib/graph/graph.ts";
import { unversioned } from "./resource-types.ts";
import type { RuleFacts } from "./rule.ts";

/** Packages whose resources the rules judge. */
const JUDGED: readonly string[] = ["azure-native", "azuread", "aws", "kubernetes"];

/** Packages whose resources are made in no cloud. */
const NOWHERE: readonly string[] = ["pulumi", "random", "std", "time", "tls"];

const MUST = `rules judge ${JUDGED.slice(0, -1).join(", ")} and ${JUDGED.at(-1)} alone`;

/** Kinds of resource that a message names. */
const NAMED_KINDS = 5;

/** A rule that looks at no resource has not passed: whoever writes in another package must read that here. */
export const packagesJudged = {
  id: "A04",
  name: "packages-judged",
  title: "Every resource that a cloud makes is of a package that the rules judge.",
  enforcement: "advisory",
  severity: "high",
  frameworks: { nist80053: ["CA-2", "CM-8"] },
  remediation:
    "Declare it with azure-native, aws or kubernetes, or have it judged by a scanner that knows its package: nothing is said of it here.",
  evidence: "https://www.pulumi.com/registry/",
} as const satisfies RuleFacts;

/** One answer for each package that no rule judges; one that there is none. */
export function unjudgedFindings(graph: Graph): Finding[] {
  const made = graph.resources.filter(({ custom, type }) => custom && !NOWHERE.includes(packageOf(type)));
  const unjudged = Map.groupBy(
    made.filter(({ type }) => !JUDGED.includes(packageOf(type))),
    ({ type }) => packageOf(type),
  );
  if (unjudged.size > 0)
    return [...unjudged].map(([name, own]) => answer("notEvaluated", textOf(name, own), own[0]));
  return made.length === 0
    ? [answer("notApplicable", "the stack makes nothing in a cloud", graph.resources[0])]
    : [answer("passed", "each is of a package that the rules judge", graph.resources[0])];
}

function textOf(name: string, own: readonly Resource[]): string {
  const kinds = [...new Set(own.map(({ type }) => shortType(type)))].toSorted();
  const more = kinds.length > NAMED_KINDS ? ` and ${kinds.length - NAMED_KINDS} more kinds` : "";
  const [count, were] = own.length === 1 ? ["1 resource is", "was"] : [`${own.length} resources are`, "were"];
  return `${count} of package ${name} (${kinds.slice(0, NAMED_KINDS).join(", ")}${more}) and ${were} not looked at; ${MUST}`;
}

function answer(status: Finding["status"], message: string, resource: Resource | undefined): Finding {
  const { id, enforcement, severity } = packagesJudged;
  return { rule: id, enforcement, severity, status, urn: resource?.urn ?? "", path: "", message };
}

/** `aws` of `aws:s3/bucket:Bucket`; a provider, `pulumi:providers:aws`, is Pulumi's own. */
function packageOf(type: string): string {
  return unversioned(type).split(":")[0] ?? "";
}
