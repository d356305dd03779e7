import { type FailureRate, failureRateOf, failureRates } from "../../../catalog/failure-rates.ts";
import { UNKNOWN } from "../../graph/graph.ts";
import * as capability from "../../planning/capability.ts";
import * as energy from "../../planning/energy/energy.ts";
import * as checkpoints from "../../planning/reliability/checkpoints.ts";
import * as failures from "../../planning/reliability/failures.ts";
import { spareNodes } from "../../planning/reliability/spares.ts";
import {
  gpusOf,
  parametersOf,
  type RankedLayout,
  type RunError,
  speedErrorOf,
  stepFormulas,
  trainingFlops,
} from "../../planning/training/index.ts";
import { type Figure, figure, type Given, significant } from "../figure.ts";
import { DECLARED, type Workload } from "./declared.ts";
import type { IslandFacts } from "./facts.ts";

/** One job on one island: what it is made of. */
interface Job {
  readonly workload: Workload;
  readonly facts: IslandFacts;
  readonly layout: RankedLayout;
  /** Nodes that the job takes. */
  readonly nodes: Given;
}

/** Everything that is reckoned of a job on an island. */
export type RunFigures = ReturnType<typeof runFigures>;

/** Reckons a job on an island: speed, data, failures, time, money, energy. */
export function runFigures(job: Job) {
  const speed = speedOf(job);
  const data = dataOf(job, speed.tokensPerSecond);
  const reliability = reliabilityOf(job, data);
  const elapsedHours = figure(capability.elapsedHours, {
    trainingHours: speed.trainingHours,
    goodput: reliability.goodput,
  });
  return {
    ...speed,
    ...data,
    ...reliability,
    elapsedHours,
    interruptions: figure(failures.expectedInterruptions, {
      hours: elapsedHours,
      meanHoursBetweenInterruptions: reliability.meanHoursBetweenInterruptions,
    }),
    ...moneyOf(job, elapsedHours),
    ...rangeOf(job, elapsedHours),
    ...energyOf(job, elapsedHours),
  };
}

/** Time and money, were the model off as it was on published runs of the same generation of GPUs, at the least and most. */
function rangeOf(job: Job, elapsedHours: Figure) {
  const runs = speedErrorOf(job.layout.run.hardware)?.runs;
  const by = (run: RunError | undefined) =>
    figure(capability.hoursByError, { elapsedHours, errorOfSpeed: errorGiven(run) });
  const elapsedHoursLow = by(runs?.[0]);
  const elapsedHoursHigh = by(runs?.at(-1));
  return {
    elapsedHoursLow,
    elapsedHoursHigh,
    islandCostLow: moneyOf(job, elapsedHoursLow).islandCost,
    islandCostHigh: moneyOf(job, elapsedHoursHigh).islandCost,
  };
}

function errorGiven(run: RunError | undefined): Given {
  const source = run ? `${run.name}: ${run.source}` : "no run on such GPUs was published";
  return { value: run ? significant(run.error) : UNKNOWN, unit: "", source, basis: "fitted model" };
}

/** A value that the environment's file declares. */
function declared(value: number, unit: string): Given {
  return { value, unit, source: DECLARED };
}

