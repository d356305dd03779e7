import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costOf } from "../lib/analysis/cost.ts";
import { graphFromState } from "../lib/graph/state.ts";
import { median } from "./policies/bench/child.ts";
import { copiesOf, writeState } from "./policies/bench/graphs.ts";
import { graphOfStack } from "./program.ts";

/**
 * `npm run bench:cost`: what pricing a large stack takes, beside a floor that is measured in the same run: to parse the same
 * file and to build its graph.
 */

/** With components: at least 10,000 of them are resources of a cloud. */
const REGISTERED = 14_000;
const RUNS = 7;

/** Pricing in floors; a second is allowed for it. */
const MOST_FLOORS = 1;
const MOST_SECONDS = 1;

function secondsOf<T>(run: () => T): readonly [seconds: number, result: T] {
  const start = performance.now();
  const result = run();
  return [(performance.now() - start) / 1000, result];
}

const folder = mkdtempSync(join(tmpdir(), "exaform-bench-"));
try {
  const file = join(folder, "state.json");
  writeState(file, copiesOf(await graphOfStack("nd-h100-prod"), REGISTERED));
  const text = readFileSync(file, "utf8");
  const runs = Array.from({ length: RUNS }, () => {
    const [floor, graph] = secondsOf(() => graphFromState(JSON.parse(text)));
    const [seconds, report] = secondsOf(() => costOf(graph));
    return { floor, seconds, report };
  });
  const [floor, seconds] = [median(runs.map((run) => run.floor)), median(runs.map((run) => run.seconds))];
  if (seconds > MOST_SECONDS || seconds > MOST_FLOORS * floor) process.exitCode = 1;
  const report = runs[0]?.report;
  process.stdout.write(
    [
      `${report?.resources.total} resources priced in ${seconds.toFixed(3)} s (median of ${RUNS}), bound ${MOST_SECONDS} s`,
      `× ${(seconds / floor).toFixed(2)} of the floor (${floor.toFixed(3)} s: parse ${(text.length / 1e6).toFixed(1)} MB and build the graph), bound × ${MOST_FLOORS}`,
      `${report?.lines.length} lines, ${report?.unpriced.length} not priced`,
      process.exitCode === 1 ? "over a bound" : "within every bound",
      "",
    ].join("\n"),
  );
} finally {
  rmSync(folder, { recursive: true });
}
