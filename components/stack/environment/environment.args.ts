import * as pulumi from "@pulumi/pulumi";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";

/** A value that an environment's file can say. */
export type Declared =
  | string
  | number
  | boolean
  | null
  | readonly Declared[]
  | { readonly [field: string]: Declared | undefined };

/** What an environment declares: its fields as they stand in the file, defaults filled in. */
export interface EnvironmentArgs {
  readonly [field: string]: Declared | undefined;
}

/**
 * Checks that an intent can be published: it is written to the state in clear, and read by policies and reports.
 *
 * @throws InvalidInput where a field holds an output, and so possibly a secret, or what no file can say. Values are not shown.
 */
export function checkIntent(intent: EnvironmentArgs): void {
  refuse("Environment", undeclared(intent, ""));
}

function undeclared(value: unknown, path: string): Problem[] {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    const message = "is known only at run time, and may be a secret: intent is published in clear";
    return [{ path, value: undefined, message, fix: "leave it out, or give the plain value" }];
  }
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([field, inner]) =>
      undeclared(
        inner,
        Array.isArray(value) ? `${path}[${field}]` : path === "" ? field : `${path}.${field}`,
      ),
    );
  }
  if (["string", "boolean", "undefined"].includes(typeof value) || value === null || Number.isFinite(value))
    return [];
  const message = `a ${typeof value} is nothing that an environment's file can say`;
  return [
    {
      path,
      value: undefined,
      message,
      fix: "give text, a finite number, true, false, null, a list or a map",
    },
  ];
}
