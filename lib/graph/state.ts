import * as z from "zod";
import type { Graph } from "./graph.ts";
import { graphOfStates, parseDocument, resourceState } from "./resource-state.ts";

/** Source: `DeploymentV3` of https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/core.go */
const exported = z.object({
  deployment: z.object({ resources: z.array(resourceState).nullish() }),
});

/**
 * Reads what `pulumi stack export` printed: what is there now. A resource that only waits for its deletion is not.
 *
 * @param json the parsed output.
 * @throws InvalidInput where it is something else, or holds no resource.
 */
export function graphFromState(json: unknown): Graph {
  const { deployment } = parseDocument(exported, json, "state", "pulumi stack export");
  const states = (deployment.resources ?? []).filter((state) => !state.delete && !state.pendingReplacement);
  return graphOfStates("state", states);
}
