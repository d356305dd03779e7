import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import * as z from "zod";
import { CHECKOV_ENTITIES, CHECKOV_VERSION } from "../../../policies/peers/checkov.ts";

const CACHE = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
  "exaform",
  `checkov-${CHECKOV_VERSION}`,
);

/** Installs Checkov from PyPI into a cache outside of the project, once. @returns its program, or why there is none. */
export function installCheckov(): { readonly program: string } | { readonly skipped: string } {
  const program = join(CACHE, "bin/checkov");
  if (existsSync(program)) return { program };
  const steps: readonly (readonly [string, readonly string[]])[] = [
    ["python3", ["-m", "venv", "--clear", CACHE]],
    [join(CACHE, "bin/pip"), ["install", "--quiet", `checkov==${CHECKOV_VERSION}`]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: "utf8" });
    const reason = error?.message ?? stderr.trim().split("\n").at(-1) ?? "";
    if (status !== 0) return { skipped: `${command} ${args.slice(0, 2).join(" ")}: ${reason}` };
  }
  return { program };
}

const check = z.object({ check_id: z.string(), resource: z.string() });
const framework = z.object({
  check_type: z.string(),
  results: z.object({ passed_checks: z.array(check), failed_checks: z.array(check) }),
});

/** Its checks for Azure whose kind of resource the stacks declare, and every id that it has, as `checkov --list` prints them. */
export function listChecks(program: string): {
  readonly ofOurTypes: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
} {
  const { stdout, stderr } = spawnSync(program, ["--list", "--skip-download"], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const rows = stdout.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const checks = rows.filter(([, , id = ""]) => /^CKV/.test(id));
  if (checks.length === 0) throw new Error(`checkov --list: ${stderr}`);
  const own = checks.filter(
    ([, , id = "", , entity = ""]) => /^CKV2?_AZURE_/.test(id) && entity in CHECKOV_ENTITIES,
  );
  return {
    ofOurTypes: new Set(own.map(([, , id = ""]) => id)),
    all: new Set(checks.map(([, , id = ""]) => id)),
  };
}

/** What Checkov said of one check on one resource. */
export interface CheckovAnswer extends z.infer<typeof check> {
  readonly failed: boolean;
}

/** How Checkov is run on a folder: without a network, and only for what is written there. */
export function checkovArguments(folder: string): readonly string[] {
  return ["--directory", folder, "--framework", "arm", "kubernetes", "--skip-download", "--output", "json"];
}

/** Runs Checkov on a folder. */
export function runCheckov(program: string, folder: string): readonly CheckovAnswer[] {
  const { stdout, stderr } = spawnSync(program, checkovArguments(folder), {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (stdout === "") throw new Error(`checkov: ${stderr}`);
  const json: unknown = JSON.parse(stdout);
  const reports = z.array(framework).parse(Array.isArray(json) ? json : [json]);
  return reports.flatMap(({ results }) => [
    ...results.passed_checks.map((one) => ({ ...one, failed: false })),
    ...results.failed_checks.map((one) => ({ ...one, failed: true })),
  ]);
}
