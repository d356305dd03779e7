import type { Change } from "../../../catalog/azure/property-changes.ts";
import type { Value } from "../../graph/graph.ts";
import type { Unknown } from "../reading.ts";

/** What a change of one property does, in the catalogue's words; `unknown` where it has no row. */
export type Effect = Change | "unknown";

/** Every {@link Effect}. */
export const effects = [
  "inPlace",
  "replace",
  "newPool",
  "refused",
  "unknown",
] as const satisfies readonly Effect[];

/**
 * What becomes of a resource. `replaced`: it is deleted and made anew, or only a new node pool can have the change.
 * `refused`: Azure refuses or ignores the change. `unknown`: nothing tells whether it survives the change.
 */
export type ChangeKind = (typeof changeKinds)[number];

/** Every {@link ChangeKind}, the worst first. */
export const changeKinds = ["deleted", "replaced", "refused", "unknown", "updated", "created"] as const;

/** What is lost or stops with a resource, beside the resource itself. */
export type Stake = (typeof stakes)[number];

/** Every {@link Stake}. */
export const stakes = ["nodes", "cluster", "data", "keys"] as const;

/** One property that is not as it was. */
export interface PropertyDifference {
  /** Path of the input, `networkProfile.podCidr`. */
  readonly property: string;
  /** Absent where there was none. */
  readonly before?: Value;
  /** Absent where there is none any more. */
  readonly after?: Value;
  /** False where the two cannot be compared, because one is unknown or secret: it may be unchanged. */
  readonly certain: boolean;
  readonly effect: Effect;
  readonly reason: string;
  /** Where the effect was read; null where nothing says it. */
  readonly source: string | null;
  /** URN of the resource whose replacement changes this property; null where the property itself was changed. */
  readonly because: string | null;
}

/** What becomes of one resource. */
export interface ResourceChange {
  readonly urn: string;
  /** Its URN of before, where an alias of today's program leads from there; else null. */
  readonly previousUrn: string | null;
  readonly type: string;
  readonly name: string;
  readonly kind: ChangeKind;
  readonly differences: readonly PropertyDifference[];
  /** GPU nodes that are drained, at most: the resource's own, and those of pools that fall with it. */
  readonly nodes: number | Unknown;
  /** GPUs that stop with those nodes, at most. */
  readonly gpus: number | Unknown;
  readonly atStake: readonly Stake[];
  /** Pulumi refuses to delete it. */
  readonly protect: boolean;
  /** Azure keeps it when Pulumi deletes it. */
  readonly retainOnDelete: boolean;
}

/** Nodes that one GPU pool loses and another gains: Azure deletes them here and makes them there. */
export interface NodeMove {
  /** URN and Azure's name of the pool that loses them. */
  readonly from: string;
  readonly fromPool: string;
  /** URN and Azure's name of the pool that gains them. */
  readonly to: string;
  readonly toPool: string;
  readonly nodes: number;
  readonly gpus: number;
}

/** One setting of the environment that is not as it was: why resources change. */
export interface SettingDifference {
  /** Path below `exaform:environment`. */
  readonly setting: string;
  readonly before?: Value;
  readonly after?: Value;
}

/** What becomes of a stack's resources. */
export interface Changes {
  readonly settings: readonly SettingDifference[];
  /** Every resource that changes, in the order of today's graph; what is deleted stands last. Components make nothing and are left out. */
  readonly resources: readonly ResourceChange[];
  readonly moves: readonly NodeMove[];
  /** Resources that stay as they are. */
  readonly unchanged: number;
  /** GPU nodes that are drained in all, at most. */
  readonly nodes: number | Unknown;
  /** GPUs that stop in all, at most. */
  readonly gpus: number | Unknown;
}
