import type { Graph } from "../../../lib/graph/graph.ts";
import { graphWith } from "../build-graph.ts";
import { awsResources } from "./aws.ts";
import { azureResources } from "./azure.ts";
import { kubernetesResources } from "./kubernetes.ts";

/** A graph in which every rule finds something to look at, and none fails. */
export const referenceGraph: Graph = graphWith([...azureResources, ...awsResources, ...kubernetesResources]);
