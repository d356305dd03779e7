import type * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import { locationProblems } from "../location.ts";
import { tagProblems } from "../metadata.ts";
import { networkNameProblems } from "../network-name.ts";
import type { Tags } from "../tags.ts";

/** Arguments of {@link FlowLog}. */
export interface FlowLogArgs {
  /** Resource group of the identity with which records are written. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`: that of network and storage account. */
  readonly location: string;
  /** Azure's name of the flow log: at most 71 characters; its identity derives its own from it. */
  readonly flowLogName: string;
  /** Virtual network whose traffic is recorded. */
  readonly vnetId: pulumi.Input<string>;
  /** Storage account that receives the records; it must let Azure's trusted services in. */
  readonly storageAccountId: pulumi.Input<string>;
  /** Days for which records are kept: 90 to 365. @default 90 */
  readonly retentionDays?: number;
  /** Network watcher of the region. @default - `NetworkWatcher_<location>`, which Azure makes with the first network */
  readonly networkWatcherName?: string;
  /** Resource group of the network watcher. @default "NetworkWatcherRG", where Azure puts it */
  readonly networkWatcherResourceGroupName?: string;
  /** Tags besides the stack's own. @default {} */
  readonly tags?: Tags;
}

/** What follows from the arguments. */
export interface ResolvedFlowLog {
  readonly identityName: string;
  readonly retentionDays: number;
  readonly networkWatcherName: string;
  readonly networkWatcherResourceGroupName: string;
}

/** Azure's 80, less what follows it in the name of the identity. */
const LONGEST_NAME = 71;

/** Records of less than a quarter do not reach back to the break-ins that they are kept for; Azure keeps them a year at most. */
const RETENTION_DAYS = { least: 90, most: 365 };

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @throws InvalidInput with every problem.
 */
export function resolveFlowLogArgs(
  args: Omit<FlowLogArgs, "vnetId" | "storageAccountId" | "resourceGroupName">,
): ResolvedFlowLog {
  const retentionDays = args.retentionDays ?? RETENTION_DAYS.least;
  refuse("FlowLog", [
    ...locationProblems(args.location, "location"),
    ...networkNameProblems(args.flowLogName, "flowLogName", LONGEST_NAME),
    ...retentionProblems(retentionDays),
    ...tagProblems(args.tags ?? {}, "tags"),
  ]);
  return {
    identityName: `${args.flowLogName}-flow-log`,
    retentionDays,
    networkWatcherName: args.networkWatcherName ?? `NetworkWatcher_${args.location}`,
    networkWatcherResourceGroupName: args.networkWatcherResourceGroupName ?? "NetworkWatcherRG",
  };
}

function retentionProblems(days: number): Problem[] {
  const { least, most } = RETENTION_DAYS;
  if (Number.isInteger(days) && days >= least && days <= most) return [];
  const message = `must be a whole number of days from ${least} to ${most}`;
  return [{ path: "retentionDays", value: days, message, fix: `write ${days > most ? most : least}` }];
}
