import type { ResourceType } from "../types/resource-type.ts";
import type { World } from "../world.ts";

/** Inputs of a resource in azure-native's shape: what a PUT wrote, the names in its id among them. */
export type Inputs = Readonly<Record<string, unknown>>;

/** A write that reached Azure. */
export interface Write {
  readonly method: "PUT" | "PATCH" | "DELETE";
  readonly id: string;
  readonly type: ResourceType;
  /** What the write asks for; of a DELETE what is there. */
  readonly inputs: Inputs;
}

/** A resource that exists in the simulated Azure. */
export interface Stored {
  readonly id: string;
  readonly type: ResourceType;
  readonly inputs: Inputs;
  readonly provisioningState: "Creating" | "Updating" | "Deleting" | "Succeeded" | "Failed";
  /** When its create was accepted, in virtual seconds. */
  readonly createdAt: number;
}

/** A long operation under way. */
export interface RunningOperation {
  readonly write: Write;
  /** Virtual seconds. */
  readonly startedAt: number;
  readonly endsAt: number;
}

/** What a behaviour may look at. */
export interface CloudView {
  /** Virtual seconds since the simulation began. */
  readonly now: number;
  readonly world: World;
  /** The resource with that id; ARM compares ids without regard to case. */
  resource(id: string): Stored | undefined;
  resources(): Iterable<Stored>;
  running(): Iterable<RunningOperation>;
  /** Vaults that were deleted in the simulation and whose names are still reserved; those of the world are not among them. */
  softDeletedVaults(): Iterable<SoftDeletedVault>;
  /** Every call so far, refused ones too, oldest first. The call that is being answered is not among them. */
  requests(): readonly RequestRecord[];
}

/** A deleted vault that keeps its name until it is purged. */
export interface SoftDeletedVault {
  readonly name: string;
  /** Id that it had. */
  readonly id: string;
  readonly location: string;
  readonly purgeProtected: boolean;
  /** Virtual seconds. */
  readonly deletedAt: number;
  /** When Azure purges it by itself, in virtual seconds. */
  readonly purgedAt: number;
}

/** A call as the request journal keeps it. */
export interface RequestRecord {
  /** When it was answered. */
  readonly virtualSeconds: number;
  readonly method: string;
  /** The path without its query. */
  readonly id: string;
  readonly status: number;
  /** Azure's code where it was refused. */
  readonly code?: string;
  /** The Pulumi resource on whose behalf it came. Absent where a tool asked. */
  readonly urn?: string;
  /** Seconds of the answer's Retry-After header. */
  readonly retryAfter?: number;
}

/** How Azure says no. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** Azure's own code, `QuotaExceeded`. */
  readonly code: string;
  readonly message: string;
  readonly target?: string;
  /** Seconds of the Retry-After header. @default - no such header */
  readonly retryAfterSeconds?: number;
}

/** One way in which Azure refuses a write before it begins (`admit`), or lets a long operation fail at its end (`outcome`). */
export interface Behaviour {
  /** What it imitates, as shown in the list of the documentation. */
  readonly name: string;
  /** Public page that documents it. */
  readonly source: string;
  readonly admit?: (write: Write, cloud: CloudView) => Refusal | undefined;
  readonly outcome?: (write: Write, cloud: CloudView) => Refusal | undefined;
}
