import { type Graph, SECRET } from "../../../lib/graph/graph.ts";
import { graphWith } from "../build-graph.ts";
import { awsResources } from "./aws.ts";
import { azureResources } from "./azure.ts";
import { governanceResources } from "./governance.ts";
import { kubernetesResources } from "./kubernetes.ts";
import { withSurroundings } from "./surroundings.ts";

const declared = graphWith(
  withSurroundings([...azureResources, ...awsResources, ...kubernetesResources, ...governanceResources]),
);

/** A graph in which every rule finds something to look at, and none fails: as if a state told what a preview does not. */
export const referenceGraph: Graph = {
  ...declared,
  secretsProvider: "cloud",
  outputs: { clusterName: "cluster", kubeconfig: SECRET },
};
