import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Graph } from "../lib/graph/graph.ts";
import { countByStatus, evaluate } from "../policies/evaluate.ts";
import { rules } from "../policies/rules/index.ts";
import { type Mutation, mutations } from "../policies/testing/mutations/index.ts";
import { referenceGraph } from "../policies/testing/reference/index.ts";
import { median, runNode } from "./policies/bench/child.ts";
import { copiesOf, writeState } from "./policies/bench/graphs.ts";
import { compareWithCheckov } from "./policies/bench/peers.ts";
import { ROOT } from "./stacks.ts";

/**
 * `npm run bench:policies`: the rules on a large graph, a large state, and beside Checkov. Everything is measured in this run; a bound
 * on time is a multiple of a floor that is measured with it, so that a slow machine slows both.
 */

const RESOURCES = 10_000;
const RUNS = 5;

/** All rules on 10,000 resources, in floors: to write these as JSON and read them back, once. It is about 0.06 s where a second is allowed. */
const MOST_FLOORS = 15;

const STATE_BYTES = 200e6;
const MOST_MEGABYTES = 1000;

function largeGraph(): string {
  const graph = copiesOf(referenceGraph, RESOURCES);
  const runs = Array.from({ length: RUNS }, () => ({
    floor: timesOf(() => JSON.parse(JSON.stringify(graph.resources))),
    // A graph of its own: rules keep what they have looked up.
    rules: timesOf(() => evaluate({ ...graph })),
  }));
  const [floor, seconds] = [
    median(runs.map((run) => run.floor.wall)),
    median(runs.map((run) => run.rules.wall)),
  ];
  const cpu = median(runs.map((run) => run.rules.cpu));
  if (seconds > MOST_FLOORS * floor) process.exitCode = 1;
  const counts = Object.entries(countByStatus(evaluate(graph))).map(
    ([status, count]) => `${status} ${count}`,
  );
  return [
    `${rules.length} rules on ${graph.resources.length} resources: ${seconds.toFixed(2)} s (${cpu.toFixed(2)} s of processor), × ${(seconds / floor).toFixed(1)} of the floor ` +
      `(${floor.toFixed(3)} s: these resources to JSON and back); bound × ${MOST_FLOORS}`,
    counts.join(", "),
  ].join("\n");
}

/** What another mutation took away cannot be broken any more. */
function applied(graph: Graph, { type, name, apply }: Mutation): Graph {
  const there = graph.resources.some((found) => found.type === type && found.name === name);
  return there ? apply(graph) : graph;
}

/** Seconds by the clock, and of processor, of which a busy machine takes no more. */
function timesOf(run: () => unknown): { readonly wall: number; readonly cpu: number } {
  const [start, before] = [performance.now(), process.cpuUsage()];
  run();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

function largeState(folder: string): string {
  const file = join(folder, "large.json");
  writeState(file, copiesOf(referenceGraph, RESOURCES), STATE_BYTES);
  const { seconds, cpuSeconds, megabytes } = runNode([
    join(ROOT, "scripts/exaform.mjs"),
    "policies",
    "--state",
    file,
  ]);
  if (megabytes > MOST_MEGABYTES) process.exitCode = 1;
  return `a state of ${(statSync(file).size / 1e6).toFixed(0)} MB: peak ${megabytes.toFixed(0)} MB, bound ${MOST_MEGABYTES}; ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor)`;
}

const folder = mkdtempSync(join(tmpdir(), "exaform-bench-"));
try {
  const broken = mutations.reduce<Graph>(applied, referenceGraph);
  for (const part of [
    largeGraph,
    () => largeState(folder),
    () => compareWithCheckov({ compliant: referenceGraph, broken }, folder),
  ]) {
    process.stdout.write(`${part()}\n\n`);
  }
  process.stdout.write(process.exitCode === 1 ? "over a bound\n" : "within every bound\n");
} finally {
  rmSync(folder, { recursive: true });
}
