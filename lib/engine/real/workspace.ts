import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import * as z from "zod";
import { type EventStream, listenForEvents } from "./event-stream.ts";
import type { EngineEvent } from "./events.ts";
import { requiredProviders } from "./providers.ts";
import { findPulumi, noPulumi } from "./pulumi-binary.ts";
import { withTempFolder } from "./temp-folder.ts";

/** A program that serves as a provider plugin. */
export interface PluginProgram {
  /** Path of a module that Node.js starts. */
  readonly file: string;
  /** Arguments between the plugin's version, which is the first, and the engine's address, which is the last. @default - none */
  readonly args?: readonly string[];
}

/** A stack of a project, to be run on the real Pulumi engine. */
export interface StackRun {
  /** Folder of the project: the one of Pulumi.yaml. */
  readonly project: string;
  /** Name of the stack. */
  readonly stack: string;
  /** The stack's configuration file, of which a copy is used. @default - the project's own, `Pulumi.<stack>.yaml` */
  readonly configFile?: string;
  /** Programs to start as providers, by the provider's name. @default - for each one that stands in for it in previews */
  readonly providers?: Readonly<Record<string, PluginProgram>>;
  /** URLs of modules that Node.js loads before the stack's program. @default - none */
  readonly preloads?: readonly string[];
}

/** How an operation of the Pulumi CLI ended. */
export interface Operation {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the engine reported, in its order; of a run with a preview before it, that first. */
  readonly events: readonly EngineEvent[];
}

/** What the Pulumi CLI can do with a stack here. */
export type Command = "preview" | "up" | "refresh" | "destroy" | "import";

/** A stack with everything that the Pulumi CLI needs for it. It begins empty, and keeps its state from one operation to the next. */
export interface Workspace {
  /**
   * Runs an operation on the stack: `operate("preview", ["--json"])`. It resolves whatever the exit code.
   *
   * @param onEvent called with what the engine reports, while it works. @default - nothing
   */
  operate(
    command: Command,
    flags: readonly string[],
    onEvent?: (event: EngineEvent) => void,
  ): Promise<Operation>;
  /**
   * Puts another configuration file in place, of which a copy is used.
   *
   * @param secrets values that are kept encrypted, by their full keys. @default - none
   */
  configure(file: string, secrets?: Readonly<Record<string, string>>): Promise<void>;
  /** What `pulumi stack export` prints, parsed: secrets are encrypted. */
  exportState(): Promise<unknown>;
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
    const env = await setUp(folder, run);
    const cli: Cli = (args, input) => runCli(pulumi, args, env, signal, input);
    return use(await initStack(cli, run, folder));
  });
}

/** Runs the Pulumi CLI, with a text for its standard input. */
type Cli = (args: readonly string[], input?: string) => Promise<Omit<Operation, "events">>;

/** Writes the plugins and gives the environment of the CLI: nothing of the user's but PATH. */
async function setUp(folder: string, run: StackRun): Promise<NodeJS.ProcessEnv> {
  const [home, state, bin] = [join(folder, "home"), join(folder, "state"), join(folder, "bin")] as const;
  await mkdir(state);
  await writeLauncher(join(bin, "pulumi-language-nodejs"), beside("language-host.ts"), run.preloads ?? []);
  for (const { name, version } of await requiredProviders(run.project)) {
    const plugin = join(home, "plugins", `resource-${name}-v${version}`, `pulumi-resource-${name}`);
    const { file, args = [] } = run.providers?.[name] ?? { file: beside("preview-provider.ts") };
    await writeLauncher(plugin, file, [version, ...args]);
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

/** Path of a module beside this one. */
function beside(module: string): string {
  return fileURLToPath(new URL(module, import.meta.url));
}

/** Writes an executable that starts a module with the Node.js that runs now. */
async function writeLauncher(path: string, module: string, args: readonly string[]): Promise<void> {
  const words = [process.execPath, module, ...args];
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `#!/bin/sh\nexec ${words.map(quoted).join(" ")} "$@"\n`, { mode: 0o755 });
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Makes the stack. Pulumi writes the passphrase's salt into its configuration file, and finds it by the project's folder, so
 * that it is given a folder with nothing else in it.
 */
async function initStack(cli: Cli, run: StackRun, folder: string): Promise<Workspace> {
  const { stackConfigDir } = project.parse(parse(await readFile(join(run.project, "Pulumi.yaml"), "utf8")));
  const file = join(stackConfigDir, `Pulumi.${run.stack}.yaml`);
  const copy = join(folder, "project");
  await mkdir(dirname(join(copy, file)), { recursive: true });
  await copyFile(join(run.project, "Pulumi.yaml"), join(copy, "Pulumi.yaml"));
  await copyFile(run.configFile ?? join(run.project, file), join(copy, file));
  await succeed(cli, ["stack", "init", run.stack, "--cwd", copy, "--no-select"]);
  return workspaceOf(cli, run, join(copy, file), copy);
}

function workspaceOf(cli: Cli, run: StackRun, configFile: string, copy: string): Workspace {
  const where = (folder: string) => ["--cwd", folder, "--stack", run.stack];
  return {
    operate: async (command, flags, onEvent = () => {}) => {
      const stream = await listenForEvents(onEvent);
      const config = ["--config-file", configFile];
      const log = ["--event-log", stream.address, "--non-interactive"];
      const ended = await closing(stream, cli([command, ...where(run.project), ...config, ...log, ...flags]));
      return { ...ended, events: stream.events };
    },
    configure: async (file, secrets = {}) => {
      await copyFile(file, configFile);
      for (const [key, value] of Object.entries(secrets)) {
        // Given as an argument it would be seen by whoever lists the processes.
        await succeed(cli, ["config", "set", "--secret", key, ...where(copy)], value);
      }
    },
    exportState: async () => {
      const { stdout } = await succeed(cli, ["stack", "export", ...where(copy)]);
      return JSON.parse(stdout);
    },
  };
}

async function closing<T>(stream: EventStream, run: Promise<T>): Promise<T> {
  try {
    return await run;
  } finally {
    await stream.close();
  }
}

async function succeed(
  cli: Cli,
  args: readonly string[],
  input?: string,
): Promise<Omit<Operation, "events">> {
  const ended = await cli([...args, "--non-interactive"], input);
  if (ended.exitCode === 0) return ended;
  throw new Error(
    `pulumi ${args.slice(0, 2).join(" ")} ended with exit code ${ended.exitCode}: ${ended.stderr.trim()}`,
  );
}

function runCli(
  pulumi: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
  input = "",
): Promise<Omit<Operation, "events">> {
  return new Promise((resolve, reject) => {
    const child = spawn(pulumi, args, { env, signal, stdio: ["pipe", "pipe", "pipe"] });
    // It may end before it has read everything.
    child.stdin.on("error", () => {}).end(input);
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
