import { busyWith, missingRight } from "./admission.ts";
import { type Answer, found, notFound, refused } from "./answer.ts";
import { armPathOf, isBelow, nameOf, sameId, subscriptionOf } from "./arm-id.ts";
import type {
  Behaviour,
  CloudView,
  Inputs,
  Refusal,
  RequestRecord,
  SoftDeletedVault,
  Stored,
  Write,
} from "./behaviours/behaviour.ts";
import { answerOf, type Body, inputsOf, merged } from "./envelope.ts";
import { afterDelete, afterWrite } from "./side-effects.ts";
import type { Change } from "./state-file.ts";
import type { KnownOperation, Store, TypeOfId } from "./store.ts";
import type { BodyProblem, ResourceType } from "./types/resource-type.ts";
import type { World } from "./world.ts";

/** Tables by which a simulated Azure goes. */
export interface Tables {
  readonly typeOfId: TypeOfId;
  /** What is wrong with a whole body. */
  readonly checkBody: (type: ResourceType, inputs: Inputs) => readonly BodyProblem[];
  /** In the order in which Azure answers. */
  readonly behaviours: readonly Behaviour[];
}

/** Longest pause between two looks at a long operation, in seconds: the simulation's choice, Azure's services differ. */
const LONGEST_POLL_SECONDS = 60;

/** What a call asks of the simulated Azure. */
export interface WriteCall {
  readonly method: Write["method"];
  readonly id: string;
  readonly body: Body;
}

/** The simulated Azure without its clock and its server: what a call at some virtual time answers and changes. */
export class Cloud {
  readonly #store: Store;
  readonly #tables: Tables;
  #world: World;

  constructor(store: Store, world: World, tables: Tables) {
    this.#store = store;
    this.#tables = tables;
    this.#world = world;
  }

  get world(): World {
    return this.#world;
  }

