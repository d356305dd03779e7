import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import type { Environment } from "./environment.ts";
import { planNdH100 } from "./nd-h100.plan.ts";
import { planStack } from "./settings.ts";

/** What a test writes into the environment of `nd-h100-dev` in place of what stands there. */
export type Change = { readonly [Key in keyof Environment]?: unknown };

/** How a stack is run. */
export interface Run {
  /** Other settings than the shipped ones, by full key. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Settings whose values are encrypted, by full key. @default - none */
  readonly secretKeys?: readonly string[];
  readonly stack?: string;
  /** Whether it is a preview. @default true */
  readonly preview?: boolean;
}

/** The problems of a stack's configuration, as `pulumi preview` or `pulumi up` finds them. */
export function problemsOf(change: Change, run: Run = {}): readonly Problem[] {
  const { settings = {}, secretKeys = [], stack = "nd-h100-dev", preview = true } = run;
  const { config } = parse(readFileSync(join(import.meta.dirname, "Pulumi.nd-h100-dev.yaml"), "utf8"));
  const environment = JSON.stringify({ ...config["exaform:environment"], ...change });
  pulumi.runtime.resetOptions("exaform", stack, 1, "nowhere", "nowhere", preview, "organization");
  pulumi.runtime.setAllConfig({ ...config, "exaform:environment": environment, ...settings }, [
    ...secretKeys,
  ]);
  try {
    planStack(() => planNdH100);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

/** The path of a property of the environment. */
export const at = (property: string): string => `exaform:environment.${property}`;

/** The paths of problems. */
export const pathsOf = (problems: readonly Problem[]): string[] => problems.map(({ path }) => path);
