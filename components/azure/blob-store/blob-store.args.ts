import type * as pulumi from "@pulumi/pulumi";
import { storageAccountNameProblems } from "../../../lib/planning/names.ts";
import { type Problem, refuse } from "../../../lib/planning/problem.ts";
import type { KeyReference } from "../encryption-key/index.ts";
import { tagProblems } from "../metadata.ts";
import type { EndpointPlace } from "../private-endpoint/index.ts";
import type { Tags } from "../tags.ts";

/** What a store holds. It decides who writes to it, and how long what was replaced can come back. */
export type BlobPurpose = "datasets" | "checkpoints" | "logs";

/** What decides how a store looks: plain values, checked before anything is registered. */
export interface BlobStoreSettings {
  /** Azure's name of the storage account, unique in all of Azure: 3 to 24 lower-case letters and digits. */
  readonly accountName: string;
  /** What the store holds. */
  readonly purpose: BlobPurpose;
  /** Containers of the store; Azure makes those for flow logs itself. @default [] */
  readonly containers?: readonly string[];
  /**
   * `ZRS` keeps three copies in three zones and survives the loss of one; `LRS` keeps them in one building and costs
   * less, which is enough for what can be fetched or made again. @default "ZRS"
   */
  readonly redundancy?: "ZRS" | "LRS";
  /**
   * Days in which what was deleted or replaced can come back, 1 to 365. It is paid for as long.
   * @default - 30; 7 for checkpoints, which are large and replaced all the time
   */
  readonly recoverableDays?: number;
  /** Tags besides `purpose` and the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Arguments of {@link BlobStore}. */
export interface BlobStoreArgs extends BlobStoreSettings {
  /** Resource group of the storage account, its identity. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`: that of the key. */
  readonly location: string;
  /** Key that encrypts the data. */
  readonly key: KeyReference<"storage" | "logs">;
  /** Where the store's endpoint stands; `privatelink.blob.core.windows.net` must be among the zones. */
  readonly endpoints: EndpointPlace;
}

/** A store's settings with every default filled in. */
export interface ResolvedBlobStore extends Required<BlobStoreSettings> {
  readonly identityName: string;
  /** Whether Azure keeps what was replaced as an earlier version. */
  readonly versioning: boolean;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveBlobStoreArgs(settings: BlobStoreSettings, path = ""): ResolvedBlobStore {
  const { accountName, purpose, containers = [], redundancy = "ZRS", tags = {} } = settings;
  const recoverableDays = settings.recoverableDays ?? (purpose === "checkpoints" ? 7 : 30);
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  refuse("BlobStore", [
    ...storageAccountNameProblems(accountName, at("accountName")),
    ...containerProblems(containers, at("containers")),
    ...recoverableProblems(recoverableDays, at("recoverableDays")),
    ...tagProblems(tags, at("tags")),
  ]);
  return {
    accountName,
    purpose,
    containers,
    redundancy,
    recoverableDays,
    tags: { ...tags, purpose },
    identityName: `${accountName}-identity`,
    // A flow log is a blob for each hour, written again every minute: 60 versions of each would be kept.
    versioning: purpose !== "logs",
  };
}

/** https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata (2025-06). */
function containerProblems(containers: readonly string[], path: string): Problem[] {
  return containers.flatMap((name, index) => {
    const at = `${path}[${index}]`;
    if (containers.indexOf(name) < index) {
      return [{ path: at, value: name, message: "stands here twice", fix: "remove one" }];
    }
    if (/^(?=.{3,63}$)[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return [];
    const message = "must be 3 to 63 lower-case letters, digits and single hyphens between them";
    return [{ path: at, value: name, message, fix: `write ${validContainer(name)}` }];
  });
}

function validContainer(name: string): string {
  const fitted = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 63)
    .replaceAll(/^-|-$/g, "");
  return fitted.length < 3 ? `data${fitted}` : fitted;
}

/** https://learn.microsoft.com/azure/storage/blobs/soft-delete-blob-overview (2026-08). */
function recoverableProblems(days: number, path: string): Problem[] {
  if (Number.isInteger(days) && days >= 1 && days <= 365) return [];
  const message = "must be a whole number of days from 1 to 365";
  return [{ path, value: days, message, fix: `write ${days > 365 ? 365 : 7}` }];
}
