import { type Graph, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, listOf, notEvaluated, opaque, passed } from "../../answers.ts";
import { intentOf } from "../../intent.ts";
import { reachOf } from "../../internet.ts";
import { type Part, securityRules } from "../../parts.ts";
import type { Answer, Rule } from "../../rule.ts";

const MUST = "must be a private range, a service, or a network that the environment allows (allowedNetworks)";

/** No rule lets in what comes from the internet, whatever the port. */
export const internetInbound: Rule = {
  id: "N09",
  name: "nothing-in-from-internet",
  title: "No rule of a network security group lets the internet in.",
  enforcement: "mandatory",
  severity: "critical",
  frameworks: {
    checkov: ["CKV_AZURE_9", "CKV_AZURE_10", "CKV_AZURE_77", "CKV_AZURE_160"],
    nist80053: ["AC-4", "SC-7"],
    nist800223: ["access", "management"],
  },
  remediation:
    "Write the ranges or the service tag that may come in as sourceAddressPrefix or sourceAddressPrefixes of the security rule.",
  evidence: "https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview",
  scope: "graph",
  types: securityRules.types,
  check: (resource, graph) => securityRules.partsOf(resource).flatMap((part) => ruleAnswers(part, graph)),
};

function ruleAnswers(part: Part, graph: Graph): Answer[] {
  const [direction, access] = ["direction", "access"].map((property) => valueAt(part.value, property));
  if (is(direction, "outbound") || is(access, "deny")) return [];
  const sure = opaque(direction) === undefined && opaque(access) === undefined;
  return sourcesOf(part).map(([path, source]) => {
    const answer = sourceAnswer(path, source, graph);
    if (sure || answer.status !== "failed") return answer;
    return notEvaluated(path, answer.message, "unless the rule, which is unknown, lets nothing in");
  });
}

/** Where a rule's traffic may come from, by path. One without ranges is about application security groups, which hold machines of Azure. */
function sourcesOf({ prefix, value }: Part): (readonly [path: string, source: Value])[] {
  const [single, several] = ["sourceAddressPrefix", "sourceAddressPrefixes"] as const;
  const [one, list] = [valueAt(value, single), valueAt(value, several)];
  if (opaque(value) !== undefined) return [[prefix + single, value]];
  return [
    ...(isAbsent(one) || one === "" ? [] : [[prefix + single, one] as const]),
    ...(isAbsent(list) || Array.isArray(list) ? [] : [[prefix + several, list] as const]),
    ...listOf(list).map((source, index) => [`${prefix}${several}[${index}]`, source] as const),
  ];
}

function sourceAnswer(path: string, source: Value, graph: Graph): Answer {
  const reason = opaque(source);
  if (reason !== undefined || typeof source !== "string")
    return notEvaluated(path, reason ?? "is no text", MUST);
  const found = `is ${JSON.stringify(source)}`;
  switch (reachOf(source)) {
    case "private":
      return passed(path, found);
    case "everybody":
      return decided(false, path, `${found}: the internet`, MUST);
    case "public": {
      const allowed = intentOf(graph).allowedNetworks?.includes(source) ?? false;
      return decided(allowed, path, `${found}: addresses of the internet`, MUST);
    }
  }
}

function is(value: Value | undefined, expected: string): boolean {
  return typeof value === "string" && value.toLowerCase() === expected;
}
