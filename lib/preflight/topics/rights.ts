import * as z from "zod";
import { type NeededAction, neededActions } from "../actions.ts";
import {
  type Check,
  check,
  type Reading,
  type Requirement,
  read,
  unanswered,
  type Verdict,
} from "../check.ts";
import type { Inventory } from "../inventory.ts";
import { type ArmObject, groupOf } from "../objects.ts";
import { type Answers, list, type Question } from "../question.ts";

/** https://learn.microsoft.com/rest/api/authorization/permissions/list-for-resource-group */
const permissions = z.looseObject({
  value: z.array(
    z.looseObject({
      actions: z.array(z.string()).nullish(),
      notActions: z.array(z.string()).nullish(),
    }),
  ),
});

/** https://learn.microsoft.com/rest/api/authorization/role-assignments/list-for-scope */
const assignments = z.looseObject({
  value: z.array(z.looseObject({ properties: z.looseObject({ condition: z.string().nullish() }) })),
});

type Permissions = z.infer<typeof permissions>["value"];

/** That whoever asks may do all that `pulumi up` does: on the subscription, and in the groups that exist already. */
export function rightsRequirement(inventory: Inventory, subscriptionId: string): Requirement {
  const subscription = `/subscriptions/${subscriptionId}`;
  const actions = Map.groupBy(inventory.objects.flatMap(neededActions), ({ action }) => action);
  const scopeOf = (object: ArmObject, answers: Answers): string => {
    const group = object.armType === GROUP ? undefined : groupOf(object.id);
    const exists = group !== undefined && isThere(inventory, group, answers);
    return exists ? group : subscription;
  };
  return {
    questions: (answers) => {
      const groups = inventory.groups.filter((group) => isThere(inventory, group, answers));
      if (inventory.objects.length === 0) return [];
      return [...actions.keys()].flatMap((action) =>
        [subscription, ...groups].flatMap((scope) => questionsOf(action, scope)),
      );
    },
    judge: (answers) =>
      [...actions].toSorted(byAction).map(([action, needs]) => {
        const scopes = new Set(needs.map(({ object }) => scopeOf(object, answers)));
        return judged(action, needs, [...scopes].toSorted(), answers);
      }),
  };
}

const GROUP = "Microsoft.Resources/subscriptions/resourceGroups";

function isThere(inventory: Inventory, group: string, answers: Answers): boolean {
  const { state } = inventory.existenceOf(group, answers);
  return state === "ours" || state === "foreign";
}

function byAction([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function question(scope: string): Question {
  return list(`${scope}/providers/Microsoft.Authorization/permissions`, "2022-04-01");
}

/** The one action that a condition on somebody's role limits, without being seen among the permissions. */
const ASSIGN = "Microsoft.Authorization/roleAssignments/write";

function conditionQuestion(scope: string): Question {
  return list(`${scope}/providers/Microsoft.Authorization/roleAssignments`, "2022-04-01", "atScope()");
}

function questionsOf(action: string, scope: string): Question[] {
  return [question(scope), ...(action === ASSIGN ? [conditionQuestion(scope)] : [])];
}

function judged(
  action: string,
  needs: readonly NeededAction[],
  scopes: readonly string[],
  answers: Answers,
): Check {
  const verdicts = scopes.map((scope) => {
    const verdict = scopeVerdict(action, scope, read(answers, question(scope), permissions));
    return action === ASSIGN && verdict.status === "ok" ? conditionVerdict(scope, answers) : verdict;
  });
  const failed = verdicts.find(({ status }) => status === "failed");
  const unknown = verdicts.find(({ status }) => status === "unknown");
  return check(
    { id: `rights/${action}`, topic: "rights", needed: `${action}, ${because(needs)}` },
    scopes.flatMap((scope) => questionsOf(action, scope)),
    failed ?? unknown ?? { status: "ok", reason: `allowed at ${scopes.map(shown).join(", ")}` },
  );
}

function because(needs: readonly NeededAction[]): string {
  const reasons = [...new Set(needs.map((need) => need.because))];
  return reasons.length <= 1 ? reasons.join() : `${reasons[0]} and ${reasons.length - 1} more`;
}

function scopeVerdict(
  action: string,
  scope: string,
  reading: Reading<{ readonly value: Permissions }>,
): Verdict {
  if ("missing" in reading) return unanswered(reading.missing, assign("Reader", scope));
  const role = action.startsWith("Microsoft.Authorization/") ? "User Access Administrator" : "Contributor";
  const todo = assign(role, scope);
  const granted = reading.value.value.filter((permission) => grants(permission, action));
  if (granted.length === 0) return { status: "failed", reason: `not allowed at ${shown(scope)}`, todo };
  return { status: "ok", reason: `allowed at ${shown(scope)}` };
}

/** https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-overview */
function conditionVerdict(scope: string, answers: Answers): Verdict {
  const reading = read(answers, conditionQuestion(scope), assignments);
  const todo = `az role assignment list --scope ${scope} --include-inherited --query "[?condition].{who: principalName, role: roleDefinitionName, condition: condition}"`;
  if ("missing" in reading) {
    return unanswered(
      `allowed at ${shown(scope)}, but whether for some roles only: ${reading.missing}`,
      todo,
    );
  }
  const limited = reading.value.value.filter(({ properties }) =>
    properties.condition?.toLowerCase().includes(ASSIGN.toLowerCase()),
  );
  if (limited.length === 0) return { status: "ok", reason: `allowed at ${shown(scope)}` };
  return unanswered(
    `allowed at ${shown(scope)}, but a condition limits there which roles somebody may assign, and whom it limits was not asked`,
    todo,
  );
}

function assign(role: string, scope: string): string {
  return `az role assignment create --assignee <object id of the deployer> --role "${role}" --scope ${scope}`;
}

/** Within one role, what `notActions` names is not granted; another role may grant it all the same. */
function grants({ actions, notActions }: Permissions[number], action: string): boolean {
  return (
    (actions ?? []).some((pattern) => matches(pattern, action)) &&
    !(notActions ?? []).some((pattern) => matches(pattern, action))
  );
}

/** https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format */
function matches(pattern: string, action: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.?^${}()|[\]\\+/]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(action);
}

function shown(scope: string): string {
  const group = /\/resourceGroups\/(.+)$/i.exec(scope)?.[1];
  return group === undefined ? "the subscription" : `resource group ${group}`;
}
