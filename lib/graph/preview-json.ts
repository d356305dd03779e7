import * as z from "zod";
import { InvalidInput, type Problem } from "../planning/problem.ts";
import { defaultRegions } from "./default-regions.ts";
import type { Graph } from "./graph.ts";
import { graphOfStates, parseDocument, resourceState } from "./resource-state.ts";

/** Prints what {@link graphFromPreview} reads. */
export const PREVIEW_COMMAND = "pulumi preview --json --show-sames";

/** Source: `PreviewDigest` of https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/display/json.go */
const preview = z.object({
  steps: z.array(
    z.object({
      op: z.string(),
      urn: z.string(),
      newState: resourceState.nullish(),
      oldState: resourceState.nullish(),
    }),
  ),
  diagnostics: z.array(z.object({ severity: z.string(), message: z.string().default("") })).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
  config: z.record(z.string(), z.unknown()).nullish(),
});

type Preview = z.infer<typeof preview>;

/**
 * Reads what `pulumi preview --json --show-sames` printed: what will be there after the update. It shows each resource before
 * it is made, so that what the stack publishes is not carried.
 *
 * @param json the parsed output.
 * @param unchanged whether the unchanged resources must be shown; where they need not, the graph says how many are not. @default "shown"
 * @throws InvalidInput where it is something else, where the preview failed, and where unchanged resources are missing.
 */
export function graphFromPreview(json: unknown, unchanged: "shown" | "counted" = "shown"): Graph {
  const document = parseDocument(preview, json, "preview", PREVIEW_COMMAND);
  // A replacement has several steps with the same new state; a delete has none.
  const states = document.steps.flatMap(({ newState }) => newState ?? []);
  const unshown = unshownOf(document);
  const lacking = unchanged === "shown" || states.length === 0 ? missing(document, unshown) : [];
  const problems = [...failures(document), ...lacking];
  if (problems.length > 0) throw new InvalidInput("preview", problems);
  return graphOfStates(
    {
      origin: "preview",
      ...defaultRegions((name, setting) => document.config?.[`${name}:${setting}`]),
      ...(unshown > 0 && { unshown }),
    },
    [...new Map(states.map((state) => [state.urn, state])).values()],
  );
}

/**
 * Reads from the same output what is there before the update.
 *
 * @returns `undefined` where no step shows it: everything is created, or a large file was read without it.
 */
export function graphBeforePreview(json: unknown): Graph | undefined {
  const document = parseDocument(preview, json, "preview", PREVIEW_COMMAND);
  const states = document.steps.flatMap(({ oldState }) => oldState ?? []);
  if (states.length === 0) return undefined;
  return graphOfStates(
    { origin: "preview", ...defaultRegions((name, setting) => document.config?.[`${name}:${setting}`]) },
    [...new Map(states.map((state) => [state.urn, state])).values()],
  );
}

/** After an error the program was not run to its end: what it would have declared is missing. */
function failures({ diagnostics }: Preview): Problem[] {
  const errors = (diagnostics ?? []).filter(({ severity }) => severity === "error");
  if (errors.length === 0) return [];
  const message = `the preview failed with ${errors.length} error${errors.length === 1 ? "" : "s"}, so resources may be missing`;
  return [
    { path: "diagnostics", value: undefined, message, fix: `run \`${PREVIEW_COMMAND}\` until it succeeds` },
  ];
}

/** Without `--show-sames` the output counts the unchanged resources, but does not show them. */
function unshownOf({ steps, changeSummary }: Preview): number {
  return Math.max(0, (changeSummary?.same ?? 0) - steps.filter(({ op }) => op === "same").length);
}

function missing({ changeSummary }: Preview, unshown: number): Problem[] {
  if (unshown === 0) return [];
  const message = `${unshown} of ${changeSummary?.same} unchanged resources are not shown`;
  return [{ path: "steps", value: undefined, message, fix: `run \`${PREVIEW_COMMAND}\`` }];
}
