import {
  BLOB_CONTAINER,
  DISK_ENCRYPTION_SET,
  FLOW_LOG,
  KEY,
  MANAGED_CLUSTER,
  NETWORK_SECURITY_GROUP,
  STORAGE_ACCOUNT,
  VAULT,
  VIRTUAL_NETWORK,
} from "../resource-types.ts";
import { type Peer, type PeerAnswer, peerCheck } from "./peer.ts";
import * as reasons from "./reasons.ts";

const CHECKS: readonly (readonly [id: string, types: readonly string[], answer: PeerAnswer])[] = [
  ["AZU-0040", [MANAGED_CLUSTER], ["D05"]],
  ["AZU-0041", [MANAGED_CLUSTER], reasons.AUTHORIZED_RANGES],
  ["AZU-0042", [MANAGED_CLUSTER], ["I02"]],
  ["AZU-0043", [MANAGED_CLUSTER], ["N16"]],
  ["AZU-0065", [MANAGED_CLUSTER], ["N01"]],
  ["AZU-0066", [MANAGED_CLUSTER], reasons.POLICY_ADDON],
  ["AZU-0067", [MANAGED_CLUSTER, DISK_ENCRYPTION_SET], ["E02"]],
  ["AZU-0013", [VAULT], ["N14"]],
  ["AZU-0016", [VAULT], ["E10"]],
  ["AZU-0014", [KEY], ["E12"]],
  ["AZU-0047", [NETWORK_SECURITY_GROUP], ["N09"]],
  ["AZU-0048", [NETWORK_SECURITY_GROUP], ["N09"]],
  ["AZU-0050", [NETWORK_SECURITY_GROUP], ["N09"]],
  ["AZU-0051", [NETWORK_SECURITY_GROUP], ["N04", "N07", "N10"]],
  ["AZU-0074", [NETWORK_SECURITY_GROUP], ["N09"]],
  ["AZU-0049", [FLOW_LOG], ["D06"]],
  ["AZU-0073", [FLOW_LOG, VIRTUAL_NETWORK], ["N23"]],
  ["AZU-0007", [BLOB_CONTAINER], ["N13"]],
  ["AZU-0008", [STORAGE_ACCOUNT], ["E05"]],
  ["AZU-0009", [STORAGE_ACCOUNT], reasons.NO_QUEUES],
  ["AZU-0010", [STORAGE_ACCOUNT], reasons.TRUSTED_SERVICES],
  ["AZU-0011", [STORAGE_ACCOUNT], ["E05"]],
  ["AZU-0012", [STORAGE_ACCOUNT], ["N13"]],
  ["AZU-0056", [STORAGE_ACCOUNT], ["D03"]],
  ["AZU-0057", [STORAGE_ACCOUNT], ["D05"]],
  ["AZU-0058", [STORAGE_ACCOUNT], reasons.REPLICATION],
  ["AZU-0059", [STORAGE_ACCOUNT], ["E05"]],
  ["AZU-0060", [STORAGE_ACCOUNT], ["E04"]],
  ["AZU-0061", [STORAGE_ACCOUNT], ["E04"]],
];

/** Its ids were `AVD-AZU-…` before they lost the prefix. */
export const trivy: Peer = {
  name: "Trivy",
  list: "the folders of `avd_docs/azure` of trivy-checks: the union of all stored versions of the repository, the newest of which has no number of its own",
  source: "https://github.com/aquasecurity/trivy-checks/tree/main/avd_docs/azure",
  asOf: "2026-11-30",
  covered:
    "Every id there whose kind of resource the stacks declare. Left out: secrets of vaults (AZU-0015, AZU-0017), log profiles (AZU-0031 to AZU-0033), role definitions (AZU-0030, AZU-0052), virtual machines, disks and network interfaces (AZU-0037 to AZU-0039, AZU-0068, AZU-0075, AZU-0076), and services that no stack has. Its checks of Kubernetes objects (KSV) and of AWS were not compared.",
  checks: CHECKS.map(([id, types, answer]) => peerCheck(id, types, answer)),
};
