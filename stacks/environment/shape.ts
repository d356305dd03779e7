import * as z from "zod";
import { environmentSchema } from "../environment.ts";

/** The schema of a property, with what is optional or defaulted around it. */
export function schemaAt(path: readonly PropertyKey[]): z.core.$ZodType {
  let schema: z.core.$ZodType = environmentSchema;
  for (const key of path) {
    const def: z.core.$ZodTypeDef = unwrap(schema)._zod.def;
    if (isObject(def)) schema = def.shape[String(key)] ?? schema;
    else if (isArray(def)) schema = def.element;
    else if (isRecord(def)) schema = def.valueType;
  }
  return schema;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def;
  return isWrapper(def) ? unwrap(def.innerType) : schema;
}

/** Whether only integers are allowed. */
export function isInteger(schema: z.core.$ZodType): boolean {
  const def = unwrap(schema)._zod.def;
  return def.type === "number" && "format" in def && def.format === "safeint";
}

const isObject = (def: z.core.$ZodTypeDef): def is z.core.$ZodObjectDef => def.type === "object";
const isArray = (def: z.core.$ZodTypeDef): def is z.core.$ZodArrayDef => def.type === "array";
const isRecord = (def: z.core.$ZodTypeDef): def is z.core.$ZodRecordDef => def.type === "record";
const isWrapper = (def: z.core.$ZodTypeDef): def is z.core.$ZodDefaultDef =>
  ["default", "prefault", "optional"].includes(def.type);

/** Keys that a mapping may have. */
export function keysOf(schema: z.core.$ZodType): string[] {
  const def = unwrap(schema)._zod.def;
  if (isObject(def)) return Object.keys(def.shape);
  return isRecord(def) ? [...(def.keyType._zod.values ?? [])].map(String) : [];
}

/** What a property may look like, as YAML. */
export function exampleOf(schema: z.core.$ZodType): string | undefined {
  const examples = z.globalRegistry.get(schema)?.examples;
  if (Array.isArray(examples)) return JSON.stringify(examples[0]);
  const def = schema._zod.def;
  return isWrapper(def) ? exampleOf(def.innerType) : undefined;
}
