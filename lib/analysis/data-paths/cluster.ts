import { type Graph, ofType, type Resource, referencesOf } from "../../graph/graph.ts";
import { MANAGED_CLUSTER } from "../node-pools.ts";
import { is, isGiven, textAt } from "../reading.ts";
import { type DataPath, fold, NOT_KNOWN, NOTHING, type PathAnswer, say } from "./path.ts";

/** API server, etcd and the pods' own traffic. */
export function clusterPaths(graph: Graph): DataPath[] {
  const subjects = ofType(graph, MANAGED_CLUSTER).map((cluster) => ({
    urn: cluster.urn,
    name: textAt(cluster.inputs, "resourceName") ?? cluster.name,
    answers: [API_SERVER, etcd(graph, cluster), podTraffic(graph, cluster)],
  }));
  return fold(subjects, ["cluster", "clusters"]);
}

const API_SERVER: PathAnswer = {
  id: "apiServer",
  from: "nodes and administrators",
  to: "API server of {}",
  encrypted: true,
  by: "TLS",
  reason: "the API server serves HTTPS only, with the cluster's own certificate authority",
};

function etcd(graph: Graph, cluster: Resource): PathAnswer {
  const path = "securityProfile.azureKeyVaultKms";
  const enabled = is(cluster.inputs, `${path}.enabled`, true);
  const key = isGiven(graph, cluster, `${path}.keyId`);
  const vault = say(is(cluster.inputs, `${path}.keyVaultNetworkAccess`, "Private"), {
    yes: "a private vault",
    no: "a public vault",
    unknown: "a vault",
  });
  const kms = say(key, {
    yes: `KMS, customer-managed key in ${vault}`,
    no: "KMS, without a key",
    unknown: "KMS, whose key is not known",
  });
  return {
    id: "etcd",
    from: "API server of {}",
    to: "secrets in etcd",
    encrypted: enabled,
    by: say(enabled, { yes: kms, no: NOTHING, unknown: NOT_KNOWN }),
    reason: say(enabled, {
      yes: "the API server encrypts secrets before etcd stores them; other objects rest on Azure's own disk encryption",
      no: "securityProfile.azureKeyVaultKms is not enabled: secrets lie in etcd as they are, on a disk that Azure encrypts with its own key",
      unknown: `securityProfile.azureKeyVaultKms is not known before \`pulumi up\`${computedFrom(graph, cluster, "securityProfile")}`,
    }),
  };
}

/** The key that an unknown input will be made of, where the graph tells. */
function computedFrom(graph: Graph, resource: Resource, property: string): string {
  const keys = referencesOf(graph, resource, property).filter(
    ({ type }) => type === "azure-native:keyvault:Key",
  );
  const names = keys.map(({ inputs, name }) => textAt(inputs, "keyName") ?? name);
  return names.length === 0 ? "" : `; it is computed from key ${names.join(", ")}`;
}

function podTraffic(graph: Graph, cluster: Resource): PathAnswer {
  const ends = { id: "podTraffic", from: "pods of {}", to: "pods on other nodes, over TCP" } as const;
  const wireGuard = is(
    cluster.inputs,
    "networkProfile.advancedNetworking.security.transitEncryption.type",
    "WireGuard",
  );
  if (wireGuard === true) {
    const reason = "covers pods of different nodes; not host-network pods, node traffic or RDMA";
    return { ...ends, encrypted: true, by: "WireGuard", reason };
  }
  const networks = ofType(graph, "azure-native:network:VirtualNetwork");
  if (
    wireGuard === "unknown" ||
    networks.some((network) => is(network.inputs, "encryption.enabled", true) !== false)
  ) {
    const reason =
      "VNet encryption depends on the VM sizes at both ends, and no GPU size is documented for it";
    return { ...ends, encrypted: "unknown", by: NOT_KNOWN, reason };
  }
  const reason = "neither WireGuard nor VNet encryption is declared; applications must bring their own TLS";
  return { ...ends, encrypted: false, by: NOTHING, reason };
}
