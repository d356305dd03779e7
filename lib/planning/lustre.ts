import { limits } from "../../catalog/azure/limits.ts";
import {
  LUSTRE_STEP_MBPS,
  type LustreSku,
  lustreSkuOf,
  lustreSkus,
} from "../../catalog/azure/managed-lustre.ts";
import { grouped } from "./numbers.ts";
import { InvalidInput, type Problem, refuse } from "./problem.ts";

/** What a Managed Lustre file system must offer: a size, a throughput, or both. */
export interface LustreRequest {
  /** Azure's name, or the throughput class alone: `AMLFS-Durable-Premium-250` or `250`. */
  readonly sku: string;
  /** TiB, a multiple of the class's step. @default - the smallest that gives `throughputMBps` */
  readonly capacityTiB?: number;
  /** Nominal MB/s, read and write. @default - what `capacityTiB` gives */
  readonly throughputMBps?: number;
}

/** A size that Azure sells. Neither can change once the file system exists. */
export interface LustrePlan {
  readonly sku: LustreSku["sku"];
  readonly capacityTiB: number;
  /** Nominal MB/s, read and write: 2,000 for each step of capacity. */
  readonly throughputMBps: number;
  /** Whether the size is above what Azure allows without a support request. */
  readonly needsAgreement: boolean;
}

/**
 * Sizes a file system.
 *
 * @param path where the request stands in the user's input; stands before each problem's property.
 * @throws InvalidInput with everything that is wrong.
 */
export function planLustre(request: LustreRequest, path = ""): LustrePlan {
  const at = (property: string): string => (path === "" ? property : `${path}.${property}`);
  const row = lustreSkuOf(request.sku) ?? lustreSkuOf(`${FAMILY}${request.sku}`);
  if (row === undefined) throw new InvalidInput("Managed Lustre", [unknownSku(request.sku, at("sku"))]);
  refuse("Managed Lustre", sizeProblems(request, row, at));
  const { capacityTiB, throughputMBps = 0 } = request;
  const size = capacityTiB ?? Math.ceil(throughputMBps / LUSTRE_STEP_MBPS) * row.stepTiB;
  return {
    sku: row.sku,
    capacityTiB: size,
    throughputMBps: throughputOf(row, size),
    needsAgreement: size > row.maxTiB,
  };
}

const FAMILY = "AMLFS-Durable-Premium-";

function throughputOf({ stepTiB }: LustreSku, capacityTiB: number): number {
  return (capacityTiB / stepTiB) * LUSTRE_STEP_MBPS;
}

function unknownSku(sku: string, path: string): Problem {
  const names = lustreSkus.map((row) => row.sku.slice(FAMILY.length));
  const message = `must be a throughput class of Managed Lustre: ${names.join(", ")} MB/s for each TiB`;
  return { path, value: sku, message, fix: 'write "250"' };
}

function sizeProblems(request: LustreRequest, row: LustreSku, at: (property: string) => string): Problem[] {
  const { capacityTiB, throughputMBps } = request;
  if (capacityTiB === undefined && throughputMBps === undefined) {
    const message = "missing: a size in TiB, or throughputMBps, is required";
    return [{ path: at("capacityTiB"), value: undefined, message, fix: `write ${row.minTiB}` }];
  }
  const most = throughputOf(row, largestOf(row));
  const throughput =
    throughputMBps === undefined || (throughputMBps > 0 && throughputMBps <= most)
      ? []
      : [
          {
            path: at("throughputMBps"),
            value: throughputMBps,
            message: `must be more than 0 and at most ${grouped(most)} MB/s, which ${grouped(largestOf(row))} TiB of ${row.sku} give`,
            fix: `write ${throughputMBps > most ? most : LUSTRE_STEP_MBPS}`,
          },
        ];
  if (capacityTiB === undefined) return throughput;
  const capacity = capacityProblem(capacityTiB, row, at("capacityTiB"));
  if (capacity !== undefined) return [...throughput, capacity];
  return throughput.length > 0
    ? throughput
    : contradiction(capacityTiB, throughputMBps ?? 0, row, at("capacityTiB"));
}

/** The largest multiple of the step that anyone has shown to work. */
function largestOf({ stepTiB }: LustreSku): number {
  const { value } = limits.lustreLargestShown;
  return value - (value % stepTiB);
}

function capacityProblem(capacityTiB: number, row: LustreSku, path: string): Problem | undefined {
  const { sku, minTiB, stepTiB, maxTiB } = row;
  if (capacityTiB % stepTiB === 0 && capacityTiB >= minTiB && capacityTiB <= largestOf(row)) return undefined;
  const lower = Math.floor(capacityTiB / stepTiB) * stepTiB;
  const nearest = [lower, lower + stepTiB].map((size) => Math.min(Math.max(size, minTiB), largestOf(row)));
  const sizes = [...new Set(nearest)].map(
    (size) => `${grouped(size)} (${grouped(throughputOf(row, size))} MB/s)`,
  );
  return {
    path,
    value: capacityTiB,
    message: `${sku} has ${minTiB} to ${maxTiB} TiB in steps of ${stepTiB}, and up to ${grouped(largestOf(row))} where Microsoft has agreed`,
    fix: `write ${sizes.join(" or ")}; no price was captured for any size`,
  };
}

function contradiction(capacityTiB: number, throughputMBps: number, row: LustreSku, path: string): Problem[] {
  const given = throughputOf(row, capacityTiB);
  if (given >= throughputMBps) return [];
  const enough = Math.ceil(throughputMBps / LUSTRE_STEP_MBPS) * row.stepTiB;
  const message = `${capacityTiB} TiB of ${row.sku} give ${grouped(given)} MB/s, less than the ${grouped(throughputMBps)} MB/s that are asked for`;
  return [{ path, value: capacityTiB, message, fix: `write ${enough}` }];
}
