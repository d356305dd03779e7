import { isSecret, isUnknown, type Properties, type Value } from "../lib/graph/graph.ts";
import { entriesOf } from "./answers.ts";

/** `unknown` where a value that nobody can read yet decides. */
export type Truth = boolean | "unknown";

/** One statement of a policy of AWS, as it stands there. What may be one or a list is a list. */
export interface Statement {
  readonly effect: Value | undefined;
  readonly actions: readonly Value[];
  readonly notActions: readonly Value[];
  readonly resources: readonly Value[];
  readonly notResources: readonly Value[];
  readonly principal: Value | undefined;
  readonly condition: Value | undefined;
}

/** What an input says that holds a policy of AWS. */
export type PolicyDocument =
  | { readonly kind: "statements"; readonly statements: readonly Statement[] }
  | { readonly kind: "unread"; readonly reason: string }
  | { readonly kind: "none" };

/** Reads a policy of AWS: JSON text, or the object that the SDK of Pulumi takes as well. */
export function policyDocumentOf(input: Value | undefined): PolicyDocument {
  if (input === undefined || input === null || input === "") return { kind: "none" };
  if (isUnknown(input)) return { kind: "unread", reason: "is unknown until the cloud answers" };
  if (isSecret(input)) return { kind: "unread", reason: "is a secret and was not looked at" };
  const document = typeof input === "string" ? parsed(input) : input;
  const statements = Object.fromEntries(entriesOf(document)).Statement;
  if (statements === undefined)
    return { kind: "unread", reason: "is not a policy of AWS: it has no Statement" };
  if (isUnknown(statements) || isSecret(statements))
    return { kind: "unread", reason: "has statements that are unknown" };
  return { kind: "statements", statements: listed(statements).map(statementOf) };
}

/** A value that may be one or a list, as a list. */
export function listed(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

/** Whether any of some values fits: unknown ones might. */
export function anyOf(values: readonly Value[], fits: (text: string) => boolean): Truth {
  if (values.some((value) => typeof value === "string" && fits(value))) return true;
  return values.some((value) => isUnknown(value) || isSecret(value)) ? "unknown" : false;
}

/** All hold; a known `false` decides. */
export function allHold(...truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return truths.includes("unknown") ? "unknown" : true;
}

/** One holds; a known `true` decides. */
export function oneHolds(...truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return truths.includes("unknown") ? "unknown" : false;
}

/** Whether a statement allows; or denies. */
export function has(effect: "Allow" | "Deny", statement: Statement): Truth {
  return anyOf(listed(statement.effect), (text) => text === effect);
}

/** Whether a statement speaks of everybody. */
export function isOfEverybody({ principal }: Statement): Truth {
  const everybody = (value: Value | undefined) => anyOf(listed(value), (text) => text === "*");
  return oneHolds(everybody(principal), everybody(Object.fromEntries(entriesOf(principal)).AWS));
}

function parsed(text: string): Value {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function statementOf(value: Value): Statement {
  const unread = isUnknown(value) || isSecret(value);
  const at = (key: string): Value | undefined => (unread ? value : (value as Properties | null)?.[key]);
  return {
    effect: at("Effect"),
    actions: listed(at("Action")),
    notActions: listed(at("NotAction")),
    resources: listed(at("Resource")),
    notResources: listed(at("NotResource")),
    principal: at("Principal"),
    condition: at("Condition"),
  };
}
