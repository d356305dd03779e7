import type { Formula } from "../formula.ts";

const SECONDS_PER_HOUR = 3600;

const DALY = "J. T. Daly, Future Generation Computer Systems 22 (2006), doi:10.1016/j.future.2004.11.016";

/**
 * Bytes that a checkpoint holds for each parameter of a model that Adam trains in mixed precision: weights in 2 bytes,
 * and in 4 bytes each their master copy and Adam's two moments. Gradients are not kept.
 */
export const CHECKPOINT_BYTES_PER_PARAMETER = 14;

/** Size of a checkpoint. */
export const checkpointBytes: Formula<{ parameters: number; bytesPerParameter: number }> = {
  text: "parameters × bytes per parameter",
  unit: "bytes",
  of: ({ parameters, bytesPerParameter }) => parameters * bytesPerParameter,
};

/** Time in which all of a checkpoint passes the slower of storage and the nodes' own network. */
export const transferSeconds: Formula<{
  bytes: number;
  storageBytesPerSecond: number;
  networkBytesPerSecond: number;
}> = {
  text: "bytes / min(storage bandwidth, network bandwidth of the nodes)",
  unit: "s",
  of: ({ bytes, storageBytesPerSecond, networkBytesPerSecond }) =>
    bytes / Math.min(storageBytesPerSecond, networkBytesPerSecond),
};

/**
 * Seconds of training between two checkpoints after which the least time is lost. Daly's estimate of higher order; the
 * better known sqrt(2δM) of Young is its first term.
 */
export const bestCheckpointSeconds: Formula<{ writeSeconds: number; meanHoursBetweenInterruptions: number }> =
  {
    text: "sqrt(2δM)·(1 + sqrt(δ/2M)/3 + (δ/2M)/9) − δ, and M where δ ≥ 2M; δ write time, M mean time between interruptions",
    unit: "s",
    source: DALY,
    of: ({ writeSeconds, meanHoursBetweenInterruptions }) => {
      const mean = meanHoursBetweenInterruptions * SECONDS_PER_HOUR;
      const ratio = writeSeconds / (2 * mean);
      if (ratio >= 1) return mean;
      return Math.sqrt(2 * writeSeconds * mean) * (1 + Math.sqrt(ratio) / 3 + ratio / 9) - writeSeconds;
    },
  };

/** Time from an interruption until training goes on: what happens around the job, and reading the checkpoint back. */
export const restartSeconds: Formula<{ restartMinutes: number; readSeconds: number }> = {
  text: "declared minutes × 60 + seconds to read the checkpoint back",
  unit: "s",
  of: ({ restartMinutes, readSeconds }) => restartMinutes * 60 + readSeconds,
};

/**
 * Share of the time that moves training forward. The rest is writing checkpoints, work that an interruption undoes, and
 * starting again. Interruptions come at random, also during writes and restarts; training waits while a checkpoint is
 * written.
 */
export const goodput: Formula<{
  intervalSeconds: number;
  writeSeconds: number;
  restartSeconds: number;
  meanHoursBetweenInterruptions: number;
}> = {
  text: "τ / (M·e^(R/M)·(e^((τ+δ)/M) − 1)); τ interval, δ write time, R restart time, M mean time between interruptions",
  unit: "",
  source: DALY,
  of: ({ intervalSeconds, writeSeconds, restartSeconds, meanHoursBetweenInterruptions }) => {
    const mean = meanHoursBetweenInterruptions * SECONDS_PER_HOUR;
    const attempt =
      mean * Math.exp(restartSeconds / mean) * Math.expm1((intervalSeconds + writeSeconds) / mean);
    return intervalSeconds / attempt;
  },
};

/** Share of the time in which training waits for a checkpoint, were there no interruption. */
export const checkpointShare: Formula<{ intervalSeconds: number; writeSeconds: number }> = {
  text: "δ / (τ + δ); τ interval, δ write time",
  unit: "",
  of: ({ intervalSeconds, writeSeconds }) => writeSeconds / (intervalSeconds + writeSeconds),
};
