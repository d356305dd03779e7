import { spawnSync } from "node:child_process";
import { ROOT } from "../../stacks.ts";

/** What one process took. */
export interface Run {
  readonly seconds: number;
  /** Seconds of processor, of which a busy machine takes no more. */
  readonly cpuSeconds: number;
  /** Peak of the resident set; of Node.js only. */
  readonly megabytes: number;
}

/** Prints what the process itself took where the parent reads it. */
const MEASURE = `data:text/javascript,import { writeSync } from "node:fs"; process.on("exit", () => writeSync(3, JSON.stringify(process.resourceUsage())));`;

/** Runs Node.js in a process of its own. Exit code 2, a violated rule, is an answer too. */
export function runNode(args: readonly string[]): Run {
  const { seconds, output } = timed(process.execPath, ["--import", MEASURE, ...args]);
  const { maxRSS, userCPUTime, systemCPUTime } = JSON.parse(output[3] ?? "");
  return { seconds, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, megabytes: maxRSS / 1024 };
}

/** Runs a program and waits for it. */
export function timed(
  program: string,
  args: readonly string[],
): { readonly seconds: number; readonly output: readonly (string | null)[] } {
  const start = process.hrtime.bigint();
  const child = spawnSync(program, args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (![0, 1, 2].includes(child.status ?? -1) || child.output[1] === "") {
    throw new Error(`${program} ${args.join(" ")} ended with ${child.status}: ${child.stderr}`);
  }
  return { seconds, output: child.output };
}

/** The middle one of an odd number of figures. */
export function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;
}
