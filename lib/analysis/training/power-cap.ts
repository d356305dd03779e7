import { UNKNOWN } from "../../graph/graph.ts";
import { type StartPlan, type StartRequest, staggeredStart } from "../../planning/energy/staggered-start.ts";
import type { Hall } from "../../planning/workload.ts";
import type { Given } from "../figure.ts";
import type { Unknown } from "../reading.ts";

/** How the nodes of an island start under the cap of their hall. */
export type CappedStart = StartPlan & Omit<StartRequest, "nodes">;

/** What the hall leaves of an island: how its nodes start, and how many of them can run at all. */
export interface Powered {
  /** Null where no cap is declared, or the nodes or their draw are unknown. */
  readonly start: CappedStart | null;
  readonly runningNodes: Given;
}

/** Holds an island against its hall's cap. Nodes are reckoned at the server's maximum: the cap must hold under full load. */
export function poweredOf(nodes: number | Unknown, serverMaxWatts: Given, hall: Hall | undefined): Powered {
  const given = (value: number | Unknown, source: string): Given => ({ value, unit: "nodes", source });
  if (hall === undefined) return { start: null, runningNodes: given(nodes, "all nodes of the island") };
  const cap = `the hall's cap of ${hall.capKilowatts} kW`;
  if (typeof nodes !== "number" || typeof serverMaxWatts.value !== "number")
    return { start: null, runningNodes: given(UNKNOWN, `what a node draws under ${cap} is not known`) };
  const runningKilowatts = serverMaxWatts.value / 1000;
  const request = {
    capKilowatts: hall.capKilowatts,
    runningKilowatts,
    // What has started may run at full load at once, so a node is never reckoned below that.
    startingKilowatts: Math.max(hall.startingKilowattsPerNode, runningKilowatts),
    waveMinutes: hall.startMinutes,
  };
  const start = { ...request, ...staggeredStart({ ...request, nodes }) };
  return {
    start,
    runningNodes: given(nodes - start.left, `what ${cap} lets start of the island's ${nodes}`),
  };
}
