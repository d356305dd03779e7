import type { Sourced } from "../../source.ts";

/**
 * What a change of a property does. `inPlace`: Azure changes the resource. `replace`: azure-native deletes the resource
 * and makes another. `newPool`: fixed when a node pool is made; make a pool of another name, drain the old one, remove it.
 * `refused`: fixed when the resource is made, and Azure refuses or ignores the change.
 */
export type Change = "inPlace" | "replace" | "newPool" | "refused";

/** What happens when one property of a resource type changes. */
export interface PropertyChange extends Sourced {
  /** Type token, for example `azure-native:containerservice:AgentPool`. */
  readonly type: string;
  /** Path of the input, for example `networkProfile.podCidr`; what lies below it changes with it. */
  readonly property: string;
  readonly change: Change;
  readonly reason: string;
  /** Whether every node of the pool is drained while it is made, one after another. @default false */
  readonly drains?: true;
}

/** The part of a row that says where it was read. */
export type ChangeOrigin = Pick<PropertyChange, "source" | "asOf" | "confidence">;

/** The provider's own list of properties that force a replacement. */
export const replacementList: ChangeOrigin = {
  source:
    "https://github.com/pulumi/pulumi-azure-native/blob/1b7112af33c62b247daed1028686bf279f4d5e69/provider/pkg/gen/replacement.go",
  asOf: "2026",
};

/** The description of the input in the provider's package. */
export const packageDocs: ChangeOrigin = {
  source: "https://www.npmjs.com/package/@pulumi/azure-native/v/3.28.0",
  asOf: "2026",
};

/** A page of Microsoft's documentation. */
export function learn(
  path: string,
  asOf: ChangeOrigin["asOf"],
  confidence: "high" | "medium" | "low" = "high",
): ChangeOrigin {
  return { source: `https://learn.microsoft.com/azure/${path}`, asOf, confidence };
}

/** Rows of one type that change alike for one reason. */
export function changes(
  type: string,
  change: Change,
  properties: readonly string[],
  reason: string,
  origin: ChangeOrigin,
): PropertyChange[] {
  return properties.map((property) => ({ type, property, change, reason, ...origin }));
}