function speedOf({ workload, layout }: Job) {
  const { run, throughput } = layout;
  const parts = Object.entries(stepFormulas).map(([part, text]): [string, Given] => [
    part,
    {
      value: throughput.parts[part as keyof typeof stepFormulas],
      unit: "s",
      source: text,
      basis: "fitted model",
    },
  ]);
  const gpus: Given = { value: gpusOf(run.layout), unit: "GPUs", source: "layout" };
  const model = (value: number, unit: string): Given => ({ value, unit, source: workload.modelSource });
  const flopsPerToken: Given = {
    value: trainingFlops(run.model, run.method).model,
    unit: "FLOP",
    source: "shape of the model, nothing computed again",
  };
  const secondsPerStep = figure(
    capability.secondsPerStep,
    Object.fromEntries(parts) as Record<keyof typeof stepFormulas, Given>,
  );
  const tokensPerSecond = figure(capability.tokensPerSecond, {
    globalBatch: declared(run.globalBatch, "sequences"),
    sequenceLength: model(run.model.sequenceLength, "tokens"),
    secondsPerStep,
  });
  const tokens = declared(workload.tokens, "tokens");
  const tflopsPerGpu = figure(capability.tflopsPerGpu, { tokensPerSecond, flopsPerToken, gpus });
  return {
    secondsPerStep,
    tokensPerSecond,
    tflopsPerGpu,
    modelFlopsUtilisation: figure(capability.modelFlopsUtilisation, {
      tflopsPerGpu,
      peakTflops: {
        value: run.hardware.peakFlopsPerSecond / 1e12,
        unit: "TFLOP/s",
        source: `the catalogue, dense, ${run.hardware.precision.toUpperCase()}`,
      },
    }),
    achievedPflops: figure(capability.achievedPflops, { gpus, tflopsPerGpu }),
    petaflopDays: figure(capability.petaflopDays, { tokens, flopsPerToken }),
    trainingHours: figure(capability.trainingHours, { tokens, tokensPerSecond }),
  };
}

/** Words that 16 bits can number. */
const SMALL_VOCABULARY = 65_536;

function dataOf({ workload, facts, nodes, layout }: Job, tokensPerSecond: Figure) {
  const { bytesPerToken, model } = workload;
  const token: Given =
    bytesPerToken === undefined
      ? {
          value: model.vocabularySize <= SMALL_VOCABULARY ? 2 : 4,
          unit: "bytes",
          source: `numbers of a vocabulary of ${model.vocabularySize} words`,
        }
      : declared(bytesPerToken, "bytes");
  const { storageBytesPerSecond } = facts;
  const networkBytesPerSecond = figure(capability.networkBytesPerSecond, {
    nodes,
    ethernetGbps: facts.ethernetGbps,
  });
  const readBytesPerSecond = figure(capability.readBytesPerSecond, { tokensPerSecond, bytesPerToken: token });
  const checkpointBytes = figure(checkpoints.checkpointBytes, {
    parameters: { value: parametersOf(layout.run.model).total, unit: "", source: "shape of the model" },
    bytesPerParameter: {
      value: checkpoints.CHECKPOINT_BYTES_PER_PARAMETER,
      unit: "bytes",
      source: "weights in bf16, master copy and Adam's two moments in fp32",
    },
  });
  return {
    networkBytesPerSecond,
    readBytesPerSecond,
    readShare: figure(capability.readShare, {
      readBytesPerSecond,
      storageBytesPerSecond,
      networkBytesPerSecond,
    }),
    checkpointBytes,
    /** Lustre's nominal throughput is the same for writing and for reading back. */
    checkpointSeconds: figure(checkpoints.transferSeconds, {
      bytes: checkpointBytes,
      storageBytesPerSecond,
      networkBytesPerSecond,
    }),
  };
}

/** Where nobody measured, the rate of a cluster that was watched: an assumption. */
const ASSUMED_CLUSTER = "RSC-1";

function failureRate({ failuresPer1000NodeDays }: Workload): Given {
  const unit = "per 1,000 node-days";
  if (failuresPer1000NodeDays !== undefined) return declared(failuresPer1000NodeDays, unit);
  const row = failureRateOf(ASSUMED_CLUSTER);
  const others = failureRates.filter(({ cluster }) => cluster !== ASSUMED_CLUSTER).map(rateText);
  const source =
    row &&
    `the rate of ${row.cluster}, ${row.hardware}: ${row.source}, ${row.asOf}; also published: ${others.join(", ")}`;
  return {
    value: row?.failuresPer1000NodeDays ?? UNKNOWN,
    unit,
    source: source ?? "no rate",
    basis: "assumed",
  };
}

function rateText({ cluster, hardware, failuresPer1000NodeDays }: FailureRate): string {
  return `${failuresPer1000NodeDays} (${cluster}, ${hardware})`;
}

function evictionRate({ spotEvictionsPer1000NodeDays }: Workload, spot: boolean): Given {
  const unit = "per 1,000 node-days";
  if (!spot) return { value: 0, unit, source: "the nodes are not spot" };
  if (spotEvictionsPer1000NodeDays !== undefined) return declared(spotEvictionsPer1000NodeDays, unit);
  return { value: UNKNOWN, unit, source: "the nodes are spot, and no rate of evictions is declared" };
}

