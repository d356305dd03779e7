import type { Graph } from "../../../lib/graph/graph.ts";
import { STACK } from "../../resource-types.ts";
import type { StateFacts } from "../../state-facts.ts";
import { graphWith } from "../build-graph.ts";
import { awsResources } from "./aws.ts";
import { azureResources } from "./azure.ts";
import { governanceResources } from "./governance.ts";
import { kubernetesResources } from "./kubernetes.ts";
import { withOutputs, withSurroundings } from "./surroundings.ts";

const declared = graphWith(
  withSurroundings([...azureResources, ...awsResources, ...kubernetesResources, ...governanceResources]),
);

/** A graph in which every rule finds something to look at, and none fails: as if a state told what a preview does not. */
export const referenceGraph: Graph & StateFacts = {
  ...declared,
  secretsProvider: "cloud",
  resources: declared.resources.map((found) => (found.type === STACK ? withOutputs(found) : found)),
};
