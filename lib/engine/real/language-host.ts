import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import languageGrpc, { type ILanguageRuntimeServer } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import language, { type ProgramInfo, type RunRequest } from "@pulumi/pulumi/proto/language_pb.js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import { version } from "@pulumi/pulumi/version.js";
import { servePlugin } from "./serve-plugin.ts";

/**
 * `pulumi-language-nodejs`: runs Node.js programs and policy packs for the Pulumi engine, with the Pulumi SDK of their own project.
 * It stands in for the host of that name, which is part of Pulumi's download and is no Go module. It asks for no plugins, and leaves
 * TypeScript to Node.js, as `typescript: false` in `Pulumi.yaml` has it.
 */

/** The engine starts its plugins with its own address as the last argument. */
const engine = process.argv.at(-1) ?? "";

/** Modules to load before programs: the arguments in front of the address. Policy packs do without. */
const preloads = process.argv.slice(2, -1);

/** With this exit code the SDK says that it has already told the user what is wrong. Source: `cmd/run/index.js` of @pulumi/pulumi. */
const ALREADY_TOLD = 32;

type Handlers = Pick<ILanguageRuntimeServer, "getPluginInfo" | "getRequiredPackages" | "run" | "runPlugin">;

const handlers: Handlers = {
  getPluginInfo(_call, callback) {
    callback(null, new plugin.PluginInfo().setVersion(version));
  },

  getRequiredPackages(_call, callback) {
    callback(null, new language.GetRequiredPackagesResponse());
  },

  run({ request }, callback) {
    const info = request.getInfo() ?? new language.ProgramInfo();
    const child = start("run", info, runArgs(request, info), {
      execArgv: preloads.flatMap((module) => ["--import", module]),
      cwd: request.getPwd(),
      env: {
        ...process.env,
        PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
        PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
      },
      stdio: ["ignore", "inherit", "inherit"],
    });
    whenEnded(child, (ending) => {
      const response = new language.RunResponse();
      if (ending === ALREADY_TOLD) response.setBail(true);
      else if (ending !== 0) response.setError(`the program ended with ${ending}`);
      callback(null, response);
    });
  },

  runPlugin(call) {
    const info = call.request.getInfo() ?? new language.ProgramInfo();
    if (call.request.getKind() !== "analyzer") {
      call.destroy(new Error(`only policy packs can be run, not a plugin of kind ${call.request.getKind()}`));
      return;
    }
    const child = start("run-policy-pack", info, [...call.request.getArgsList(), "."], {
      cwd: info.getProgramDirectory(),
      env: { ...process.env, ...Object.fromEntries(call.request.getEnvList().map(assignment)) },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout?.on("data", (chunk: Buffer) =>
      call.write(new language.RunPluginResponse().setStdout(chunk)),
    );
    child.stderr?.on("data", (chunk: Buffer) =>
      call.write(new language.RunPluginResponse().setStderr(chunk)),
    );
    call.on("cancelled", () => child.kill());
    whenEnded(child, (ending) => {
      call.write(new language.RunPluginResponse().setExitcode(typeof ending === "number" ? ending : 1));
      call.end();
    });
  },
};

function runArgs(request: RunRequest, info: ProgramInfo): string[] {
  return [
    ...["--monitor", request.getMonitorAddress(), "--engine", engine],
    ...["--organization", request.getOrganization(), "--project", request.getProject()],
    ...[
      "--stack",
      request.getStack(),
      "--root-directory",
      info.getRootDirectory(),
      "--pwd",
      request.getPwd(),
    ],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
}

/** Starts a program of the SDK that the project has installed. It ends with this process. */
function start(
  program: string,
  info: ProgramInfo,
  args: readonly string[],
  { execArgv = [], ...options }: SpawnOptions & { readonly execArgv?: readonly string[] },
): ChildProcess {
  const require = createRequire(join(info.getProgramDirectory(), "package.json"));
  const entry = require.resolve(`@pulumi/pulumi/cmd/${program}/index.js`);
  const child = spawn(process.execPath, [...execArgv, entry, ...args], options);
  const end = () => child.kill();
  process.once("exit", end);
  child.once("close", () => process.off("exit", end));
  return child;
}

/** Tells the exit code, or the signal or error that ended the child. */
function whenEnded(child: ChildProcess, tell: (ending: number | string) => void): void {
  child.once("error", (error) => tell(error.message));
  child.once("close", (code, signal) => tell(code ?? signal ?? "no exit code"));
}

/** `NAME=value` as name and value. */
function assignment(text: string): [string, string] {
  const at = text.indexOf("=");
  return [text.slice(0, at), text.slice(at + 1)];
}

servePlugin(languageGrpc.LanguageRuntimeService, handlers);
