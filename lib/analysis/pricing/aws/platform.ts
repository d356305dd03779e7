import { type Graph, type Resource, valueAt } from "../../../graph/graph.ts";
import { is, isHidden, textAt } from "../../reading.ts";
import { entriesFor, KEPT_UNDECLARED, type Place } from "../entries.ts";
import { type Cost, measured, type PricingTable } from "../pricing.ts";
import { regionIn } from "./region.ts";

const GLOBAL: Place = { region: "global" };

const REQUESTS = "how many requests are made is not declared";

/** Clusters, keys, secrets, registries, logs and zones. */
export const platformPricing: PricingTable = {
  "aws:eks/cluster:Cluster": measured(clusterCosts),
  "aws:eks/fargateProfile:FargateProfile": measured(() => [
    entriesFor("other compute").usage("pods on Fargate", "which pods run is not declared"),
  ]),
  "aws:kms/key:Key": measured(keyCosts),
  "aws:kms/replicaKey:ReplicaKey": measured(keyCosts),
  "aws:secretsmanager/secret:Secret": measured((secret, graph) => [
    entriesFor("keys").charge("secret", "secretsManager/secret", regionIn(graph, secret)),
    entriesFor("keys").usage("secret: requests", REQUESTS),
  ]),
  "aws:ecr/repository:Repository": measured((repository, graph) => [
    entriesFor("registry").usage("images", KEPT_UNDECLARED, "ecr/storage", regionIn(graph, repository)),
  ]),
  "aws:cloudwatch/logGroup:LogGroup": measured(logCosts),
  "aws:route53/zone:Zone": measured(() => [
    entriesFor("network").charge("DNS zone", "route53/zone", GLOBAL),
    entriesFor("network").usage("DNS zone: queries", "how many queries are made is not declared"),
  ]),
};

/** Whether a version is out of standard support depends on the day; a cluster may be kept from staying on one that is. */
function clusterCosts(cluster: Resource, graph: Graph): Cost[] {
  const { charge, usage } = entriesFor("Kubernetes");
  const place = regionIn(graph, cluster);
  const extended = usage(
    "EKS control plane: a version out of standard support, in all",
    "which versions are is not known here; upgradePolicy.supportType STANDARD rules it out",
    "eks/extendedSupport",
    place,
  );
  const automatic = is(cluster.inputs, "computeConfig.enabled", true);
  return [
    charge("EKS control plane", "eks/standardSupport", place),
    ...(textAt(cluster.inputs, "upgradePolicy.supportType") === "STANDARD" ? [] : [extended]),
    ...(automatic === false
      ? []
      : [
          entriesFor("other compute").usage("nodes of EKS Auto Mode", "which nodes it makes is not declared"),
        ]),
  ];
}

/** Each key costs the same; what is done with asymmetric ones costs more. */
function keyCosts(key: Resource, graph: Graph): Cost[] {
  const { charge, usage } = entriesFor("keys");
  const place = regionIn(graph, key);
  const spec = isHidden(valueAt(key.inputs, "customerMasterKeySpec"))
    ? "unknown"
    : (textAt(key.inputs, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT");
  const requests =
    spec === "SYMMETRIC_DEFAULT" || spec === "RSA_2048" ? "kms/requests" : "kms/asymmetricRequests";
  return [
    charge("KMS key", "kms/key", place),
    usage(
      "KMS key: earlier versions",
      "the first and second rotation each add the price of a key",
      "kms/key",
      place,
    ),
    usage("KMS key: requests", REQUESTS, spec === "unknown" ? undefined : requests, place),
  ];
}

function logCosts(group: Resource, graph: Graph): Cost[] {
  const { usage } = entriesFor("observability");
  const place = regionIn(graph, group);
  const standard = (textAt(group.inputs, "logGroupClass") ?? "STANDARD") === "STANDARD";
  const undeclared = "how much is logged is not declared";
  return [
    usage("logs taken in", undeclared, standard ? "cloudWatchLogs/ingestion" : undefined, place),
    usage("logs kept", undeclared, "cloudWatchLogs/archive", place),
  ];
}
