/** What a rehearsal did, in order. After a failed precondition a second `up` follows, in a world in which it holds. */
export const stepKinds = ["preview", "up", "update", "again", "refresh", "destroy"] as const;

export type StepKind = (typeof stepKinds)[number];

/** A call as the simulated Azure journals it. */
export interface Request {
  /** When it was answered. */
  readonly virtualSeconds: number;
  readonly method: string;
  /** The path without its query. */
  readonly id: string;
  /** HTTP status. */
  readonly status: number;
  /** Azure's code where it was refused. */
  readonly code?: string;
  /** The Pulumi resource on whose behalf it came. */
  readonly urn?: string;
  /** Seconds of the answer's Retry-After header. */
  readonly retryAfter?: number;
}

/** An operation that the engine announced before it began. */
export interface PlannedOperation {
  readonly urn: string;
  /** Pulumi's word: `create`, `update`, `delete`, `replace` … */
  readonly op: string;
  /** URNs of the operations of this plan for which it waits. */
  readonly after: readonly string[];
  /** How long the simulated Azure works on it, in seconds. */
  readonly seconds: number;
}

/** An error of the engine. */
export interface EngineFailure {
  /** URN of the resource that it is about; absent where it is about none. */
  readonly urn?: string;
  readonly message: string;
}

/** A resource that exists in the simulated Azure. */
export interface CloudResource {
  readonly id: string;
  /** Pulumi's type token. */
  readonly type: string;
  /** Whether it was there before the rehearsal. */
  readonly given: boolean;
}

/** A resource of the cloud, as Pulumi's state has it. */
export interface StateResource {
  readonly urn: string;
  readonly id: string;
  readonly protect: boolean;
}

/** Operations of which Azure does one at a time. */
export interface Serial {
  /** What has them, in words: `the cluster`. */
  readonly what: string;
  readonly urns: readonly string[];
}

/** Operations that Azure takes at a limited rate. */
export interface RateLimit {
  /** What is limited, in words. */
  readonly what: string;
  readonly urns: readonly string[];
  /** How many it takes at once. */
  readonly burst: number;
  /** Seconds until it takes one more. */
  readonly secondsEach: number;
}

/** Stated limits of Azure that no plan escapes. */
export interface ApiLimits {
  readonly serial: readonly Serial[];
  readonly rates: readonly RateLimit[];
}

/** One run of the Pulumi CLI, and what was there when it ended. */
export interface StepRecord {
  readonly kind: StepKind;
  /** How reports call it: `up`, `up, after the preconditions were met`. */
  readonly title: string;
  readonly exitCode: number;
  /** Virtual seconds. */
  readonly beganAt: number;
  readonly endedAt: number;
  /** Real time. */
  readonly wallSeconds: number;
  /** How many resources each of Pulumi's operations was for, as its summary says. */
  readonly changes: Readonly<Record<string, number>>;
  readonly plan: readonly PlannedOperation[];
  readonly limits: ApiLimits;
  readonly requests: readonly Request[];
  readonly failures: readonly EngineFailure[];
  readonly cloudResources: readonly CloudResource[];
  readonly stateResources: readonly StateResource[];
}
