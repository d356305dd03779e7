import type * as pulumi from "@pulumi/pulumi";
import { type LustrePlan, planLustre } from "../../../lib/planning/lustre.ts";
import { gather, type Problem, refuse } from "../../../lib/planning/problem.ts";
import type { KeyReference } from "../encryption-key/index.ts";
import { tagProblems } from "../metadata.ts";
import type { Tags } from "../tags.ts";
import { type RootSquash, resolveRootSquash, rootSquashProblems } from "./root-squash.ts";

/** When Azure may update the file system: reads and writes stand still for some minutes, every two months or so. */
export interface LustreMaintenance {
  readonly dayOfWeek: "Sunday" | "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday";
  /** Start of the half hour, UTC, as `02:00`. */
  readonly timeOfDayUtc: string;
}

/** What decides how a file system looks: plain values, checked before anything is registered. */
export interface LustreScratchSettings {
  /** Azure's name of the file system: 1 to 80 letters, digits, `_` and `-`. */
  readonly fileSystemName: string;
  /** Throughput class: `AMLFS-Durable-Premium-250`, or `250`. Fixed once the file system exists. */
  readonly sku: string;
  /** Size in TiB. Fixed once the file system exists. @default - the smallest that gives `throughputMBps` */
  readonly capacityTiB?: number;
  /** Nominal throughput, MB/s, read and write. @default - what `capacityTiB` gives */
  readonly throughputMBps?: number;
  /** The one availability zone of the file system: that of the nodes. Fixed once it exists. */
  readonly zone: string;
  /** When Azure may update it. */
  readonly maintenance: LustreMaintenance;
  /** Who is root on it. */
  readonly rootSquash: RootSquash;
  /**
   * Whether Pulumi refuses to delete or replace the file system, and keeps it when it leaves the program. Turn it off
   * where its files may be lost, as in a development stack. @default true
   */
  readonly protect?: boolean;
  /** Tags besides `purpose` and the stack's own. @default {} */
  readonly tags?: Tags;
}

/** Arguments of {@link LustreScratch}. */
export interface LustreScratchArgs extends LustreScratchSettings {
  /** Resource group of the file system and its identity. */
  readonly resourceGroupName: pulumi.Input<string>;
  /** Azure region, as `eastus`: that of the key. */
  readonly location: string;
  /** Subnet of the file system's own. */
  readonly subnetId: pulumi.Input<string>;
  /** Key that encrypts the disks, in the same subscription. Fixed once the file system exists, its version too. */
  readonly key: KeyReference<"lustre">;
}

/** A file system's settings with every default filled in. */
export interface ResolvedLustreScratch {
  readonly size: LustrePlan;
  readonly rootSquash: Required<RootSquash>;
  readonly protect: boolean;
  readonly identityName: string;
  readonly tags: Tags;
}

/**
 * Fills in the defaults and refuses what cannot work. Pure: needs no Pulumi engine.
 *
 * @param path where the settings stand in the user's input; stands before each problem's property.
 * @throws InvalidInput with every problem.
 */
export function resolveLustreScratchArgs(settings: LustreScratchSettings, path = ""): ResolvedLustreScratch {
  const { fileSystemName, zone, maintenance, protect = true, tags = {} } = settings;
  const at = (property: string) => (path === "" ? property : `${path}.${property}`);
  const problems: Problem[] = [];
  const size = gather(problems, () => planLustre(settings, path));
  const rootSquash = resolveRootSquash(settings.rootSquash);
  problems.push(
    ...nameProblems(fileSystemName, at("fileSystemName")),
    ...zoneProblems(zone, at("zone")),
    ...timeProblems(maintenance.timeOfDayUtc, at("maintenance.timeOfDayUtc")),
    ...rootSquashProblems(rootSquash, at("rootSquash")),
    ...tagProblems(tags, at("tags")),
  );
  refuse("LustreScratch", problems);
  if (size === undefined) throw new Error("a size was refused without a problem");
  return {
    size,
    rootSquash,
    protect,
    identityName: `${fileSystemName}-identity`,
    tags: { ...tags, purpose: "scratch" },
  };
}

/** Azure/azure-rest-api-specs, `specification/storagecache/resource-manager` (2024-03-01), pattern of `amlFilesystemName`. */
function nameProblems(name: string, path: string): Problem[] {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?$/.test(name)) return [];
  const message =
    "must be 1 to 80 letters, digits, underscores and hyphens, the first and last a letter or digit";
  return [{ path, value: name, message, fix: "write for example scratch" }];
}

function zoneProblems(zone: string, path: string): Problem[] {
  if (["1", "2", "3"].includes(zone)) return [];
  return [
    { path, value: zone, message: "must be one of 1, 2, 3", fix: 'write "1", or the zone of the nodes' },
  ];
}

function timeProblems(time: string, path: string): Problem[] {
  if (/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) return [];
  const message = "must be a time of day, UTC, with hours and minutes of two digits";
  return [{ path, value: time, message, fix: 'write for example "02:00"' }];
}
