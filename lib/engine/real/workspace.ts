import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import * as z from "zod";
import { type EngineEvent, readEvents } from "./events.ts";
import { requiredProviders } from "./providers.ts";
import { findPulumi, noPulumi } from "./pulumi-binary.ts";
import { withTempFolder } from "./temp-folder.ts";

/** A stack of a project, to be run on the real Pulumi engine. */
export interface StackRun {
  /** Folder of the project: the one of Pulumi.yaml. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** The stack's configuration file, of which a copy is used. @default - the project's own, `Pulumi.<stack>.yaml` */
  readonly configFile?: string;
}

/** How an operation of the Pulumi CLI ended. */
export interface Operation {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the engine reported, in its order. */
  readonly events: readonly EngineEvent[];
}

/** A new, empty stack with everything that the Pulumi CLI needs for it. */
export interface Workspace {
  /** Runs an operation on the stack: `operate("preview", ["--json"])`. It resolves whatever the exit code. */
  operate(command: "preview" | "up", flags: readonly string[]): Promise<Operation>;
}

const project = z.object({ stackConfigDir: z.string().default(".") });

/**
 * Sets up a stack that lives as long as `use` runs, in a folder of its own: state, passphrase, plugins, configuration file.
 * Programs and packs run where they are, unmodified; nothing is written there, and nothing of the user's Pulumi is read or changed.
 *
 * @throws InvalidInput where there is no Pulumi CLI.
 */
export async function withWorkspace<T>(run: StackRun, use: (workspace: Workspace) => Promise<T>): Promise<T> {
  const pulumi = await findPulumi();
  if (pulumi === undefined) throw noPulumi("build it: `npm run engine`");
  return withTempFolder(async (folder, signal) => {
    const env = await setUp(folder, run.project);
    const configFile = await initStack(pulumi, run, folder, env, signal);
    return use({
      operate: async (command, flags) => {
        const eventLog = join(folder, `${command}.jsonl`);
        const where = ["--cwd", run.project, "--stack", run.stack, "--config-file", configFile];
        const args = [command, ...where, "--event-log", eventLog, "--non-interactive", ...flags];
        const ended = await runCli(pulumi, args, env, signal);
        return { ...ended, events: await readEvents(eventLog) };
      },
    });
  });
}

/** Writes the plugins and gives the environment of the CLI: nothing of the user's but PATH. */
async function setUp(folder: string, projectFolder: string): Promise<NodeJS.ProcessEnv> {
  const [home, state, bin] = [join(folder, "home"), join(folder, "state"), join(folder, "bin")] as const;
  await mkdir(state);
  await writeLauncher(join(bin, "pulumi-language-nodejs"), "language-host.ts");
  for (const { name, version } of await requiredProviders(projectFolder)) {
    const plugin = join(home, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
    await writeLauncher(plugin, "preview-provider.ts", version);
  }
  return {
    PATH: `${bin}:${process.env.PATH}`,
    HOME: home,
    PULUMI_HOME: home,
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE: randomBytes(16).toString("hex"),
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    // Or there is no --event-log.
    PULUMI_DEBUG_COMMANDS: "true",
  };
}

/** Writes an executable that starts one of the programs beside this file, with the Node.js that runs now. */
async function writeLauncher(path: string, program: string, ...args: string[]): Promise<void> {
  const words = [process.execPath, fileURLToPath(new URL(program, import.meta.url)), ...args];
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\nexec ${words.map(quoted).join(" ")} "$@"\n`, { mode: 0o755 });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Makes the stack and gives the path of its configuration file. Pulumi writes the passphrase's salt into that file, and finds it by
 * the project's folder, so that it is given a folder with nothing else in it.
 */
async function initStack(
  pulumi: string,
  run: StackRun,
  folder: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string> {
  const { stackConfigDir } = project.parse(parse(await readFile(join(run.project, "Pulumi.yaml"), "utf8")));
  const file = join(stackConfigDir, `Pulumi.${run.stack}.yaml`);
  const copy = join(folder, "project");
  await mkdir(dirname(join(copy, file)), { recursive: true });
  await copyFile(join(run.project, "Pulumi.yaml"), join(copy, "Pulumi.yaml"));
  await copyFile(run.configFile ?? join(run.project, file), join(copy, file));
  const args = ["stack", "init", run.stack, "--cwd", copy, "--no-select", "--non-interactive"];
  const { exitCode, stderr } = await runCli(pulumi, args, env, signal);
  if (exitCode !== 0) throw new Error(`pulumi stack init ended with exit code ${exitCode}: ${stderr.trim()}`);
  return join(copy, file);
}

function runCli(
  pulumi: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Omit<Operation, "events">> {
  return new Promise((resolve, reject) => {
    const child = spawn(pulumi, args, { env, signal, stdio: ["ignore", "pipe", "pipe"] });
    const output = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"] as const) {
      child[stream].setEncoding("utf8").on("data", (chunk: string) => {
        output[stream] += chunk;
      });
    }
    child.once("error", reject);
    // A shell tells a signal in the same way.
    child.once("close", (code, by) =>
      resolve({ ...output, exitCode: code ?? 128 + constants.signals[by ?? "SIGKILL"] }),
    );
  });
}
