import { decideRetry } from "../../../../../components/azure/conflict-retry.ts";
import { sameId } from "../../arm-id.ts";
import { namesIn, resourceTypeOfId } from "../../types/index.ts";
import type { ResourceType } from "../../types/resource-type.ts";
import { type WorldFile, worldOf } from "../../world.ts";
import type {
  Behaviour,
  CloudView,
  Inputs,
  Refusal,
  RequestRecord,
  RunningOperation,
  SoftDeletedVault,
  Stored,
  Write,
} from "../behaviour.ts";

export const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
export const GROUP = `${SUBSCRIPTION}/resourceGroups/rg`;

/** What an Azure has and does at a moment. */
export interface Situation {
  readonly now?: number;
  readonly world?: WorldFile;
  readonly resources?: readonly Stored[];
  readonly running?: readonly RunningOperation[];
  readonly deleted?: readonly SoftDeletedVault[];
  readonly requests?: readonly RequestRecord[];
}

/** The view that behaviours get of a situation; what is at work exists too. */
export function viewOf({
  now = 0,
  world,
  resources = [],
  running = [],
  deleted = [],
  requests = [],
}: Situation) {
  const all = [
    ...resources,
    ...running.map(({ write }) => stored(write.id, write.inputs, { provisioningState: "Creating" })),
  ];
  return {
    now,
    world: worldOf(world),
    resource: (id) => all.find((one) => sameId(one.id, id)),
    resources: () => all,
    running: () => running,
    softDeletedVaults: () => deleted,
    requests: () => requests,
  } satisfies CloudView;
}

/** A resource that exists; the names in its id are among its inputs. */
export function stored(
  id: string,
  inputs: Inputs = {},
  state: Partial<Pick<Stored, "provisioningState" | "createdAt">> = {},
): Stored {
  const type = typeOf(id);
  return {
    id,
    type,
    inputs: { ...inputs, ...namesOf(type, id) },
    provisioningState: "Succeeded",
    createdAt: 0,
    ...state,
  };
}

/** A write of a resource. */
export function put(id: string, inputs: Inputs = {}): Write {
  const type = typeOf(id);
  return { method: "PUT", id, type, inputs: { ...inputs, ...namesOf(type, id) } };
}

/** A deletion of what exists. */
export function remove({ id, type, inputs }: Stored): Write {
  return { method: "DELETE", id, type, inputs };
}

/** A write that is at work. */
export function atWork(write: Write, endsAt = 600): RunningOperation {
  return { write, startedAt: 0, endsAt };
}

/** How a behaviour answers before a write begins, and whether our retries would try again. */
export function answer(behaviour: Behaviour, write: Write, situation: Situation = {}) {
  return shown(behaviour.admit?.(write, viewOf(situation)));
}

/** How a behaviour lets an operation end. */
export function ending(behaviour: Behaviour, write: Write, situation: Situation = {}) {
  return shown(behaviour.outcome?.(write, viewOf(situation)));
}

function shown(refusal: Refusal | undefined) {
  if (refusal === undefined) return undefined;
  const { status, code, message } = refusal;
  return { ...refusal, retried: decideRetry([`Status=${status} Code="${code}" Message="${message}"`]).retry };
}

function typeOf(id: string): ResourceType {
  const type = resourceTypeOfId(id);
  if (type === undefined) throw new Error(`no type has an id like ${id}`);
  return type;
}

function namesOf(type: ResourceType, id: string): Inputs {
  const { subscriptionId: _, ...names } = namesIn(type, id) ?? {};
  return names;
}
