import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import * as grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";

const PLUGIN = fileURLToPath(new URL("../azure-native/plugin.ts", import.meta.url));

/** A method of a client in the form with all its parameters. */
type Unary<Request, Response> = (
  request: Request,
  metadata: grpc.Metadata,
  options: Partial<grpc.CallOptions>,
  callback: (error: grpc.ServiceError | null, response: Response) => void,
) => unknown;

/** The plugin in a process of its own, as the engine has it. */
export class RunningPlugin {
  readonly client: InstanceType<typeof providerGrpc.ResourceProviderClient>;
  readonly #process: ChildProcess;

  private constructor(process: ChildProcess, port: string) {
    this.#process = process;
    this.client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
  }

  /** Starts it for a simulated Azure, and configures it. */
  static async start(url: string, config: Readonly<Record<string, string>>): Promise<RunningPlugin> {
    const child = spawn(process.execPath, [PLUGIN, "3.28.0", url], { stdio: ["pipe", "pipe", "inherit"] });
    const [port] = await once(createInterface(child.stdout), "line");
    const running = new RunningPlugin(child, String(port));
    const request = new provider.ConfigureRequest();
    for (const [key, value] of Object.entries(config)) {
      request.getVariablesMap().set(`azure-native:config:${key}`, value);
    }
    await running.call(running.client.configure, request);
    return running;
  }

  /** Calls one of the client's methods: `call(client.check, request)`. */
  call<Request, Response>(method: Unary<Request, Response>, request: Request): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    method.call(this.client, request, new grpc.Metadata(), {}, (error, response) =>
      error === null ? resolve(response) : reject(error),
    );
    return promise;
  }

  stop(): void {
    this.client.close();
    this.#process.kill();
  }
}
