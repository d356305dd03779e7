import * as z from "zod";
import { suggest } from "../../lib/planning/suggest.ts";
import { exampleOf, isInteger, schemaAt } from "./shape.ts";

/** What is wrong, and what to write instead. */
export interface Explanation {
  readonly message: string;
  readonly fix: string;
}

/** Says in the file's own terms what the schema found. */
export function explain(issue: z.core.$ZodIssue, value: unknown): Explanation {
  const schema = schemaAt(issue.path);
  const example = exampleOf(schema);
  const write = example === undefined ? "see stacks/environment.schema.json" : `write for example ${example}`;
  switch (issue.code) {
    case "invalid_type":
      return explainType(isInteger(schema) ? "int" : issue.expected, schema, value, write);
    case "invalid_value":
      return explainChoice(issue.values.map(String), value);
    case "too_small":
    case "too_big":
      return explainRange(issue, issue.code === "too_small" && example !== undefined ? write : undefined);
    case "invalid_format":
      return { message: `must look like ${example ?? issue.pattern}`, fix: write };
    default:
      return { message: issue.message, fix: write };
  }
}

function explainType(expected: string, schema: z.core.$ZodType, value: unknown, write: string): Explanation {
  if (value === undefined) {
    return { message: `missing: ${article(expected)} is required`, fix: `add it: ${write}` };
  }
  if (expected === "string" && typeof value === "number") {
    const works = z.safeParse(schema, String(value)).success;
    return { message: "must be a string, got a number", fix: `quote it: ${works ? `"${value}"` : write}` };
  }
  const message = `must be ${article(expected)}, got ${typeName(value)}`;
  const plain = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : undefined;
  const unquoted = plain !== undefined && z.safeParse(schema, plain).success;
  return { message, fix: unquoted ? `write ${plain}, without quotes` : write };
}

function explainChoice(allowed: readonly string[], value: unknown): Explanation {
  const nearest = typeof value === "string" ? suggest(value.trim(), allowed) : undefined;
  const quoted = typeof value === "number" && allowed.includes(String(value));
  return {
    message: `${value === undefined ? "missing; " : ""}must be one of ${allowed.join(", ")}`,
    fix: quoted ? `quote it: "${value}"` : `write ${asYaml(nearest ?? allowed[0] ?? "")}`,
  };
}

/** A text that YAML would read as a number stands in quotes. */
function asYaml(text: string): string {
  return /^\d+$/.test(text) ? `"${text}"` : text;
}

/** Who writes too much means the bound; who writes nothing or less does not, and an example helps more. */
function explainRange(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  example: string | undefined,
): Explanation {
  const unit = issue.origin === "string" ? " characters" : issue.origin === "array" ? " entries" : "";
  const bound = issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  const limit = issue.code === "too_small" ? issue.minimum : issue.maximum;
  return {
    message: `must ${unit === "" ? "be" : "have"} ${bound}${unit}`,
    fix: unit === "" ? (example ?? `write ${limit}`) : `give ${bound}${unit}`,
  };
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
  return typeof value === "number" ? "a number" : article(typeof value);
}
