import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { InvalidInput } from "../../planning/problem.ts";
import { whileAlone } from "./lock.ts";
import { withTempFolder } from "./temp-folder.ts";

/** The CLI's own replacement, which holds in its own module only. Source: https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/go.mod */
const CLIPBOARD =
  "github.com/atotto/clipboard=github.com/tgummerer/clipboard@v0.0.0-20241001131231-d02d263e614e";

const CLI = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";

/** Packages between two lines of progress. */
const PROGRESS_STEP = 200;

/**
 * Builds the Pulumi CLI from its published Go modules, which Go verifies against its checksum database.
 *
 * It may be interrupted at any time: `target` appears complete or not at all. Where several processes want it at once one builds,
 * and the others wait for it.
 *
 * @param version release of the CLI, for example `v3.259.0`.
 * @param target path of the finished executable.
 * @param say receives what happens, line by line.
 * @throws InvalidInput with the last words of Go where it fails.
 */
export async function buildPulumi(
  version: string,
  target: string,
  say: (line: string) => void,
): Promise<void> {
  await withTempFolder(async (folder, signal) => {
    const wait = () => say(`another process builds pulumi ${version}: waiting for it`);
    await whileAlone(`${target}.lock`, signal, wait, async (waited) => {
      if (waited && existsSync(target)) return;
      await buildIn(folder, signal, version, target, say);
    });
  });
}

async function buildIn(
  folder: string,
  signal: AbortSignal,
  version: string,
  target: string,
  say: (line: string) => void,
): Promise<void> {
  const go = (args: readonly string[], onLine: (line: string) => void = () => {}) =>
    runGo(args, folder, signal, onLine);
  say(`building pulumi ${version} from its Go modules: some minutes, once`);
  await go(["mod", "init", "pulumi-cli"]);
  await go(["mod", "edit", `-replace=${CLIPBOARD}`]);
  await go(["get", ...["pkg", "sdk"].map((module) => `github.com/pulumi/pulumi/${module}/v3@${version}`)]);
  // As a tool of the module the CLI may be built although its own go.mod has replacements, which `go install` refuses.
  await go(["get", "-tool", `${CLI}@${version}`]);

  const packages = (await go(["list", "-deps", CLI])).trim().split("\n").length;
  let compiled = 0;
  await go(buildArgs(version), () => {
    compiled += 1;
    if (compiled % PROGRESS_STEP === 0) say(`compiled ${compiled} of at most ${packages} packages`);
  });
  await moveInto(target, join(folder, "pulumi"));
  say(`built ${target}`);
}

function buildArgs(version: string): string[] {
  const flags = `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  return [
    "build",
    "-v",
    "-trimpath",
    "-tags",
    "osusergo grpcnotrace",
    "-ldflags",
    flags,
    "-o",
    "pulumi",
    CLI,
  ];
}

/** Renames within one file system, because only that is atomic. */
async function moveInto(target: string, file: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const staged = `${target}.${randomUUID()}`;
  try {
    await copyFile(file, staged);
    await rename(staged, target);
  } finally {
    await rm(staged, { force: true });
  }
}

/** Runs Go, hands over its messages line by line, and gives its output. */
async function runGo(
  args: readonly string[],
  cwd: string,
  signal: AbortSignal,
  onLine: (line: string) => void,
): Promise<string> {
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off" };
  const child = spawn("go", args, { cwd, env, signal, stdio: ["ignore", "pipe", "pipe"] });
  const messages: string[] = [];
  createInterface(child.stderr).on("line", (line) => {
    messages.push(line);
    onLine(line);
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  const exitCode = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (exitCode === 0) return output;
  throw new InvalidInput("Pulumi engine", [
    {
      path: `go ${args[0]}`,
      value: undefined,
      message: `ended with exit code ${exitCode}: ${messages.slice(-5).join("; ")}`,
      fix: "check that Go can reach a module proxy (`go env GOPROXY`), and run it again",
    },
  ]);
}
