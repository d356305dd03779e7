import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import * as grpc from "@grpc/grpc-js";
import type { Policies } from "@pulumi/policy";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { isSecret, isUnknown, type Properties, type Resource, type Value } from "../../lib/graph/graph.ts";

/** What Pulumi writes for an unknown text, and for a secret. */
const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** A policy pack, and who asks it in the engine's place. */
export interface AskedPack {
  /** What the engine asks before a resource is created: it shows inputs. */
  analyze(resource: Resource): Promise<analyzer.AnalyzeResponse.AsObject>;
  /** What the engine asks at the end: it shows outputs. */
  analyzeStack(resources: readonly Resource[]): Promise<analyzer.AnalyzeResponse.AsObject>;
}

/** A pack that runs in a process of its own, as the Pulumi engine runs it. */
export interface RunningPack extends AskedPack {
  info(): Promise<analyzer.AnalyzerInfo.AsObject>;
  stop(): void;
}

/** How the SDK of policies answers the engine; its type declarations leave it out. */
interface ServerModule {
  makeAnalyzeRpcFun: Answering<analyzer.AnalyzeRequest>;
  makeAnalyzeStackRpcFun: Answering<analyzer.AnalyzeStackRequest>;
}

type Answering<Request> = (
  name: string,
  version: string,
  enforcement: "mandatory",
  policies: Policies,
) => (call: { readonly request: Request }, answer: Answer) => void;

const require = createRequire(import.meta.url);
const server = require("@pulumi/policy/server.js") as ServerModule;

/** Starts the pack of a folder. Throws what the process wrote to stderr when it ends before it listens. */
export async function runPack(folder: string): Promise<RunningPack> {
  const program = require.resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
  // The address of an engine is demanded, and never called.
  const child = spawn(process.execPath, [program, "127.0.0.1:1", "."], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const port = await portOf(child);
  const client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const info = promisify<empty.Empty, analyzer.AnalyzerInfo>(client.getAnalyzerInfo.bind(client));
  return {
    info: async () => (await info(new empty.Empty())).toObject(),
    ...askedBy(client.analyze.bind(client), client.analyzeStack.bind(client)),
    stop: () => {
      client.close();
      child.kill();
    },
  };
}

/** A pack of these policies in this process, on the part of the SDK that answers the engine: a new one costs nothing. */
export function packHere(policies: Policies): AskedPack {
  const pack = ["exaform", "0.0.0", "mandatory", policies] as const;
  const [analyze, analyzeStack] = [server.makeAnalyzeRpcFun(...pack), server.makeAnalyzeStackRpcFun(...pack)];
  return askedBy(
    (request, answer) => analyze({ request }, answer),
    (request, answer) => analyzeStack({ request }, answer),
  );
}

type Answer = (error: Error | null, response: analyzer.AnalyzeResponse) => void;

function askedBy(
  analyze: (request: analyzer.AnalyzeRequest, answer: Answer) => void,
  analyzeStack: (request: analyzer.AnalyzeStackRequest, answer: Answer) => void,
): AskedPack {
  const [ask, askAtTheEnd] = [promisify(analyze), promisify(analyzeStack)];
  return {
    analyze: async (resource) => (await ask(analyzeRequest(resource))).toObject(),
    analyzeStack: async (resources) => {
      const request = new analyzer.AnalyzeStackRequest().setResourcesList(resources.map(stackResource));
      return (await askAtTheEnd(request)).toObject();
    },
  };
}

function portOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk) => {
      errors += String(chunk);
    });
    child.stdout?.once("data", (chunk) => resolve(String(chunk).trim()));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`the pack ended with ${code}: ${errors}`)));
  });
}

function analyzeRequest(resource: Resource): analyzer.AnalyzeRequest {
  return new analyzer.AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(structOf(resource.inputs))
    .setOptions(optionsOf(resource));
}

function stackResource(resource: Resource): analyzer.AnalyzerResource {
  const message = new analyzer.AnalyzerResource()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.name)
    .setProperties(structOf(resource.inputs))
    .setOptions(optionsOf(resource))
    .setParent(resource.parent ?? "")
    .setDependenciesList([...resource.dependencies]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
    message
      .getPropertydependenciesMap()
      .set(property, new analyzer.AnalyzerPropertyDependencies().setUrnsList([...urns]));
  }
  return message;
}

function optionsOf({ options, parent }: Resource): analyzer.AnalyzerResourceOptions {
  return new analyzer.AnalyzerResourceOptions()
    .setProtect(options.protect ?? false)
    .setIgnorechangesList([...(options.ignoreChanges ?? [])])
    .setParent(parent ?? "");
}

function structOf(properties: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(onTheWire(properties) as { [key: string]: struct.JavaScriptValue });
}

function onTheWire(value: Value): struct.JavaScriptValue {
  if (isUnknown(value)) return UNKNOWN_ON_THE_WIRE;
  if (isSecret(value)) return { [SIGNATURE]: SECRET_SIGNATURE, value: "hunter2" };
  if (Array.isArray(value)) return value.map(onTheWire);
  if (typeof value !== "object" || value === null) return value as boolean | number | string | null;
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [key, onTheWire(below)]));
}
