import { armPathOf, keyOf } from "./arm-id.ts";
import type { RequestRecord, RunningOperation, SoftDeletedVault, Stored } from "./behaviours/behaviour.ts";
import { foreignType } from "./foreign-type.ts";
import { type Change, type Entry, type OperationRecord, StateFile } from "./state-file.ts";
import type { ResourceType } from "./types/resource-type.ts";

/** How the store finds the type of an id. */
export type TypeOfId = (id: string) => ResourceType | undefined;

/** A long operation and how it ended, if it has. */
export interface KnownOperation extends RunningOperation {
  readonly operationId: string;
  readonly ended: boolean;
  readonly error?: { readonly code: string; readonly message: string };
}

/** Everything that the simulated Azure remembers. What changes it is on disk before it holds in memory. */
export class Store {
  readonly #file: StateFile;
  readonly #typeOfId: TypeOfId;
  readonly #resources = new Map<string, Stored>();
  readonly #operations = new Map<string, KnownOperation>();
  readonly #vaults: SoftDeletedVault[] = [];
  readonly #requests: RequestRecord[] = [];
  #given: readonly string[] = [];
  #now = 0;

  /**
   * @param file path of the state file; one that exists is continued.
   * @throws InvalidInput where the file is not such a file.
   */
  constructor(file: string, typeOfId: TypeOfId) {
    this.#typeOfId = typeOfId;
    this.#file = StateFile.open(file);
    for (const entry of this.#file.entries) this.#apply(entry);
  }

  /** Virtual seconds of the last entry. */
  get now(): number {
    return this.#now;
  }

  get requests(): readonly RequestRecord[] {
    return this.#requests;
  }

  /** Ids of the objects that came from a world file, those that were deleted since among them. */
  get given(): readonly string[] {
    return this.#given;
  }

  resource(id: string): Stored | undefined {
    return this.#resources.get(keyOf(id));
  }

  resources(): Iterable<Stored> {
    return this.#resources.values();
  }

  operation(operationId: string): KnownOperation | undefined {
    return this.#operations.get(operationId);
  }

  /** Operations that have not ended, in the order in which they began. */
  running(): KnownOperation[] {
    return [...this.#operations.values()].filter(({ ended }) => !ended);
  }

  /** An id that no operation has yet. */
  nextOperationId(): string {
    return `00000000-0000-0000-0000-${String(this.#operations.size + 1).padStart(12, "0")}`;
  }

  /** Vaults whose names are reserved at a time. */
  softDeletedVaults(now: number): SoftDeletedVault[] {
    return this.#vaults.filter(({ purgedAt }) => purgedAt > now);
  }

  /** Writes an entry and lets it hold. */
  commit(entry: Entry): void {
    this.#file.append(entry);
    this.#apply(entry);
  }

  close(): void {
    this.#file.close();
  }

  #apply({ now, changes = [], request }: Entry): void {
    this.#now = now;
    for (const change of changes) this.#change(change);
    if (request !== undefined) this.#requests.push(requestOf(request));
  }

  #change(change: Change): void {
    if ("set" in change) {
      const stored: Stored = { ...change.set, type: this.#typeOf(change.set.id) };
      this.#resources.set(keyOf(stored.id), stored);
    } else if ("remove" in change) this.#resources.delete(keyOf(change.remove));
    else if ("begin" in change)
      this.#operations.set(change.begin.operationId, this.#operationOf(change.begin));
    else if ("end" in change) {
      const operation = this.#operations.get(change.end);
      if (operation === undefined) throw new Error(`operation ${change.end} ended before it began`);
      const { error } = change;
      this.#operations.set(change.end, { ...operation, ended: true, ...(error && { error }) });
    } else if ("bury" in change) this.#vaults.push(change.bury);
    else this.#given = change.given;
  }

  #operationOf({ operationId, method, id, inputs, startedAt, endsAt }: OperationRecord): KnownOperation {
    const write = { method, id, inputs, type: this.#typeOf(id) };
    return { operationId, write, startedAt, endsAt, ended: false };
  }

  #typeOf(id: string): ResourceType {
    return this.#typeOfId(id) ?? foreignType(armPathOf(id)?.armType ?? "unknown/unknown", id);
  }
}

/** Leaves out what zod has as `undefined`. */
function requestOf({ code, urn, retryAfter, ...always }: NonNullable<Entry["request"]>): RequestRecord {
  return {
    ...always,
    ...(code !== undefined && { code }),
    ...(urn !== undefined && { urn }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}
