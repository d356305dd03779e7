import type { Graph } from "../../../lib/graph/graph.ts";
import { decided, notEvaluated } from "../../answers.ts";
import { CARRIERS } from "../../demand.ts";
import { STACK } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const PATH = "secrets_providers.type";
const MUST = 'must be "cloud": a key in a vault of one\'s own';

/** What each kind of provider means, as Pulumi names it in a state. */
const KINDS: Readonly<Record<string, string>> = {
  cloud: "a key in a cloud's key management",
  service: "a key that Pulumi Cloud holds",
  passphrase: "a phrase, which may be empty and which nobody can take back from those who know it",
};

/** A state holds every secret of the stack: who can decrypt it is decided by its provider. */
export const secretsProvider: Rule = {
  id: "D07",
  name: "state-own-key",
  title: "The stack's secrets are encrypted with a key in a vault of one's own.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["SC-12", "SC-28"], nist800223: ["management"] },
  remediation:
    'Run `pulumi stack change-secrets-provider "azurekeyvault://<vault>.vault.azure.net/keys/<key>/<version>"`.',
  evidence: "https://www.pulumi.com/docs/iac/concepts/secrets/#available-encryption-providers",
  scope: "graph",
  types: [STACK],
  check: (_, graph) => [judgeProvider(graph)],
};

function judgeProvider(graph: Graph): Answer {
  const { secretsProvider: provider } = graph;
  if (provider === undefined) {
    const hint = graph.origin === "state" ? "" : ": look at an exported state";
    return notEvaluated(PATH, `is not carried by ${CARRIERS[graph.origin]}${hint}`, MUST);
  }
  const kind = KINDS[provider] ?? "of a kind that the rule does not know";
  return decided(provider === "cloud", PATH, `is "${provider}", ${kind}`, MUST);
}