  /**
   * Puts another world in place. What the world before said to exist and this one does not is taken away; what is new in
   * it appears. An object that was deleted since does not come back.
   */
  mend(world: World, now: number): void {
    this.#world = world;
    const wanted = world.exists.map(({ id }) => id);
    const gone = this.#store.given.filter((id) => !wanted.some((other) => sameId(other, id)));
    const fresh = world.exists.filter(({ id }) => !this.#store.given.some((other) => sameId(other, id)));
    if (gone.length + fresh.length === 0) return;
    const changes: Change[] = [
      ...gone.map((id) => ({ remove: id })),
      ...fresh.map(({ id, inputs }) => ({ set: this.#existing(id, inputs, now) })),
      { given: wanted },
    ];
    this.#store.commit({ now, changes });
  }

  /** What behaviours and reads look at. */
  view(now: number): CloudView {
    return {
      now,
      world: this.#world,
      resource: (id) => this.#store.resource(id),
      resources: () => this.#store.resources(),
      running: () => this.#store.running(),
      softDeletedVaults: (): readonly SoftDeletedVault[] => this.#store.softDeletedVaults(now),
      requests: () => this.#store.requests,
    };
  }

  /** Ends every operation that is due, in the order of their ends. */
  settle(now: number): void {
    const due = this.#store
      .running()
      .filter(({ endsAt }) => endsAt <= now)
      .toSorted((a, b) => a.endsAt - b.endsAt);
    for (const operation of due) this.#end(operation);
  }

  /** Writes a call into the journal, together with all that it changed: both hold, or neither. */
  commit(now: number, request: RequestRecord, changes: readonly Change[]): void {
    this.#store.commit({ now, request, ...(changes.length > 0 && { changes: [...changes] }) });
  }

  /** Answers a write and says what it changes. */
  write({ method, id, body }: WriteCall, now: number): { answer: Answer; changes: readonly Change[] } {
    const existing = this.#store.resource(id);
    const type = existing?.type ?? this.#tables.typeOfId(id);
    if (type === undefined) return { answer: unknownType(id), changes: [] };
    if (method === "DELETE" && existing === undefined) return { answer: { status: 204 }, changes: [] };
    if (method === "PATCH" && existing === undefined)
      return { answer: notFound(id, type.armType), changes: [] };
    const inputs = wantedInputs(method, existing, type, existing?.id ?? id, body);
    const write: Write = { method, id: existing?.id ?? id, type, inputs };
    const refusal = this.#refusal(write, now);
    return refusal === undefined ? this.#accept(write, existing, now) : { answer: refusal, changes: [] };
  }

  /** The operation's state in ARM's form: https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations */
  operation(operationId: string, now: number): Answer {
    const operation = this.#store.operation(operationId);
    if (operation === undefined) {
      const message = `The operation '${operationId}' was not found.`;
      return refused({ status: 404, code: "OperationNotFound", message });
    }
    const { ended, error } = operation;
    const status = ended ? (error === undefined ? "Succeeded" : "Failed") : "InProgress";
    const body = { name: operationId, status, ...(error !== undefined && { error }) };
    return { ...found(body), ...(!ended && { retryAfter: pollAfter(operation.endsAt - now) }) };
  }

  #existing(id: string, inputs: Inputs, now: number): Extract<Change, { set: unknown }>["set"] {
    const type = this.#tables.typeOfId(id);
    const names = type === undefined ? {} : inputsOf(type, id, {});
    return { id, inputs: { ...names, ...inputs }, provisioningState: "Succeeded", createdAt: now };
  }

  #refusal(write: Write, now: number): Answer | undefined {
    const right = missingRight(write, this.#world);
    if (right !== undefined) return refused(right);
    const [first, ...others] =
      write.method === "DELETE" ? [] : this.#tables.checkBody(write.type, write.inputs);
    if (first !== undefined)
      return refused(
        { status: 400, ...first },
        others.map((other) => ({ ...other })),
      );
    const view = this.view(now);
    for (const { admit } of this.#tables.behaviours) {
      const refusal = admit?.(write, view);
      if (refusal !== undefined) return refused(refusal);
    }
    const busy = busyWith(write, this.#store.running());
    return busy && refused(busy);
  }

  #accept(
    write: Write,
    existing: Stored | undefined,
    now: number,
  ): { answer: Answer; changes: readonly Change[] } {
    const seconds = this.#duration(write, existing);
    const createdAt = existing?.createdAt ?? now;
    if (seconds === 0) return this.#atOnce(write, existing, createdAt, now);
    const operationId = this.#store.nextOperationId();
    const { method, id, inputs } = write;
    const begin = { operationId, method, id, inputs, startedAt: now, endsAt: now + seconds };
    const provisioningState =
      method === "DELETE" ? "Deleting" : existing === undefined ? "Creating" : "Updating";
    const stored: Stored = { id, type: write.type, inputs, provisioningState, createdAt };
    const answer: Answer = {
      status: method === "DELETE" ? 202 : existing === undefined ? 201 : 200,
      ...(method !== "DELETE" && { body: this.#answer(stored) }),
      retryAfter: pollAfter(seconds),
      operation: `/subscriptions/${subscriptionOf(id) ?? "none"}/providers/${write.type.armType.replace(/\/.*/, "")}/locations/global/operations/${operationId}`,
    };
    return { answer, changes: [setOf(stored), { begin }] };
  }

  #atOnce(
    write: Write,
    existing: Stored | undefined,
    createdAt: number,
    now: number,
  ): { answer: Answer; changes: readonly Change[] } {
    const failure = this.#failure(write, now);
    if (failure !== undefined) return { answer: refused(failure), changes: [] };
    if (write.method === "DELETE") return { answer: { status: 200 }, changes: this.#removal(write.id, now) };
    const stored: Stored = { ...write, provisioningState: "Succeeded", createdAt };
    const answer = { status: existing === undefined ? 201 : 200, body: this.#answer(stored) };
    return { answer, changes: [setOf(stored), ...afterWrite(stored, this.view(now))] };
  }

  /** Resource Manager empties a group before it goes, and a group is gone when its slowest resource is. */
  #duration({ method, id, type: { durations } }: Write, existing: Stored | undefined): number {
    if (method !== "DELETE") return existing === undefined ? durations.create : durations.update;
    const below = [...this.#store.resources()].filter((other) => isBelow(other.id, id));
    const isGroup = armPathOf(id)?.armType === "Microsoft.Resources/resourceGroups";
    return durations.delete + (isGroup ? Math.max(0, ...below.map(({ type }) => type.durations.delete)) : 0);
  }

  #end({ operationId, write, endsAt }: KnownOperation): void {
    const failure = this.#failure(write, endsAt);
    const end: Change = {
      end: operationId,
      ...(failure !== undefined && { error: { code: failure.code, message: failure.message } }),
    };
    const changes = [...this.#ending(write, failure !== undefined, endsAt), end];
    // The clock may have been continued from an earlier entry, but never goes back.
    this.#store.commit({ now: Math.max(endsAt, this.#store.now), changes });
  }

  #ending(write: Write, failed: boolean, now: number): Change[] {
    const existing = this.#store.resource(write.id);
    // It went with the group in which it was.
    if (existing === undefined) return [];
    if (failed) return [setOf({ ...existing, provisioningState: "Failed" })];
    if (write.method === "DELETE") return this.#removal(write.id, now);
    const stored: Stored = { ...existing, provisioningState: "Succeeded" };
    return [setOf(stored), ...afterWrite(stored, this.view(now))];
  }

  #failure(write: Write, now: number): Refusal | undefined {
    const view = this.view(now);
    for (const { outcome } of this.#tables.behaviours) {
      const refusal = outcome?.(write, view);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }

  /** A resource goes with everything below it. */
  #removal(id: string, now: number): Change[] {
    const gone = [...this.#store.resources()].filter(
      (other) => sameId(other.id, id) || isBelow(other.id, id),
    );
    return gone.flatMap((stored) => [{ remove: stored.id }, ...afterDelete(stored, now)]);
  }

  #answer(stored: Stored): Body {
    return answerOf(stored, (id) => this.#store.resource(id)?.inputs);
  }
}

function wantedInputs(
  method: Write["method"],
  existing: Stored | undefined,
  type: ResourceType,
  id: string,
  body: Body,
): Inputs {
  if (method === "PUT" || existing === undefined) return inputsOf(type, id, body);
  return method === "DELETE" ? existing.inputs : merged(existing.inputs, inputsOf(type, id, body));
}

function setOf({ id, inputs, provisioningState, createdAt }: Stored): Change {
  return { set: { id, inputs: { ...inputs }, provisioningState, createdAt } };
}

function pollAfter(seconds: number): number {
  return Math.max(1, Math.min(LONGEST_POLL_SECONDS, Math.ceil(seconds)));
}

function unknownType(id: string): Answer {
  const armType = armPathOf(id)?.armType ?? nameOf(id);
  const message = `The resource type '${armType}' is not known to the simulated Azure: add it to lib/simulation/azure/types.`;
  return refused({ status: 404, code: "InvalidResourceType", message });
}
