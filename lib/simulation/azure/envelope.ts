import { nameOf } from "./arm-id.ts";
import type { Inputs, Stored } from "./behaviours/behaviour.ts";
import { namesIn } from "./types/id-template.ts";
import type { InputsOf, ResourceType } from "./types/resource-type.ts";

/** Inputs that ARM has at the top of a body; all others stand under `properties`. */
const TOP: readonly string[] = [
  "location",
  "tags",
  "sku",
  "identity",
  "kind",
  "zones",
  "extendedLocation",
  "plan",
  "managedBy",
];

/** A JSON object. */
export type Body = Readonly<Record<string, unknown>>;

/**
 * The body of a write. Its top is ARM's; what lies under `properties` is in azure-native's shape, which flattens more than
 * ARM does. Names that stand in the id are left out.
 */
export function bodyOf(type: ResourceType, inputs: Inputs): Body {
  const named = new Set([...type.id.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => word));
  const { properties, ...flat } = inputs;
  const own = Object.entries(flat).filter(([key]) => !named.has(key));
  const isTop = ([key]: [string, unknown]): boolean => isNested(type) || TOP.includes(key);
  return {
    ...Object.fromEntries(own.filter(isTop)),
    properties: { ...Object.fromEntries(own.filter((entry) => !isTop(entry))), ...recordOf(properties) },
  };
}

/** The inputs that a body stands for, with the names of its id: the reverse of {@link bodyOf}. */
export function inputsOf(type: ResourceType, id: string, body: Body): Inputs {
  const { id: _id, name: _name, type: _type, properties, ...top } = body;
  const { subscriptionId: _subscription, ...names } = namesIn(type, id) ?? {};
  return {
    ...top,
    ...(isNested(type) ? { properties: recordOf(properties) } : recordOf(properties)),
    ...names,
  };
}

/** What a GET answers. */
export function answerOf({ id, type, inputs, provisioningState }: Stored, neighbours: InputsOf): Body {
  const { properties, ...top } = bodyOf(type, { ...inputs, ...type.outputs?.(id, inputs, neighbours) });
  return {
    id,
    name: nameOf(id),
    type: type.armType,
    ...top,
    properties: { ...recordOf(properties), provisioningState },
  };
}

/** RFC 7396: objects are merged, `null` removes, anything else replaces. */
export function merged(target: Body, patch: Body): Body {
  const result: Record<string, unknown> = { ...target };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete result[key];
    else result[key] = isRecord(value) ? merged(recordOf(result[key]), value) : value;
  }
  return result;
}

/** Whether azure-native has kept ARM's `properties` as an input of that name, as it does for vaults and keys. */
function isNested(type: ResourceType): boolean {
  return type.fields.some(({ path }) => path === "properties" || path.startsWith("properties."));
}

function isRecord(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value where it is an object; else an empty one. */
export function recordOf(value: unknown): Body {
  return isRecord(value) ? value : {};
}
