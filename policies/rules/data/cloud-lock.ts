import { type Graph, type Resource, referencesOf, type Value } from "../../../lib/graph/graph.ts";
import { failed, notApplicable, notEvaluated, opaque, passed } from "../../answers.ts";
import { ofUnversioned } from "../../by-type.ts";
import { equals, judge } from "../../demand.ts";
import { whole } from "../../parts.ts";
import { EKS_CLUSTER, MANAGEMENT_LOCK, RESOURCE_GROUP, unversioned } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";
import { groupOf, holdersIn } from "./resource-groups.ts";
import { HOLDERS, SCRATCH, scratchOf } from "./stores.ts";

const deletionProtection = equals("deletionProtection", true);
const GROUP_LOCK = "azure-native:authorization:ManagementLockAtResourceGroupLevel";
const SUBSCRIPTION_LOCK = "azure-native:authorization:ManagementLockAtSubscriptionLevel";
const LOCKS = [MANAGEMENT_LOCK, GROUP_LOCK, SUBSCRIPTION_LOCK];

const PATH = "resourceGroupName";
const MUST = "a lock of level CanNotDelete must be on it";

/** Pulumi's `protect` stops Pulumi and nobody else: a lock stops the portal, the CLI and other programs too. */
export const cloudLock: Rule = {
  id: "D02",
  name: "data-locked",
  title:
    "Resource groups with data or keys are locked against deletion, and clusters of AWS protected from it.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { nist80053: ["CP-9", "SI-12"], nist800223: ["data storage"] },
  remediation:
    'Declare a ManagementLockByScope with scope: <id of the resource group> and level: "CanNotDelete"; on an EKS cluster set deletionProtection: true.',
  evidence: "https://learn.microsoft.com/azure/azure-resource-manager/management/lock-resources",
  scope: "graph",
  types: [RESOURCE_GROUP, ...HOLDERS, EKS_CLUSTER],
  check: (resource, graph) => {
    const type = unversioned(resource.type);
    if (type === RESOURCE_GROUP) return judgeGroup(resource, graph);
    if (type !== EKS_CLUSTER) return judgeHolder(resource, graph);
    return whole(EKS_CLUSTER)
      .partsOf(resource)
      .map((part) => judge(deletionProtection, part, graph));
  },
};

/** The lock is the group's, so that its answer is too; where nobody sees the group, the answer is here. */
function judgeHolder(holder: Resource, graph: Graph): Answer[] {
  const group = groupOf(holder, graph);
  if (group?.resource !== undefined) return [];
  const which = group === undefined ? "is not known" : `${group.id} is not declared by this stack`;
  return [notEvaluated(PATH, which, MUST)];
}

function judgeGroup(group: Resource, graph: Graph): Answer[] {
  const held = holdersIn(group, graph);
  if (held.length === 0) return [];
  if (held.every((holder) => scratchOf(holder, graph) === true)) return [notApplicable(PATH, SCRATCH)];
  const locks = LOCKS.flatMap((type) => ofUnversioned(graph, type)).map((lock) => ({
    lock,
    reaches: reaches(lock, group, graph),
    prevents: preventsDeletion(lock.inputs.level),
  }));
  const surely = locks.find((found) => found.reaches === true && found.prevents === true);
  if (surely !== undefined) return [passed(PATH, `${surely.lock.name} locks it`)];
  const perhaps = locks.find((found) => found.reaches !== false && found.prevents !== false);
  if (perhaps !== undefined) {
    const what = perhaps.reaches === undefined ? "is on" : "forbids";
    return [notEvaluated(PATH, `what ${perhaps.lock.name} ${what} is unknown`, MUST)];
  }
  const weak = locks.find((found) => found.reaches === true);
  const found = weak === undefined ? "no lock is on it" : `${weak.lock.name} does not stop deletion`;
  return [failed(PATH, found, MUST)];
}

/** `ReadOnly` forbids deletion too. `undefined` where the level is not known. */
function preventsDeletion(level: Value | undefined): boolean | undefined {
  if (opaque(level) !== undefined) return undefined;
  return ["cannotdelete", "readonly"].includes(String(level).toLowerCase());
}

/** Whether a lock is on a group, or on the subscription around it; `undefined` where that is not known. */
function reaches(lock: Resource, group: Resource, graph: Graph): boolean | undefined {
  const type = unversioned(lock.type);
  if (type === SUBSCRIPTION_LOCK) return true;
  if (type !== GROUP_LOCK) return scopeReaches(lock, group, graph);
  const locked = groupOf(lock, graph);
  return locked && locked.resource?.urn === group.urn;
}

function scopeReaches(lock: Resource, group: Resource, graph: Graph): boolean | undefined {
  const { scope } = lock.inputs;
  const from = referencesOf(graph, lock, "scope").filter(({ type }) => unversioned(type) === RESOURCE_GROUP);
  if (opaque(scope) !== undefined) {
    const [source, another] = from;
    return source === undefined || another !== undefined ? undefined : source.urn === group.urn;
  }
  const [, subscription, name] =
    /^\/?subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?\/?$/i.exec(String(scope)) ?? [];
  if (subscription === undefined) return false;
  if (name === undefined) return true;
  const own = group.inputs.resourceGroupName;
  return typeof own === "string" ? own.toLowerCase() === name.toLowerCase() : from.includes(group);
}
