import type { ResourceType } from "../azure/types/resource-type.ts";
import { AcceptedThenFailed, type ArmSession, type Body, isNotFound } from "./arm-session.ts";
import { outputsOf, requestOf } from "./shapes.ts";
import { InitializationFailed, type Properties } from "./wire.ts";

/**
 * What azure-native does with one resource, call by call.
 * Source: https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/provider.go, read 2026-11
 */

/** A resource as the state keeps it. */
export interface Made {
  /** ARM id. */
  readonly id: string;
  readonly outputs: Properties;
}

/**
 * Parts of another resource that Azure makes with it and that cannot be deleted: a create takes over what is there, and a
 * delete writes the default state, which is empty for these.
 * Source: https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/openapi/defaults/defaultResourcesState.go, read 2026-11
 */
const PARTS: readonly string[] = ["azure-native:storage:BlobServiceProperties"];

/**
 * Makes a resource. One that exists already is not taken over.
 *
 * @throws InitializationFailed where Azure began and failed.
 */
export async function create(
  arm: ArmSession,
  type: ResourceType,
  id: string,
  inputs: Properties,
): Promise<Made> {
  if (!PARTS.includes(type.token) && (await exists(arm, type, id))) {
    throw new Error(`cannot create already existing resource '${id}'`);
  }
  return write(arm, type, id, inputs);
}

/**
 * Writes all inputs of a resource that exists.
 *
 * @throws InitializationFailed where Azure began and failed.
 */
export function update(arm: ArmSession, type: ResourceType, id: string, inputs: Properties): Promise<Made> {
  return write(arm, type, id, inputs);
}

/** Deletes a resource; one that is gone already counts as deleted. */
export async function remove(arm: ArmSession, type: ResourceType, id: string): Promise<void> {
  if (PARTS.includes(type.token)) await arm.put(id, type.apiVersion, requestOf(type, {}));
  else await arm.delete(id, type.apiVersion);
}

/** What Azure has under an id; `undefined` where it has nothing. */
export async function find(arm: ArmSession, type: ResourceType, id: string): Promise<Body | undefined> {
  try {
    return await arm.get(id, type.apiVersion);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function exists(arm: ArmSession, type: ResourceType, id: string): Promise<boolean> {
  try {
    return (await find(arm, type, id)) !== undefined;
  } catch (error) {
    throw new Error(`cannot check existence of resource '${id}': ${messageOf(error)}`);
  }
}

async function write(arm: ArmSession, type: ResourceType, id: string, inputs: Properties): Promise<Made> {
  const written = await put(arm, type, id, inputs);
  const made = typeof written.id === "string" ? written.id : id;
  // What cannot be read, because a replica lags behind for example, is taken from the answer to the write.
  const read = await arm.get(made, type.apiVersion).catch(() => written);
  return { id: made, outputs: outputsOf(type, made, read) };
}

async function put(arm: ArmSession, type: ResourceType, id: string, inputs: Properties): Promise<Body> {
  try {
    return await arm.put(id, type.apiVersion, requestOf(type, inputs));
  } catch (error) {
    if (!(error instanceof AcceptedThenFailed)) throw error;
    const there = await arm.get(id, type.apiVersion).catch((unread: Error) => unread);
    if (there instanceof Error) {
      const message = `resource created but read failed ${there.message}: ${error.message}`;
      throw new InitializationFailed(message, id, inputs, undefined);
    }
    throw new InitializationFailed(error.message, id, inputs, outputsOf(type, id, there));
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
