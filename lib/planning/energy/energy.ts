import type { Formula } from "../formula.ts";

/**
 * Assumptions about what a training job draws. No universal factor was found: measured draw is usually below the maximum.
 * Every figure that rests on them says so.
 */
export const POWER_ASSUMPTIONS = {
  /** Mean draw of a GPU as a share of its TDP. */
  gpuUtilisation: 0.8,
  /** Mean draw of the rest of the server (CPUs, memory, network, fans) as a share of its own maximum. */
  hostShare: 0.75,
} as const;

/** Mean draw of one node while it trains: its GPUs, and a share of what the server draws beside them. */
export const nodeKilowatts: Formula<{
  gpusPerNode: number;
  tdpWatts: number;
  gpuUtilisation: number;
  serverMaxWatts: number;
  hostShare: number;
}> = {
  text: "(GPUs of a node × TDP × GPU utilisation + (server maximum − GPUs of a node × TDP) × host share) / 1,000",
  unit: "kW",
  of: ({ gpusPerNode: gpus, tdpWatts, gpuUtilisation, serverMaxWatts, hostShare }) =>
    (gpus * tdpWatts * gpuUtilisation + (serverMaxWatts - gpus * tdpWatts) * hostShare) / 1000,
};

/** Energy of the servers. */
export const serverEnergyMwh: Formula<{ nodes: number; nodeKilowatts: number; hours: number }> = {
  text: "nodes of the job × kW of a node × hours / 1,000",
  unit: "MWh",
  of: ({ nodes, nodeKilowatts: each, hours }) => (nodes * each * hours) / 1000,
};

/** Energy of the building: PUE adds its cooling and losses to what the servers take. */
export const buildingEnergyMwh: Formula<{ serverEnergyMwh: number; pue: number }> = {
  text: "energy of the servers × PUE",
  unit: "MWh",
  of: ({ serverEnergyMwh: energy, pue }) => energy * pue,
};

/** Carbon of energy, location-based: by the grid's average, whatever certificates the provider buys. */
export const carbonTonnes: Formula<{ energyMwh: number; gramsPerKwh: number }> = {
  text: "MWh × g CO2e/kWh / 1,000",
  unit: "t CO2e",
  of: ({ energyMwh: energy, gramsPerKwh }) => (energy * gramsPerKwh) / 1000,
};

/** What all nodes draw at most: what their hall must be able to feed, cooling not counted. */
export const maximumKilowatts: Formula<{ nodes: number; serverMaxWatts: number }> = {
  text: "nodes × server maximum / 1,000",
  unit: "kW",
  of: ({ nodes, serverMaxWatts }) => (nodes * serverMaxWatts) / 1000,
};
