import { type Graph, isSecret, isUnknown, type Resource } from "../../../lib/graph/graph.ts";
import { intentOf, purposeOf } from "../../intent.ts";
import { linkOf } from "../../links.ts";
import {
  BLOB_CONTAINER,
  DISK_ENCRYPTION_SET,
  LOG_WORKSPACE,
  LUSTRE_FILE_SYSTEM,
  REGISTRY,
  STORAGE_ACCOUNT,
  unversioned,
  VAULT,
} from "../../resource-types.ts";

/** Stores that can be scratch. Keys, images and logs never are. */
export const STORES: readonly string[] = [STORAGE_ACCOUNT, BLOB_CONTAINER, LUSTRE_FILE_SYSTEM];

/** What holds data, keys, images or logs and stands in a resource group of its own choice; containers and keys follow their owners. */
export const HOLDERS: readonly string[] = [
  STORAGE_ACCOUNT,
  LUSTRE_FILE_SYSTEM,
  VAULT,
  DISK_ENCRYPTION_SET,
  REGISTRY,
  LOG_WORKSPACE,
];

/** Why scratch is let off. */
export const SCRATCH = "scratch of a development stack: what it holds can be lost";

/** Whether a store is scratch of a development stack; `unknown` where its tag is. */
export function scratchOf(resource: Resource, graph: Graph): boolean | "unknown" {
  if (intentOf(graph).stage !== "development" || !STORES.includes(unversioned(resource.type))) return false;
  const purpose = purposeOf(accountOf(resource, graph));
  return isUnknown(purpose) || isSecret(purpose) ? "unknown" : purpose === "scratch";
}

/** A container takes no tags: its purpose is its account's. */
function accountOf(resource: Resource, graph: Graph): Resource {
  if (unversioned(resource.type) !== BLOB_CONTAINER) return resource;
  const account = linkOf(graph, resource, "accountName", [STORAGE_ACCOUNT]);
  return account.kind === "declared" ? account.resource : resource;
}
