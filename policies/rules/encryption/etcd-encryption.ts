import { isSecret, isUnknown, type Value, valueAt } from "../../../lib/graph/graph.ts";
import { decided } from "../../answers.ts";
import { equals, judge, present, textOf } from "../../demand.ts";
import { type Part, whole } from "../../parts.ts";
import { KEY, MANAGED_CLUSTER } from "../../resource-types.ts";
import type { Answer, Rule } from "../../rule.ts";

const KMS = "https://learn.microsoft.com/azure/aks/use-kms-etcd-encryption";
const KEY_ID = "securityProfile.azureKeyVaultKms.keyId";
/** The API server keeps to the version that it is given: an id without one is refused. */
const VERSIONED = /^https:\/\/[\w-]+\.(vault|managedhsm)\.azure\.net\/keys\/[\w-]+\/[0-9a-f]{32}$/i;

const clusters = whole(MANAGED_CLUSTER);
const enabled = equals("securityProfile.azureKeyVaultKms.enabled", true);
const privately = equals("securityProfile.azureKeyVaultKms.keyVaultNetworkAccess", "Private", {
  value: "Public",
  source: KMS,
});
const keyId = present(KEY_ID, [KEY]);

/** Secrets of Kubernetes lie in etcd as they are, unless the API server encrypts them first. */
export const etcdEncryption: Rule = {
  id: "E03",
  name: "etcd-own-key",
  title: "The API server encrypts secrets with a key of a private vault before it stores them.",
  enforcement: "mandatory",
  severity: "high",
  frameworks: { cisAks: ["5.3.1"], nist80053: ["SC-12", "SC-28"] },
  remediation:
    'Set securityProfile.azureKeyVaultKms: { enabled: true, keyId, keyVaultNetworkAccess: "Private", keyVaultResourceId } on the ManagedCluster, with the version in keyId.',
  evidence: KMS,
  scope: "resource",
  types: clusters.types,
  check: (resource, graph) =>
    clusters
      .partsOf(resource)
      .flatMap((part) => [
        judge(enabled, part, graph),
        judgeKeyId(part, () => judge(keyId, part, graph)),
        judge(privately, part, graph),
      ]),
};

function judgeKeyId({ value }: Part, presence: () => Answer): Answer {
  const id: Value | undefined = valueAt(value, KEY_ID);
  if (id === undefined || id === null || id === "" || isUnknown(id) || isSecret(id)) return presence();
  const versioned = typeof id === "string" && VERSIONED.test(id);
  const must = "must be https://<vault>.vault.azure.net/keys/<key>/<version>";
  return decided(versioned, KEY_ID, versioned ? "names a key and its version" : `is ${textOf(id)}`, must);
}
