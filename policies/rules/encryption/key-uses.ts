import {
  type Graph,
  isUnknown,
  type Resource,
  UNKNOWN,
  type Value,
  valueAt,
} from "../../../lib/graph/graph.ts";
import { purposeOf } from "../../intent.ts";
import { type Link, linkOf } from "../../links.ts";
import {
  DISK_ENCRYPTION_SET,
  KEY,
  LUSTRE_FILE_SYSTEM,
  MANAGED_CLUSTER,
  REGISTRY,
  STORAGE_ACCOUNT,
  unversioned,
} from "../../resource-types.ts";

/** What a resource encrypts with a key of one's own. */
export interface KeyUse {
  /** Purpose that such a key declares. */
  readonly purpose: string;
  /** Input that names the key. */
  readonly path: string;
}

const USES: Readonly<Record<string, KeyUse>> = {
  [DISK_ENCRYPTION_SET]: { purpose: "disks", path: "activeKey.keyUrl" },
  [MANAGED_CLUSTER]: { purpose: "etcd", path: "securityProfile.azureKeyVaultKms.keyId" },
  [STORAGE_ACCOUNT]: { purpose: "storage", path: "encryption.keyVaultProperties.keyName" },
  [LUSTRE_FILE_SYSTEM]: { purpose: "lustre", path: "encryptionSettings.keyEncryptionKey.keyUrl" },
  [REGISTRY]: { purpose: "registry", path: "encryption.keyVaultProperties.keyIdentifier" },
};

/** Types of the resources that use keys. */
export const keyUsers: readonly string[] = Object.keys(USES);

/** What a resource of {@link keyUsers} uses a key for. An account of logs uses that of logs. */
export function keyUseOf(user: Resource): KeyUse | undefined {
  const use = USES[unversioned(user.type)];
  if (use === undefined || unversioned(user.type) !== STORAGE_ACCOUNT) return use;
  return purposeOf(user) === "logs" ? { ...use, purpose: "logs" } : use;
}

/** The key that a resource uses. */
export function keyOf(user: Resource, { path }: KeyUse, graph: Graph): Link {
  if (unversioned(user.type) !== STORAGE_ACCOUNT) return linkOf(graph, user, path, [KEY]);
  // An account says vault and name apart: together they are the URL of the key.
  const encryption = urlOf(valueAt(user.inputs, "encryption.keyVaultProperties"));
  return linkOf(graph, { ...user, inputs: { encryption } }, "encryption", [KEY]);
}

function urlOf(properties: Value | undefined): Value {
  const [uri, name] = [valueAt(properties, "keyVaultUri"), valueAt(properties, "keyName")];
  if (typeof uri === "string" && typeof name === "string") return `${uri.replace(/\/$/, "")}/keys/${name}`;
  return [properties, uri, name].some(isUnknown) ? UNKNOWN : null;
}
