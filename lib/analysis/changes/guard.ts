import { shortType } from "../../graph/graph.ts";
import type { Unknown } from "../reading.ts";
import { adviceFor } from "./advice.ts";
import type { Changes, PropertyDifference, ResourceChange } from "./change.ts";
import { decisive } from "./decisive.ts";
import { isLasting } from "./stakes.ts";

/** A change that somebody must approve by name before `pulumi up`. */
export interface Approval {
  /** The resource that the approval names. */
  readonly urn: string;
  /** What happens, to how many GPUs, and why. */
  readonly message: string;
  /** What to do instead. */
  readonly instead: string;
  /** The option that approves it, quoted for a shell. */
  readonly flag: string;
  readonly approved: boolean;
}

/**
 * The changes that need an approval: what deletes, replaces or may replace a GPU pool, a cluster, data or a key; what stops
 * GPUs in any other way; what Azure refuses; what deletes something protected.
 *
 * Approving a change approves what follows from it, except for data and keys: these are approved each by its own name.
 *
 * @param approved URNs that were approved.
 */
export function approvalsOf(changes: Changes, approved: readonly string[]): Approval[] {
  const needs = needingApproval(changes);
  return changes.resources
    .filter(({ urn }) => needs.has(urn))
    .map((change) => ({
      urn: change.urn,
      message: messageOf(change),
      instead: adviceFor(change, changes),
      // A URN has a `$` in it, which a shell would take for a variable.
      flag: `--approve '${change.urn}'`,
      approved: approved.includes(change.urn),
    }));
}

/** Today's URNs of the changes that need an approval of their own. */
function needingApproval({ resources }: Changes): ReadonlySet<string> {
  const byUrn = new Map(resources.map((change) => [change.urn, change]));
  const covered = (change: ResourceChange): boolean => {
    const causes = causesOf(change);
    if (causes.length === 0 || isLasting(change.type)) return false;
    return causes.every((urn) => {
      const cause = byUrn.get(urn);
      return cause !== undefined && isGrave(cause);
    });
  };
  return new Set(resources.filter((change) => isGrave(change) && !covered(change)).map(({ urn }) => urn));
}

/** The resources from whose replacement alone the change follows; none where it has a reason of its own. */
function causesOf({ differences }: ResourceChange): string[] {
  const causes = differences.filter(({ effect }) => effect !== "inPlace").map(({ because }) => because);
  return causes.every((urn) => urn !== null) ? causes : [];
}

function isGrave({ kind, gpus, atStake, protect }: ResourceChange): boolean {
  if (kind === "created") return false;
  if (kind === "refused" || gpus !== 0) return true;
  if (kind === "updated") return false;
  return atStake.length > 0 || (kind === "deleted" && protect);
}

const VERBS: Readonly<Record<ResourceChange["kind"], string>> = {
  deleted: "is deleted",
  replaced: "is replaced: deleted, then made anew",
  refused: "cannot change this way: Azure refuses or ignores it",
  unknown: "may be replaced: nothing says what Azure does",
  updated: "is updated in place and loses nodes",
  created: "is created",
};

const NEW_POOL = "cannot change this way: `pulumi up` deletes all of its nodes first, or Azure refuses";

function newPoolOnly(change: ResourceChange): boolean {
  return change.kind === "replaced" && decisive(change).every(({ effect }) => effect === "newPool");
}

const LOSSES = {
  nodes: "node pools",
  cluster: "the cluster",
  data: "data",
  keys: "keys, and whatever they encrypt",
} as const;

function messageOf(change: ResourceChange): string {
  const { type, name, kind, nodes, gpus, atStake, retainOnDelete } = change;
  const lost = gpus === 0 ? "no GPU stops" : `up to ${amount(nodes, "node")} and ${amount(gpus, "GPU")} stop`;
  const stake = atStake.filter((what) => what !== "nodes").map((what) => LOSSES[what]);
  const parts = [
    `${shortType(type)} ${name} ${newPoolOnly(change) ? NEW_POOL : VERBS[kind]}`,
    lost,
    ...(stake.length > 0 ? [`at stake: ${stake.join(", ")}`] : []),
    ...(kind === "deleted" && retainOnDelete ? ["Azure keeps it, Pulumi forgets it"] : []),
    ...decisive(change).map(reasonOf),
  ];
  return parts.join("; ");
}

function reasonOf({ property, effect, reason, certain, because }: PropertyDifference): string {
  const cause = because === null ? reason : `it comes from ${because.split("::").at(-1)}, which is replaced`;
  return `${property} (${effect}${certain ? "" : ", may be unchanged"}): ${cause}`;
}

function amount(count: number | Unknown, what: string): string {
  if (typeof count !== "number") return `an unknown number of ${what}s`;
  return `${count.toLocaleString("en-US")} ${what}${count === 1 ? "" : "s"}`;
}