function reliabilityOf({ workload, facts, nodes }: Job, { checkpointSeconds }: ReturnType<typeof dataOf>) {
  const failuresPer1000NodeDays = failureRate(workload);
  const interruptionsPer1000NodeDays = figure(failures.interruptionRate, {
    failuresPer1000NodeDays,
    evictionsPer1000NodeDays: evictionRate(workload, facts.spot),
  });
  const meanHoursBetweenInterruptions = figure(failures.meanHoursBetweenInterruptions, {
    nodes,
    interruptionsPer1000NodeDays,
  });
  const bestCheckpointSeconds = figure(checkpoints.bestCheckpointSeconds, {
    writeSeconds: checkpointSeconds,
    meanHoursBetweenInterruptions,
  });
  const { checkpointIntervalMinutes: minutes, repair } = workload;
  const intervalSeconds: Given = minutes === undefined ? bestCheckpointSeconds : declared(minutes * 60, "s");
  const restartSeconds = figure(checkpoints.restartSeconds, {
    restartMinutes: declared(workload.restartMinutes, "min"),
    readSeconds: checkpointSeconds,
  });
  const absent = (unit: string): Given => ({ value: UNKNOWN, unit, source: "no repair is declared" });
  return {
    interruptionsPer1000NodeDays,
    meanHoursBetweenInterruptions,
    bestCheckpointSeconds,
    checkpointShare: figure(checkpoints.checkpointShare, {
      intervalSeconds,
      writeSeconds: checkpointSeconds,
    }),
    restartSeconds,
    goodput: figure(checkpoints.goodput, {
      intervalSeconds,
      writeSeconds: checkpointSeconds,
      restartSeconds,
      meanHoursBetweenInterruptions,
    }),
    spareNodes: figure(spareNodes, {
      nodes,
      failuresPer1000NodeDays,
      repairHours: repair === undefined ? absent("h") : declared(repair.hours, "h"),
      probability: repair === undefined ? absent("") : declared(repair.probability, ""),
    }),
  };
}

function moneyOf({ facts }: Job, hours: Figure) {
  const { nodes, nodeHourlyPrice, gpus, stackGpus, stackHourlyCost } = facts;
  const [unit = ""] = nodeHourlyPrice.unit.split("/");
  const island = figure(capability.islandCost, {
    nodesOfIsland: nodes,
    hourlyPrice: nodeHourlyPrice,
    hours,
  });
  const stack = figure(capability.stackShareCost, {
    hourlyCost: stackHourlyCost,
    gpusOfIsland: gpus,
    gpusOfStack: stackGpus,
    hours,
  });
  return { islandCost: { ...island, unit }, stackShareCost: { ...stack, unit } };
}

function energyOf({ facts, nodes }: Job, hours: Figure) {
  const { gpusPerNode, tdpWatts, serverMaxWatts, pue } = facts;
  const assumed = (value: number, what: string): Given => ({
    value,
    unit: "",
    source: what,
    basis: "assumed",
  });
  const nodeKilowatts = figure(energy.nodeKilowatts, {
    gpusPerNode,
    tdpWatts,
    gpuUtilisation: assumed(
      energy.POWER_ASSUMPTIONS.gpuUtilisation,
      "assumption: mean draw as a share of TDP",
    ),
    serverMaxWatts,
    hostShare: assumed(energy.POWER_ASSUMPTIONS.hostShare, "assumption: mean draw as a share of its maximum"),
  });
  const serverEnergyMwh = figure(energy.serverEnergyMwh, { nodes, nodeKilowatts, hours });
  const energyMwh = figure(energy.buildingEnergyMwh, { serverEnergyMwh, pue });
  return {
    nodeKilowatts,
    serverEnergyMwh,
    energyMwh,
    carbonTonnes: figure(energy.carbonTonnes, { energyMwh, gramsPerKwh: facts.averageGramsPerKwh }),
    marginalCarbonTonnes: figure(energy.carbonTonnes, { energyMwh, gramsPerKwh: facts.marginalGramsPerKwh }),
  };
}
