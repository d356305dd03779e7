import { isSecret, isUnknown, type Properties, SECRET, UNKNOWN, type Value } from "./graph.ts";

/**
 * Pulumi's own way to write unknowns, secrets and references as JSON: on the wire, in previews and in states alike.
 * Source: `sdk/go/common/resource/sig/sig.go` and `sdk/go/common/resource/plugin/rpc.go` of
 * https://github.com/pulumi/pulumi/tree/v3.259.0
 */

/** Stands for an unknown. */
export const WIRE_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Unknowns that say their type, as older providers write them. */
const TYPED_UNKNOWNS: ReadonlySet<unknown> = new Set([
  WIRE_UNKNOWN,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

/** The key that marks an object as something else than an object; its value says what. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
const REFERENCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** What the Pulumi CLI prints in place of a secret. */
const PRINTED_SECRET = "[secret]";

/** Notes of the engine and of bridged providers among the inputs in a state. */
const BOOKKEEPING = new Set(["__internal", "__defaults"]);

/** Properties as a graph holds them. A reference to a resource becomes its URN. */
export function fromWire(properties: { readonly [key: string]: unknown }): Properties {
  const entries = Object.entries(properties).filter(([key]) => !BOOKKEEPING.has(key));
  return Object.fromEntries(entries.map(([key, value]) => [key, valueFromWire(value)]));
}

function valueFromWire(value: unknown): Value {
  if (TYPED_UNKNOWNS.has(value)) return UNKNOWN;
  if (value === PRINTED_SECRET) return SECRET;
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map(valueFromWire);
  if (typeof value === "object") return fromObject(value as { readonly [key: string]: unknown });
  // JSON has nothing else; a value of no JSON type says nothing.
  return null;
}

function fromObject(value: { readonly [key: string]: unknown }): Value {
  switch (value[SIGNATURE]) {
    case undefined:
      return fromWire(value);
    case SECRET_SIGNATURE:
      return SECRET;
    case REFERENCE_SIGNATURE:
      return String(value.urn);
    case OUTPUT_SIGNATURE:
      if (value.secret === true) return SECRET;
      return "value" in value ? valueFromWire(value.value) : UNKNOWN;
    default:
      // An asset, an archive or a byte string: its content stands beside the signature and the SDK's own marks.
      return fromWire(
        Object.fromEntries(
          Object.entries(value).filter(([key]) => key !== SIGNATURE && !key.startsWith("__")),
        ),
      );
  }
}

/** The same properties as Pulumi writes them. A secret is a secret unknown, because a graph never holds its value. */
export function toWire(properties: Properties): { [key: string]: JsonValue } {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, valueToWire(value)]));
}

/** What JSON can hold. */
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

function valueToWire(value: Value): JsonValue {
  if (isUnknown(value)) return WIRE_UNKNOWN;
  if (isSecret(value)) return { [SIGNATURE]: SECRET_SIGNATURE, value: WIRE_UNKNOWN };
  if (value === null || typeof value !== "object") return value;
  return Array.isArray(value) ? value.map(valueToWire) : toWire(value as Properties);
}
