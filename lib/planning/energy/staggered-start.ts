/** Nodes of one hall, what its feed allows, and what they draw. Kilowatts are of the servers, cooling not counted. */
export interface StartRequest {
  readonly nodes: number;
  readonly capKilowatts: number;
  /** Draw of a node that has started. */
  readonly runningKilowatts: number;
  /** Draw of a node while it starts, not below `runningKilowatts`. */
  readonly startingKilowatts: number;
  /** How long a node takes to start. */
  readonly waveMinutes: number;
}

/** Nodes that start together, and what the hall draws meanwhile. */
export interface StartWave {
  readonly nodes: number;
  readonly kilowatts: number;
}

/** In which waves the nodes of a hall start. */
export interface StartPlan {
  readonly waves: readonly StartWave[];
  /** Nodes that cannot start under the cap at all. */
  readonly left: number;
  readonly minutes: number;
  /** The highest draw of any wave. */
  readonly peakKilowatts: number;
}

/** Starts as many nodes at a time as the cap leaves room for, beside those that run already. Pure. */
export function staggeredStart(request: StartRequest): StartPlan {
  const { nodes, capKilowatts, runningKilowatts, startingKilowatts, waveMinutes } = request;
  const waves: StartWave[] = [];
  let started = 0;
  while (started < nodes) {
    const room = Math.floor((capKilowatts - started * runningKilowatts) / startingKilowatts);
    const wave = Math.min(room, nodes - started);
    if (wave < 1) break;
    waves.push({ nodes: wave, kilowatts: started * runningKilowatts + wave * startingKilowatts });
    started += wave;
  }
  return {
    waves,
    left: nodes - started,
    minutes: waves.length * waveMinutes,
    peakKilowatts: Math.max(0, ...waves.map(({ kilowatts }) => kilowatts)),
  };
}
