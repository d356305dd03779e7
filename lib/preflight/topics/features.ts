import * as z from "zod";
import type { Precondition } from "../../analysis/preconditions.ts";
import { type Check, check, type Requirement, read, unanswered, type Verdict } from "../check.ts";
import { type Answers, get, type Question } from "../question.ts";

/** https://learn.microsoft.com/rest/api/resources/features/get */
const feature = z.looseObject({ properties: z.looseObject({ state: z.string() }) });

/** A flag of the subscription, as the key of its precondition names it. */
interface Flag {
  readonly namespace: string;
  readonly name: string;
  readonly wanted: "registered" | "unregistered";
  readonly precondition: Precondition;
}

const KEY = /^feature\/(?<namespace>[\w.]+)\/(?<name>\w+)(?:\/(?<wanted>registered|unregistered))?$/;

/** That the subscription's feature flags stand as the stack's preconditions want them. */
export function featureRequirement(
  preconditions: readonly Precondition[],
  subscriptionId: string,
): Requirement {
  const flags = preconditions.flatMap(flagOf);
  return {
    questions: () => flags.map((flag) => question(flag, subscriptionId)),
    judge: (answers) => flags.map((flag) => judged(flag, question(flag, subscriptionId), answers)),
  };
}

/** Whether a precondition is one that {@link featureRequirement} asks about. */
export function isFlag(precondition: Precondition): boolean {
  return flagOf(precondition).length > 0;
}

function flagOf(precondition: Precondition): Flag[] {
  const { namespace, name, wanted } = KEY.exec(precondition.id)?.groups ?? {};
  if (namespace === undefined || name === undefined) return [];
  return [{ namespace, name, wanted: wanted === "unregistered" ? wanted : "registered", precondition }];
}

function question({ namespace, name }: Flag, subscriptionId: string): Question {
  return get(
    `/subscriptions/${subscriptionId}/providers/Microsoft.Features/providers/${namespace}/features/${name}`,
    "2021-07-01",
  );
}

function judged(flag: Flag, asked: Question, answers: Answers): Check {
  const { id, needed } = flag.precondition;
  const reading = read(answers, asked, feature);
  const verdict =
    "missing" in reading
      ? unanswered(reading.missing, flag.precondition.check)
      : stateVerdict(flag, reading.value.properties.state);
  return check({ id, topic: "feature", needed }, [asked], verdict);
}

const REGISTERED = ["registered"];
/** While a flag goes from one state to the other it is neither. */
const UNREGISTERED = ["notregistered", "unregistered"];

function stateVerdict({ namespace, name, wanted, precondition }: Flag, state: string): Verdict {
  const reason = `the flag is ${state}`;
  const right = wanted === "registered" ? REGISTERED : UNREGISTERED;
  if (right.includes(state.toLowerCase())) return { status: "ok", reason };
  const verb = wanted === "registered" ? "register" : "unregister";
  const settles = wanted === "registered" ? "Registered" : "NotRegistered or Unregistered";
  const command = `az feature ${verb} --namespace ${namespace} --name ${name}`;
  return {
    status: "failed",
    reason: `${reason}; ${precondition.reason}`,
    todo: `${command}; when it shows ${settles}, which takes minutes to hours or Microsoft's approval: az provider register --namespace ${namespace}`,
  };
}
