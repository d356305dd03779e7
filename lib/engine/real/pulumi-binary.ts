import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { version } from "@pulumi/pulumi/version.js";
import { InvalidInput } from "../../planning/problem.ts";
import { buildPulumi } from "./build-pulumi.ts";

/** The release of the Pulumi CLI that matches the installed SDK, as `pulumi version` prints it. */
export const PULUMI_VERSION = `v${version}`;

/**
 * The Pulumi CLI of {@link PULUMI_VERSION}: the one on PATH, else the one that {@link obtainPulumi} built.
 *
 * @returns what to start, or `undefined` where there is none. A CLI of another version does not count: what it writes may differ.
 */
export async function findPulumi(): Promise<string | undefined> {
  for (const command of ["pulumi", builtPulumi()]) {
    if ((await outputOf(command, "version")) === PULUMI_VERSION) return command;
  }
  return undefined;
}

/**
 * Finds the Pulumi CLI, or builds it from its Go modules: minutes, once.
 *
 * @param say receives what happens, line by line.
 * @throws InvalidInput where there is neither a CLI nor Go, or where the build fails.
 */
export async function obtainPulumi(say: (line: string) => void): Promise<string> {
  const found = await findPulumi();
  if (found !== undefined) return found;
  if ((await outputOf("go", "version")) === undefined) throw noPulumi("install Go 1.25 or newer");
  await buildPulumi(PULUMI_VERSION, builtPulumi(), say);
  return builtPulumi();
}

/**
 * What is thrown where the Pulumi CLI is needed and there is none.
 *
 * @param alternative what would help, besides installing it.
 */
export function noPulumi(alternative: string): InvalidInput {
  return new InvalidInput("Pulumi engine", [
    {
      path: "pulumi",
      value: undefined,
      message: `there is no pulumi ${PULUMI_VERSION} on PATH, and none was built yet`,
      fix: `put pulumi ${PULUMI_VERSION} on PATH, or ${alternative}`,
    },
  ]);
}

/** Outside the checkout, so that a clean checkout needs no second build. */
function builtPulumi(): string {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(cache, "exaform", "pulumi", PULUMI_VERSION, "pulumi");
}

async function outputOf(command: string, ...args: string[]): Promise<string | undefined> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  try {
    return (await promisify(execFile)(command, args, { env })).stdout.trim();
  } catch {
    // It is not there, or it is something else by that name.
    return undefined;
  }
}
