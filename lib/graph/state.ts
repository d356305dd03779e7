import * as z from "zod";
import { type Graph, type Properties, STACK_TYPE } from "./graph.ts";
import {
  graphOfStates,
  parseDocument,
  type ResourceState,
  regionsOfProviders,
  resourceState,
} from "./resource-state.ts";
import { fromWire } from "./wire.ts";

/** Prints what {@link graphFromState} reads. */
export const STATE_COMMAND = "pulumi stack export";

/** Source: `DeploymentV3` of https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/apitype/core.go */
const exported = z.object({
  deployment: z.object({
    secrets_providers: z.object({ type: z.string() }).nullish(),
    resources: z.array(resourceState).nullish(),
  }),
});

/**
 * Reads what `pulumi stack export` printed: what is there now. A resource that only waits for its deletion is not.
 *
 * @param json the parsed output.
 * @throws InvalidInput where it is something else, or holds no resource.
 */
export function graphFromState(json: unknown): Graph {
  const { deployment } = parseDocument(exported, json, "state", STATE_COMMAND);
  const states = (deployment.resources ?? []).filter((state) => !state.delete && !state.pendingReplacement);
  const provider = deployment.secrets_providers?.type;
  const stack = states.find(({ type }) => type === STACK_TYPE);
  return graphOfStates(
    {
      origin: "state",
      ...regionsOfProviders(states),
      ...(provider !== undefined && { secretsProvider: provider }),
      ...(stack !== undefined && { outputs: outputsOf(stack) }),
    },
    states,
  );
}

/** A state leaves out what is empty. */
function outputsOf({ outputs }: ResourceState): Properties {
  return fromWire(outputs ?? {});
}
