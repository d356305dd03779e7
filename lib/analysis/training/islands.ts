import type { NumberFormat } from "../../../catalog/accelerators.ts";
import { UNKNOWN } from "../../graph/graph.ts";
import * as capability from "../../planning/capability.ts";
import { maximumKilowatts } from "../../planning/energy/energy.ts";
import { aggregatePeak } from "../../planning/training/index.ts";
import { numberFormats } from "../capability.ts";
import { type Figure, figure } from "../figure.ts";
import type { Unknown } from "../reading.ts";
import type { IslandFacts } from "./facts.ts";
import type { CappedStart } from "./power-cap.ts";

/** Peaks of an island in one number format. */
export interface FormatPeak {
  readonly format: NumberFormat;
  readonly dense: Figure;
  /** With 2:4 structured sparsity, as vendors print it; null where the format has none. */
  readonly sparse: Figure | null;
}

/** An island as the TOP500 list would show it; nobody has run Linpack on it. */
export interface Top500Row {
  /** PFLOP/s that Linpack reaches: only a run can tell. */
  readonly rmaxPflops: Unknown;
  /** PFLOP/s in 64 bits, of the tensor cores where they have it. */
  readonly rpeakPflops: Figure;
  readonly kilowatts: Figure;
}

/** What an island can do, whatever runs on it. */
export interface IslandCapability {
  readonly urn: string;
  readonly pool: string;
  readonly peaks: readonly FormatPeak[];
  readonly bisectionGBps: Figure;
  readonly fabricGBpsPerGpu: Figure;
  /** What all of its servers draw at most. */
  readonly maximumKilowatts: Figure;
  /** How its nodes start under the hall's cap; null where no cap is declared, or the nodes' draw is unknown. */
  readonly start: CappedStart | null;
  readonly top500: Top500Row;
}

/** What an island can do at most. */
export function islandCapabilityOf(facts: IslandFacts): IslandCapability {
  const { island, nodes, gbpsPerNode, gpusPerNode, serverMaxWatts } = facts;
  const maximum = figure(maximumKilowatts, { nodes, serverMaxWatts });
  return {
    urn: island.urn,
    pool: island.pool,
    peaks: numberFormats.flatMap((format) => peakOf(facts, format)),
    bisectionGBps: figure(capability.bisectionGBps, {
      nodes,
      gbpsPerNode,
      oversubscription: {
        value: 1,
        unit: "",
        source: "assumption: the island's fat tree does not block; Azure documents it for its HB sizes only",
        basis: "assumed",
      },
    }),
    fabricGBpsPerGpu: figure(capability.fabricGBpsPerGpu, { gbpsPerNode, gpusPerNode }),
    maximumKilowatts: maximum,
    start: facts.powered.start,
    top500: { rmaxPflops: UNKNOWN, rpeakPflops: rpeakOf(facts), kilowatts: maximum },
  };
}

function peakOf({ accelerator, gpus }: IslandFacts, format: NumberFormat): FormatPeak[] {
  const tflops = accelerator?.peakTflops[format];
  if (accelerator === undefined || tflops === undefined) return [];
  const source = `${accelerator.source}, ${accelerator.asOf}`;
  const peakTflops = { value: tflops, unit: "TFLOP/s", source };
  const dense = figure(capability.peakPflops, { gpus, peakTflops });
  const hasSparse = aggregatePeak(accelerator.model, 1, format)?.sparsePflops !== undefined;
  return [
    { format, dense, sparse: hasSparse ? figure(capability.sparsePflops, { densePflops: dense }) : null },
  ];
}

function rpeakOf({ accelerator, gpus }: IslandFacts): Figure {
  const { fp64TensorCore, fp64 } = accelerator?.peakTflops ?? {};
  const source =
    accelerator === undefined
      ? "the catalogue has no row"
      : `${fp64TensorCore === undefined ? "FP64" : "FP64 tensor cores"}: ${accelerator.source}, ${accelerator.asOf}`;
  const peakTflops = { value: fp64TensorCore ?? fp64 ?? UNKNOWN, unit: "TFLOP/s", source };
  return figure(capability.peakPflops, { gpus, peakTflops });
}
