import type { Properties, Resource } from "../../../lib/graph/graph.ts";
import { KEY } from "../../resource-types.ts";
import { resource } from "../build-graph.ts";

/** A key that is renewed every year. */
export const renewed: Properties = {
  kty: "RSA-HSM",
  keySize: 3072,
  rotationPolicy: {
    attributes: { expiryTime: "P730D" },
    lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P365D" } }],
  },
};

export const storageKey = keyFor("storage", renewed);
/** The API server keeps to its version. */
export const etcdKey = keyFor("etcd", { kty: "RSA-HSM", keySize: 3072 });
/** Managed Lustre keeps to its version, and takes no other kind. */
export const lustreKey = keyFor("lustre", { kty: "RSA", keySize: 2048 });

/** Keys in vaults of another stack. */
export const keyResources: readonly Resource[] = [storageKey, etcdKey, lustreKey];

function keyFor(purpose: string, properties: Properties): Resource {
  return resource(
    KEY,
    `${purpose}-key`,
    { keyName: purpose, vaultName: `kv-${purpose}`, properties, tags: { purpose } },
    { options: { protect: true, retainOnDelete: true, ignoreChanges: [] } },
  );
}
