import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import CliTable from "cli-table3";
import { graphOfStack } from "./preview.ts";
import { ROOT, stackNames } from "./stacks.ts";

/**
 * `npm run bench`: how long a cold preview takes and how much memory, against the floor that the Pulumi SDK sets.
 * Everything is measured in this run, in turn, so that a slow machine slows both; medians are compared.
 */

const RUNS = 7;

/** The bound for a cold preview, everything printed. Time is in floors: seconds would fail a slow machine. */
const BOUND = { floorsPerResource: 0.02, floors: 1.3, megabytes: 150, megabytesPerResource: 1.5 };

/** What no program of ours can do without: Node.js, the SDK, and the provider submodules that the components import. */
function floorProgram(): string {
  const sources = globSync("components/**/*.ts", { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), "utf8"),
  );
  const modules = sources.flatMap((source) => [
    ...source.matchAll(/"@pulumi\/azure-native\/(?!types)\w+\/index\.js"/g),
  ]);
  const specifiers = new Set(['"@pulumi/pulumi"', ...modules.map(([specifier]) => specifier)]);
  return [...specifiers].map((specifier) => `import ${specifier};`).join("\n");
}

/** Prints the process's own peak memory where the parent reads it. */
const MEASURE = `data:text/javascript,import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, String(process.resourceUsage().maxRSS)));`;

interface Run {
  readonly seconds: number;
  readonly megabytes: number;
}

function run(args: readonly string[]): Run {
  const start = process.hrtime.bigint();
  const child = spawnSync(process.execPath, ["--import", MEASURE, ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (child.status !== 0)
    throw new Error(`node ${args.join(" ")} ended with ${child.status}: ${child.stderr}`);
  return { seconds, megabytes: Number(child.output[3]) / 1024 };
}

function median(runs: readonly Run[], figure: keyof Run): number {
  return (
    runs.map((each) => each[figure]).toSorted((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN
  );
}

const commands = new Map<string, readonly string[]>([
  ["floor", ["--input-type=module", "--eval", floorProgram()]],
  ...stackNames().map((stack) => [stack, [join(ROOT, "scripts/exaform.mjs"), "preview", stack]] as const),
]);
// The first run of each fills the file cache and does not count.
for (const args of commands.values()) run(args);
const runs = new Map([...commands.keys()].map((name) => [name, [] as Run[]]));
for (let turn = 0; turn < RUNS; turn += 1) {
  for (const [name, args] of commands) runs.get(name)?.push(run(args));
}

const floor = median(runs.get("floor") ?? [], "seconds");
const table = new CliTable({
  head: ["", "azure-native", "seconds", "× floor", "bound, s", "MB", "bound, MB"],
  style: { head: [], border: [] },
});
table.push([
  "floor",
  "",
  floor.toFixed(2),
  "1.00",
  "",
  median(runs.get("floor") ?? [], "megabytes").toFixed(0),
  "",
]);
for (const stack of stackNames()) {
  const { resources } = await graphOfStack(stack);
  const native = resources.filter(({ type }) => type.startsWith("azure-native:")).length;
  const seconds = median(runs.get(stack) ?? [], "seconds");
  const megabytes = median(runs.get(stack) ?? [], "megabytes");
  const bound = floor * (BOUND.floors + BOUND.floorsPerResource * native);
  const boundMegabytes = BOUND.megabytes + BOUND.megabytesPerResource * resources.length;
  table.push([
    stack,
    native,
    seconds.toFixed(2),
    (seconds / floor).toFixed(2),
    bound.toFixed(2),
    megabytes.toFixed(0),
    boundMegabytes.toFixed(0),
  ]);
  if (seconds > bound || megabytes > boundMegabytes) process.exitCode = 1;
}
process.stdout.write(
  `median of ${RUNS} cold runs each, in turn\n${table.toString()}\n${process.exitCode === 1 ? "over a bound" : "within every bound"}\n`,
);
