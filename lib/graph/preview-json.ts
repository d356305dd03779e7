import * as z from "zod";
import { InvalidInput, type Problem } from "../planning/problem.ts";
import type { Graph } from "./graph.ts";
import { graphOfStates, parseDocument, resourceState } from "./resource-state.ts";

/** Prints what {@link graphFromPreview} reads. */
export const PREVIEW_COMMAND = "pulumi preview --json --show-sames";

/** Source: `PreviewDigest` of https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/display/json.go */
const preview = z.object({
  steps: z.array(z.object({ op: z.string(), urn: z.string(), newState: resourceState.optional() })),
  diagnostics: z.array(z.object({ severity: z.string(), message: z.string().default("") })).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
});

type Preview = z.infer<typeof preview>;

/**
 * Reads what `pulumi preview --json --show-sames` printed: what will be there after the update. It shows each resource before
 * it is made, so that what the stack publishes is not carried.
 *
 * @param json the parsed output.
 * @throws InvalidInput where it is something else, where the preview failed, and where unchanged resources are missing.
 */
export function graphFromPreview(json: unknown): Graph {
  const document = parseDocument(preview, json, "preview", PREVIEW_COMMAND);
  const problems = [...failures(document), ...missing(document)];
  if (problems.length > 0) throw new InvalidInput("preview", problems);
  // A replacement has several steps with the same new state; a delete has none.
  const states = document.steps.flatMap(({ newState }) => (newState === undefined ? [] : [newState]));
  return graphOfStates({ origin: "preview" }, [
    ...new Map(states.map((state) => [state.urn, state])).values(),
  ]);
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
function missing({ steps, changeSummary }: Preview): Problem[] {
  const expected = changeSummary?.same ?? 0;
  const shown = steps.filter(({ op }) => op === "same").length;
  if (shown >= expected) return [];
  const message = `${expected - shown} of ${expected} unchanged resources are not shown`;
  return [{ path: "steps", value: undefined, message, fix: `run \`${PREVIEW_COMMAND}\`` }];
}
