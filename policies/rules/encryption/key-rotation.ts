import { type Graph, type Resource, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided, failed, isAbsent, listOf, notEvaluated, opaque } from "../../answers.ts";
import { rulingOn } from "../../purposes.ts";
import { KEY } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { daysOf } from "./iso-duration.ts";

const ACTIONS = "properties.rotationPolicy.lifetimeActions";
const LIFE = "properties.rotationPolicy.attributes.expiryTime";
const EXPIRES = "properties.attributes.expires";

const ROTATES = "must rotate within 365 days";
const ENDS = "must be set: a version that was replaced encrypts nothing new";
const KEPT = "must not be set: whoever uses the key keeps to its version";

/** A key is renewed once a year, but where its user cannot follow: there a version that ends is data that nobody opens again. */
export const keyRotation: Rule = {
  id: "E12",
  name: "keys-renewed",
  title: "Keys are renewed every year and old versions end, unless who uses the key keeps to its version.",
  enforcement: "mandatory",
  severity: "medium",
  frameworks: { checkov: ["CKV_AZURE_40"], nist80053: ["SC-12"] },
  remediation:
    'Create the Key with rotationPolicy: { attributes: { expiryTime: "P730D" }, lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P365D" } }] }; one for the secrets of a cluster or for Managed Lustre with neither that nor attributes.expires, and with the tag purpose: etcd or lustre.',
  evidence: "https://learn.microsoft.com/azure/key-vault/keys/how-to-configure-key-rotation",
  scope: "graph",
  types: [KEY],
  check: (key, graph) => judge(key, graph),
};

function judge(key: Resource, graph: Graph): Answer[] {
  const { kind, reason } = rulingOn("unrotated", key, graph);
  if (kind === "needed")
    return [judgeKept(key), judgeEndless(key)].map((answer) => ({
      ...answer,
      message: `${answer.message} (${reason})`,
    }));
  const strict = [judgeRotation(key), judgeEnd(key)];
  if (kind === "refused") return strict;
  return strict.map((answer) =>
    answer.status === "failed"
      ? {
          ...answer,
          status: "notEvaluated",
          message: `${answer.message}, unless its version is kept: ${reason}`,
        }
      : answer,
  );
}

function judgeRotation({ inputs }: Resource): Answer {
  const actions = valueAt(inputs, ACTIONS);
  const reason = opaque(actions);
  if (reason !== undefined) return notEvaluated(ACTIONS, reason, ROTATES);
  const rotation = listOf(actions).find(isRotation);
  if (rotation === undefined) return failed(ACTIONS, "has no action that rotates", ROTATES);
  const age = ageAtRotation(rotation, valueAt(inputs, LIFE));
  if (typeof age === "string") return notEvaluated(ACTIONS, age, ROTATES);
  if (age === undefined) return failed(ACTIONS, "says no time that can be read", ROTATES);
  return decided(age <= 365, ACTIONS, `rotates after ${age} days`, ROTATES);
}

function isRotation(action: Value): boolean {
  return String(valueAt(action, "action.type")).toLowerCase() === "rotate";
}

/** Days; text why that is not known; `undefined` where it is not said. */
function ageAtRotation(action: Value, life: Value | undefined): number | string | undefined {
  const after = valueAt(action, "trigger.timeAfterCreate");
  const before = valueAt(action, "trigger.timeBeforeExpiry");
  const reason = opaque(after) ?? opaque(before);
  if (reason !== undefined) return reason;
  if (typeof after === "string") return daysOf(after);
  if (typeof before !== "string") return undefined;
  if (opaque(life) !== undefined) return opaque(life);
  const [whole, rest] = [typeof life === "string" ? daysOf(life) : undefined, daysOf(before)];
  return whole === undefined || rest === undefined ? undefined : whole - rest;
}

function judgeEnd({ inputs }: Resource): Answer {
  const [life, expires] = [valueAt(inputs, LIFE), valueAt(inputs, EXPIRES)];
  if (!isAbsent(life) || isAbsent(expires)) return decided(!isAbsent(life), LIFE, written(life), ENDS);
  return decided(true, EXPIRES, "is set", ENDS);
}

function judgeKept({ inputs }: Resource): Answer {
  const actions = valueAt(inputs, ACTIONS);
  const reason = opaque(actions);
  if (reason !== undefined) return notEvaluated(ACTIONS, reason, KEPT);
  const rotates = listOf(actions).some(isRotation);
  return decided(!rotates, ACTIONS, rotates ? "rotates the key" : "rotates nothing", KEPT);
}

function judgeEndless({ inputs }: Resource): Answer {
  const expires = valueAt(inputs, EXPIRES);
  const reason = opaque(expires);
  if (reason !== undefined) return notEvaluated(EXPIRES, reason, KEPT);
  return decided(isAbsent(expires), EXPIRES, written(expires), KEPT);
}

function written(value: Value | undefined): string {
  return isAbsent(value) ? "is not set" : "is set";
}
