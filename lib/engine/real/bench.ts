import { execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import CliTable from "cli-table3";
import { realPreview } from "./preview.ts";
import { obtainPulumi } from "./pulumi-binary.ts";

/**
 * `npm run bench:real`: what a preview takes on the embedded engine and on Pulumi's, in time and memory, in one run and in turn,
 * so that a slow machine slows both. The first preview of each fills the file cache and does not count.
 */

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const STACK = process.argv[2] ?? "nd-h100-prod";
const RUNS = 5;

/** How often memory is looked at, in milliseconds. */
const SAMPLING = 50;

interface Measured {
  readonly seconds: number;
  /** The most that all processes together had resident; pages that they share count for each. */
  readonly megabytes: number;
}

async function measure(run: () => Promise<unknown>): Promise<Measured> {
  let megabytes = 0;
  const sampling = setInterval(() => {
    megabytes = Math.max(megabytes, residentBelow(process.pid));
  }, SAMPLING);
  const start = process.hrtime.bigint();
  await run();
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  clearInterval(sampling);
  return { seconds, megabytes };
}

/** What the processes that a process has started, and theirs, have resident, in MB. */
function residentBelow(root: number): number {
  const table = execFileSync("ps", ["-A", "-o", "pid=,ppid=,rss=,comm="], { encoding: "utf8" });
  const rows = table
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  const below = new Set([String(root)]);
  let kilobytes = 0;
  // A child has a higher number than its parent but for the rare wrap-around.
  for (const [pid = "", parent = "", resident = "", name] of rows) {
    if (!below.has(parent) || name === "ps") continue;
    below.add(pid);
    kilobytes += Number(resident);
  }
  return kilobytes / 1024;
}

function embedded(): Promise<unknown> {
  const args = [join(ROOT, "scripts/exaform.mjs"), "preview", STACK, "--format", "json"];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    child.once("error", reject);
    child.once("close", resolve);
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

await obtainPulumi((line) => process.stderr.write(`${line}\n`));
const previews = new Map<string, () => Promise<unknown>>([
  ["embedded engine, rules and report", embedded],
  ["real engine", () => realPreview({ project: ROOT, stack: STACK })],
  [
    "real engine, policy pack",
    () => realPreview({ project: ROOT, stack: STACK, policyPack: join(ROOT, "policies") }),
  ],
]);
const measured = new Map([...previews.keys()].map((name) => [name, [] as Measured[]]));
for (const run of previews.values()) await run();
for (let turn = 0; turn < RUNS; turn += 1) {
  for (const [name, run] of previews) measured.get(name)?.push(await measure(run));
}

const table = new CliTable({ head: [STACK, "seconds", "×", "MB", "×"], style: { head: [] } });
let first: Measured | undefined;
for (const [name, runs] of measured) {
  const seconds = median(runs.map((run) => run.seconds));
  const megabytes = median(runs.map((run) => run.megabytes));
  first ??= { seconds, megabytes };
  const [slower, larger] = [seconds / first.seconds, megabytes / first.megabytes];
  table.push([name, seconds.toFixed(2), slower.toFixed(1), megabytes.toFixed(0), larger.toFixed(1)]);
}
process.stdout.write(
  `median of ${RUNS} runs each, in turn; memory of all processes together\n${table.toString()}\n`,
);
