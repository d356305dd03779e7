import * as types from "../../resource-types.ts";
import { type Mutation, option } from "./mutation.ts";

const DATA: readonly (readonly [type: string, name: string])[] = [
  [types.STORAGE_ACCOUNT, "datasets"],
  [types.BLOB_CONTAINER, "shards"],
  [types.LUSTRE_FILE_SYSTEM, "scratch"],
  [types.VAULT, "disk-vault"],
  [types.KEY, "disk-key"],
  [types.DISK_ENCRYPTION_SET, "disks"],
  [types.REGISTRY, "registry"],
  [types.LOG_WORKSPACE, "logs"],
];

/** What breaks the rules of the family data. */
export const dataMutations: readonly Mutation[] = [
  ...DATA.flatMap(([type, name]) => [
    option("D01", type, name, "protect"),
    option("D01", type, name, "retainOnDelete"),
  ]),
];
