import { type Graph, isSecret, isUnknown, type Resource, type Value } from "../../../lib/graph/graph.ts";
import { entriesOf, failed, isAbsent, notEvaluated, passed } from "../../answers.ts";
import { CARRIERS } from "../../demand.ts";
import { KUBERNETES_SECRET, STACK } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { namesSecret } from "../../secret-names.ts";

const MUST = "must be a secret";

/** What Pulumi does not know to be secret stands in states, plans, logs and pull requests for everyone to read. */
export const secretOutputs: Rule = {
  id: "D08",
  name: "secrets-marked",
  title:
    "What the stack hands out under the name of a secret, and what it puts into a Secret, is marked as secret.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["IA-5", "SC-28"], nist800223: ["management"] },
  remediation: "Wrap the value in pulumi.secret(…), or read it by config.requireSecret(…).",
  evidence: "https://www.pulumi.com/docs/iac/concepts/secrets/#how-secrets-relate-to-outputs",
  scope: "graph",
  types: [STACK, KUBERNETES_SECRET],
  check: (resource, graph) => (resource.type === STACK ? judgeStack(graph) : judgeSecret(resource, graph)),
};

function judgeStack(graph: Graph): Answer[] {
  const { outputs } = graph;
  if (outputs === undefined) {
    const reason = `and what is secret of them are not carried by ${CARRIERS[graph.origin]}`;
    return [notEvaluated("outputs", reason, "those with the name of a secret must be secrets")];
  }
  const named = Object.keys(outputs).filter(namesSecret);
  if (named.length === 0) return [passed("outputs", "none has the name of a secret")];
  return named.toSorted().map((name) => judgeValue(`outputs.${name}`, outputs[name]));
}

function judgeSecret({ inputs }: Resource, graph: Graph): Answer[] {
  return ["data", "stringData"].flatMap((property) => {
    const value = inputs[property];
    if (isAbsent(value)) return [];
    if (!carriesSecrets(graph)) {
      return [
        notEvaluated(property, `what is secret of it is not carried by ${CARRIERS[graph.origin]}`, MUST),
      ];
    }
    if (isSecret(value) || isUnknown(value)) return [judgeValue(property, value)];
    return entriesOf(value).map(([key, element]) => judgeValue(`${property}.${key}`, element));
  });
}

function judgeValue(path: string, value: Value | undefined): Answer {
  if (isSecret(value)) return passed(path, "is a secret");
  return isUnknown(value)
    ? notEvaluated(path, "is unknown until the cloud answers", MUST)
    : failed(path, "is written in the clear", MUST);
}

/** Pulumi's policy interface hands secrets over like everything else. */
function carriesSecrets({ origin }: Graph): boolean {
  return origin !== "pack";
}
