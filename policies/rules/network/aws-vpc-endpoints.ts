import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import { failed, notEvaluated, passed } from "../../answers.ts";
import { intentOf } from "../../intent.ts";
import { declaredOf } from "../../links.ts";
import { namersOf } from "../../namers.ts";
import { EKS_CLUSTER, FSX_LUSTRE, VPC_ENDPOINT } from "../../resource-types.ts";
import type { Answer } from "../../rule.ts";

const PATH = "vpcEndpoints";

/** What the nodes of a cluster without a way out talk to: https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html (2026) */
const NEEDED = ["ec2", "ecr.api", "ecr.dkr", "eks", "logs", "s3", "sts"];

/** Where there is a cluster and no way out, a VPC has an endpoint for each service that nodes need. */
export function endpointAnswers(vpc: Resource, graph: Graph): Answer[] {
  const { isolation } = intentOf(graph);
  if (isolation === "connected" || declaredOf(graph, EKS_CLUSTER).length === 0) return [];
  const needed = declaredOf(graph, FSX_LUSTRE).length > 0 ? [...NEEDED, "fsx"] : NEEDED;
  const { surely, perhaps } = namersOf(graph, vpc, { type: VPC_ENDPOINT, path: "vpcId" });
  const services = surely.map(serviceOf);
  const missing = needed.filter((service) => !services.includes(service));
  if (missing.length === 0) return [passed(PATH, `has ${needed.join(", ")}`)];
  const found = `has none for ${missing.join(", ")}`;
  const must = `must have one for each of ${needed.join(", ")}`;
  if (perhaps.length > 0 || services.includes(undefined))
    return [notEvaluated(PATH, `${found} that is known`, must)];
  if (isolation === undefined)
    return [notEvaluated(PATH, `${found}, and the isolation of the environment is not declared`, must)];
  return [failed(PATH, found, must)];
}

/** `ecr.api` of `com.amazonaws.us-east-1.ecr.api`; `undefined` where the name is unknown. */
function serviceOf({ inputs }: Resource): string | undefined {
  const { serviceName } = inputs;
  return typeof serviceName === "string"
    ? serviceName.replace(/^com\.amazonaws\.[a-z]+(?:-[a-z]+)+-\d+\./, "")
    : undefined;
}
