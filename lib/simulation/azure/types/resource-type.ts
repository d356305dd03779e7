import type { Sourced } from "../../../../catalog/source.ts";

/** What azure-native is given for a resource: the names in its id, and the body in azure-native's flattened shape. */
export type Inputs = Readonly<Record<string, unknown>>;

/**
 * What Azure demands of one field of a request's body. A field that is left out is judged by `required` alone, and by that
 * only where the object that holds it is there.
 */
export interface FieldRule {
  /** Path of the input as azure-native names it, `upgradeSettings.maxSurge`; `[]` stands for each item of a list: `securityRules[].priority`. */
  readonly path: string;
  /** Whether a create without it is refused. @default false */
  readonly required?: boolean;
  /** What the text must match. @default - any */
  readonly pattern?: RegExp;
  /** Fewest and most characters of a text, or items of a list. @default - any */
  readonly length?: readonly [number, number];
  /** Least and greatest whole number. @default - any */
  readonly range?: readonly [number, number];
  /** The only values allowed; texts are compared without regard to case, as Azure's services do. @default - any */
  readonly oneOf?: readonly (string | number | boolean)[];
  /** Azure's code for a value that is refused. @default "InvalidParameter" */
  readonly code?: string;
  /** What a value must be, after "must be", where a pattern alone would not tell a reader. @default - derived from the rule */
  readonly rule?: string;
  /** Public page that states the rule. @default - the type's own */
  readonly source?: string;
}

/** How Azure refuses a body. */
export interface BodyProblem {
  /** Azure's own code, `InvalidParameter`; where no public page shows one, the general code of the service. */
  readonly code: string;
  readonly message: string;
  /** Path of the field, with the positions of list items: `securityRules[2].priority`. */
  readonly target: string;
}

/** How long Azure works on a request, in seconds of virtual time. 0: it answers at once. */
export interface Durations extends Sourced {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

/** Finds what is declared under an ARM id, for outputs that depend on a neighbour: an address lies in its subnet. */
export type InputsOf = (id: string) => Inputs | undefined;

/** A kind of Azure resource, as far as the simulation knows it. */
export interface ResourceType extends Sourced {
  /** Pulumi's type token, `azure-native:containerservice:AgentPool`. */
  readonly token: string;
  /** ARM's type, `Microsoft.ContainerService/managedClusters/agentPools`. */
  readonly armType: string;
  /**
   * ARM id with the names of the inputs that fill it:
   * `/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}/providers/Microsoft.ContainerService/managedClusters/{resourceName}/agentPools/{agentPoolName}`.
   * `{scope}` and `{resourceUri}` stand for a whole id without its leading slash.
   */
  readonly id: string;
  /** API version that azure-native uses by default. */
  readonly apiVersion: string;
  /** Rules of the fields, names in the id among them. */
  readonly fields: readonly FieldRule[];
  /** Rules that join several fields. Pure; a value that is not known yet is never judged. @default - none */
  readonly check?: (inputs: Inputs) => readonly BodyProblem[];
  readonly durations: Durations;
  /** Paths, as in {@link FieldRule}, of inputs that hold ids of resources which must exist. @default - none */
  readonly references?: readonly string[];
  /** Whether the name is unique in all of Azure, and the kind of name. @default - unique under its parent */
  readonly globalName?: "storageAccount" | "vault" | "registry";
  /**
   * What Azure adds to the answer: `principalId` of an identity, `vaultUri` of a vault. A key that the inputs have too
   * replaces theirs. Pure: the same id gives the same values. @default - nothing
   */
  readonly outputs?: (id: string, inputs: Inputs, inputsOf?: InputsOf) => Inputs;
}
