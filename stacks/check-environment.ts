import * as z from "zod";
import { type Problem, refuse } from "../lib/planning/problem.ts";
import { suggest } from "../lib/planning/suggest.ts";
import { type Environment, environmentSchema } from "./environment.ts";
import { hostileText } from "./hostile-text.ts";

/** Where the environment stands in a stack's configuration. */
export const ENVIRONMENT_PATH = "exaform:environment";

/**
 * Checks what stands under `exaform:environment` and fills in the defaults.
 *
 * @param input anything: it is hostile until this returns.
 * @throws InvalidInput that lists every problem.
 */
export function checkEnvironment(input: unknown): Environment {
  const hostile = hostileText(input, ENVIRONMENT_PATH);
  const checked = environmentSchema.safeParse(input);
  if (checked.success) {
    refuse(ENVIRONMENT_PATH, hostile);
    return checked.data;
  }
  // A string that is hostile is reported as such, and never echoed by a second problem.
  const masked = new Set(hostile.map((problem) => problem.path));
  const malformed = checked.error.issues.flatMap((issue) => problemsOf(issue, input));
  refuse(ENVIRONMENT_PATH, [...hostile, ...malformed.filter((problem) => !masked.has(problem.path))]);
  throw checked.error;
}

type Issue = z.core.$ZodIssue;

function problemsOf(issue: Issue, input: unknown): Problem[] {
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownKey(key, issue.path, input));
  const value = valueAtPath(input, issue.path);
  const { message, fix } = explain(issue, value);
  return [{ path: pathText(issue.path), value, message, fix }];
}

function unknownKey(key: string, parent: readonly PropertyKey[], input: unknown): Problem {
  const known = keysOf(schemaAt(parent));
  const nearest = suggest(key, known);
  const path = [...parent, key];
  return {
    path: pathText(path),
    value: valueAtPath(input, path),
    message: `unknown key; allowed here: ${known.join(", ")}`,
    fix: nearest === undefined ? "remove it" : `did you mean ${nearest}?`,
  };
}

function explain(issue: Issue, value: unknown): { message: string; fix: string } {
  const schema = schemaAt(issue.path);
  const example = exampleOf(schema);
  const write = example === undefined ? "see stacks/environment.schema.json" : `write for example ${example}`;
  switch (issue.code) {
    case "invalid_type":
      if (value === undefined)
        return { message: `missing: ${article(issue.expected)} is required`, fix: `add it: ${write}` };
      if (issue.expected === "string" && typeof value === "number") {
        return { message: "must be a string, got a number", fix: `quote it: ${write}` };
      }
      return { message: `must be ${article(issue.expected)}, got ${typeName(value)}`, fix: write };
    case "invalid_value": {
      const allowed = issue.values.map(String);
      const nearest = typeof value === "string" ? suggest(value, allowed) : undefined;
      const quoted =
        typeof value === "number" && allowed.includes(String(value)) ? `quote it: "${value}"` : undefined;
      return {
        message: `${value === undefined ? "missing; " : ""}must be one of ${allowed.join(", ")}`,
        fix: quoted ?? `write ${nearest ?? allowed[0]}`,
      };
    }
    case "too_small":
    case "too_big":
      return explainRange(issue);
    case "invalid_format":
      return { message: `must look like ${example ?? issue.pattern}`, fix: write };
    default:
      return { message: issue.message, fix: write };
  }
}

function explainRange(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): {
  message: string;
  fix: string;
} {
  const unit = issue.origin === "string" ? " characters" : issue.origin === "array" ? " entries" : "";
  const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
  return {
    message: `must ${unit === "" ? "be" : "have"} ${bound}${unit}`,
    fix: unit === "" ? `write ${limit}` : `give ${bound}${unit}`,
  };
}

/** The schema of a property, with what is optional or defaulted around it. */
function schemaAt(path: readonly PropertyKey[]): z.core.$ZodType {
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

const isObject = (def: z.core.$ZodTypeDef): def is z.core.$ZodObjectDef => def.type === "object";
const isArray = (def: z.core.$ZodTypeDef): def is z.core.$ZodArrayDef => def.type === "array";
const isRecord = (def: z.core.$ZodTypeDef): def is z.core.$ZodRecordDef => def.type === "record";
const isWrapper = (def: z.core.$ZodTypeDef): def is z.core.$ZodDefaultDef =>
  ["default", "prefault", "optional"].includes(def.type);

function keysOf(schema: z.core.$ZodType): string[] {
  const def = unwrap(schema)._zod.def;
  if (isObject(def)) return Object.keys(def.shape);
  return isRecord(def) ? [...(def.keyType._zod.values ?? [])].map(String) : [];
}

function exampleOf(schema: z.core.$ZodType): string | undefined {
  const examples = z.globalRegistry.get(schema)?.examples;
  if (Array.isArray(examples)) return JSON.stringify(examples[0]);
  const def = schema._zod.def;
  return isWrapper(def) ? exampleOf(def.innerType) : undefined;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${String(key)}`),
    ENVIRONMENT_PATH,
  );
}

function valueAtPath(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  );
}

function article(expected: string): string {
  const words: Record<string, string> = {
    int: "an integer",
    number: "a finite number",
    object: "a mapping",
    record: "a mapping",
    array: "a list",
  };
  return words[expected] ?? `a ${expected}`;
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" && !Number.isInteger(value)) return "a number that is no integer";
  return article(typeof value);
}
