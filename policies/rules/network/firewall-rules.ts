import { type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, isAbsent, listOf, notEvaluated, opaque } from "../../answers.ts";
import { reachOf } from "../../internet.ts";
import type { Answer } from "../../rule.ts";

/** Lists of a rule that say where to, and which of their entries is no list at all. */
const DESTINATIONS: Readonly<Record<string, (entry: string) => boolean>> = {
  targetFqdns: isWildcard,
  targetUrls: isWildcard,
  destinationFqdns: isWildcard,
  destinationAddresses: (entry) => reachOf(entry) === "everybody",
};

const MUST = "must name what may be reached";

/** The rules of a firewall policy: those of each collection that lets something out. */
export function ruleGroupAnswers({ inputs }: Resource): Answer[] {
  return collectionAnswers("ruleCollections", inputs.ruleCollections);
}

/** The rules that stand in a firewall itself, without a policy. */
export function firewallAnswers({ inputs }: Resource): Answer[] {
  return ["applicationRuleCollections", "networkRuleCollections"].flatMap((list) =>
    collectionAnswers(list, inputs[list]),
  );
}

function collectionAnswers(path: string, collections: Value | undefined): Answer[] {
  const reason = opaque(collections);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST)];
  return listOf(collections).flatMap((collection, index) => {
    const action = valueAt(collection, "action.type");
    // What denies lets nothing out; what translates addresses (Dnat) lets in.
    if (typeof action === "string" && action.toLowerCase() !== "allow") return [];
    const answers = ruleAnswers(`${path}[${index}].rules`, valueAt(collection, "rules"));
    return opaque(action) === undefined ? answers : answers.map(unlessDenied);
  });
}

function unlessDenied(answer: Answer): Answer {
  if (answer.status !== "failed") return answer;
  return notEvaluated(answer.path, answer.message, "unless the rule, whose action is unknown, denies");
}

function ruleAnswers(path: string, rules: Value | undefined): Answer[] {
  const reason = opaque(rules);
  if (reason !== undefined) return [notEvaluated(path, reason, MUST)];
  return listOf(rules).flatMap((rule, index) =>
    Object.entries(DESTINATIONS)
      .map(([list, isOpen]) => ({ list, isOpen, value: valueAt(rule, list) }))
      .filter(({ value }) => !isAbsent(value))
      .map(({ list, isOpen, value }) => listAnswer(`${path}[${index}].${list}`, value, isOpen)),
  );
}

function listAnswer(path: string, value: Value | undefined, isOpen: (entry: string) => boolean): Answer {
  const entries = listOf(value);
  const open = entries.find((entry) => typeof entry === "string" && isOpen(entry));
  if (open !== undefined) return decided(false, path, `has ${JSON.stringify(open)}`, MUST);
  const reason = [value, ...entries].map(opaque).find((found) => found !== undefined);
  if (reason !== undefined) return notEvaluated(path, reason, MUST);
  return decided(true, path, `names ${entries.length}`, MUST);
}

/** `*`, and all names of a top-level domain. */
function isWildcard(entry: string): boolean {
  const host = entry.replace(/^https?:\/\//i, "").split(/[/:]/)[0] ?? entry;
  return /^\*(?:\.[\w-]+)?$/.test(host);
}
