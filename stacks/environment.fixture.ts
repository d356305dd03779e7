import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { checkEnvironment } from "./check-environment.ts";

/** The least that an environment must say. */
export const valid = {
  system: "nd-h100",
  zone: "1",
  nodes: 2,
  plannedMaxNodes: 16,
  adminGroups: ["00000000-0000-0000-0000-000000000003"],
};

/** What is wrong with an environment by itself, without a plan. */
export function problemsOf(input: unknown): readonly Problem[] {
  try {
    checkEnvironment(input);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

/** The path of a part of the environment, written with its dot or bracket. */
export const at = (path: string): string => `exaform:environment${path}`;
