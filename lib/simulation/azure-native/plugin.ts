import type * as grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc, { type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { servePlugin } from "../../engine/real/serve-plugin.ts";
import { armIdOf, type ResourceType, resourceTypeOf } from "../azure/types/index.ts";
import { ArmSession } from "./arm-session.ts";
import { type Difference, differences, topOf } from "./diff.ts";
import { create, find, remove, update } from "./operations.ts";
import { API_VERSION, declaredBy, outputsOf, previewOf, refreshed } from "./shapes.ts";
import { failureOf, type Properties, propertiesOf, structOf } from "./wire.ts";

/**
 * Stands in for the provider azure-native against a simulated Azure: `plugin.ts <version> <url of the simulated Azure>`. It
 * keeps nothing between two calls but its configuration. As azure-native 3 it leaves secrets to the engine, which marks
 * outputs as secret whose inputs are.
 */
const [version = "", url = ""] = process.argv.slice(2);

/** `azure-native:subscriptionId`, `azure-native:location` … as the stack configures them. */
const config = new Map<string, string>();

/** Aborted when the engine is interrupted: whatever waits gives up. */
const interruption = new AbortController();

/** As azure-native has it: https://github.com/pulumi/pulumi-azure-native/blob/master/provider/pkg/provider/provider.go, `azureContext`. */
const DEFAULT_TIMEOUT_SECONDS = 7200;

const { Kind } = provider.PropertyDiff;
const KINDS = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

function check(request: provider.CheckRequest): provider.CheckResponse {
  const type = typeOf(request);
  const inputs = propertiesOf(request.getNews());
  const location = config.get("location");
  const located = type.fields.some(({ path }) => path === "location");
  const checked = {
    ...(located && location !== undefined && { location }),
    [API_VERSION]: type.apiVersion,
    ...inputs,
  };
  return new provider.CheckResponse().setInputs(structOf(checked));
}

function diff(request: provider.DiffRequest): provider.DiffResponse {
  const type = typeOf(request);
  // A resource that was imported has the version among its outputs alone.
  const { [API_VERSION]: apiVersion } = propertiesOf(request.getOlds());
  const imported = apiVersion === undefined ? {} : { [API_VERSION]: apiVersion };
  const olds = { ...imported, ...propertiesOf(request.getOldInputs()) };
  const found = differences(type, olds, propertiesOf(request.getNews()));
  const response = new provider.DiffResponse().setHasdetaileddiff(true);
  const { DIFF_NONE, DIFF_SOME } = provider.DiffResponse.DiffChanges;
  response.setChanges(found.length === 0 ? DIFF_NONE : DIFF_SOME);
  const replacing = found.filter(({ replaces }) => replaces);
  response.setDiffsList(tops(found)).setReplacesList(tops(replacing));
  // Names are given: the old resource is in the way of the new one.
  response.setDeletebeforereplace(replacing.length > 0);
  for (const { path, kind, replaces } of found) {
    const [change, replacement] = KINDS[kind];
    const detail = new provider.PropertyDiff().setKind(replaces ? replacement : change).setInputdiff(true);
    response.getDetaileddiffMap().set(path, detail);
  }
  return response;
}

function tops(found: readonly Difference[]): string[] {
  return [...new Set(found.map(topOf))];
}

async function made(request: provider.CreateRequest): Promise<provider.CreateResponse> {
  const type = typeOf(request);
  const inputs = propertiesOf(request.getProperties());
  const response = new provider.CreateResponse();
  if (request.getPreview()) return response.setProperties(structOf(previewOf(type, inputs)));
  const { id, outputs } = await create(sessionFor(request), type, idOf(type, inputs), inputs);
  return response.setId(id).setProperties(structOf(outputs));
}

async function updated(request: provider.UpdateRequest): Promise<provider.UpdateResponse> {
  const type = typeOf(request);
  const inputs = propertiesOf(request.getNews());
  const response = new provider.UpdateResponse();
  if (request.getPreview()) {
    // What never changes is known.
    const { name } = propertiesOf(request.getOlds());
    return response.setProperties(
      structOf({ ...previewOf(type, inputs), ...(name !== undefined && { name }) }),
    );
  }
  const { outputs } = await update(sessionFor(request), type, request.getId(), inputs);
  return response.setProperties(structOf(outputs));
}

async function deleted(request: provider.DeleteRequest): Promise<empty.Empty> {
  await remove(sessionFor(request), typeOf(request), request.getId());
  return new empty.Empty();
}

async function read(request: provider.ReadRequest): Promise<provider.ReadResponse> {
  const [type, id] = [typeOf(request), request.getId()];
  const answer = await find(sessionFor(request), type, id);
  // An empty id says that there is no such resource any more.
  if (answer === undefined) return new provider.ReadResponse();
  const after = outputsOf(type, id, answer);
  const before = propertiesOf(request.getProperties());
  const inputs = request.hasInputs()
    ? refreshed(type, id, propertiesOf(request.getInputs()), { before, after })
    : declaredBy(type, id, answer);
  return new provider.ReadResponse().setId(id).setProperties(structOf(after)).setInputs(structOf(inputs));
}

function typeOf(request: { getUrn(): string }): ResourceType {
  const token = request.getUrn().split("::")[2]?.split("$").at(-1) ?? "";
  const type = resourceTypeOf(token);
  if (type === undefined) {
    throw new Error(
      `Resource type ${token} not found: add it to lib/simulation/azure/types, the simulated Azure does not know it`,
    );
  }
  return type;
}

function idOf(type: ResourceType, inputs: Properties): string {
  const id = armIdOf(type, config.get("subscriptionId") ?? "", inputs);
  if (id === undefined) throw new Error(`missing a name or id that is part of ${type.id}`);
  return id;
}

/** What a request says of its operation; reads have no time limit of their own. */
interface OperationRequest {
  getUrn(): string;
  getTimeout?(): number;
}

function sessionFor(request: OperationRequest): ArmSession {
  const timeoutSeconds = request.getTimeout?.() || DEFAULT_TIMEOUT_SECONDS;
  return new ArmSession(url, { urn: request.getUrn(), timeoutSeconds, signal: interruption.signal });
}

/** Answers with what a function gives or throws. */
function answering<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => {
    const answered = async (): Promise<Response> => answer(request);
    answered().then(
      (response) => callback(null, response),
      (error: unknown) => callback(failureOf(error)),
    );
  };
}

type Handlers = Pick<
  IResourceProviderServer,
  | "getPluginInfo"
  | "checkConfig"
  | "diffConfig"
  | "configure"
  | "check"
  | "diff"
  | "create"
  | "update"
  | "delete"
  | "read"
  | "cancel"
>;

const handlers: Handlers = {
  getPluginInfo: answering(() => new plugin.PluginInfo().setVersion(version)),
  checkConfig: answering((request) => new provider.CheckResponse().setInputs(request.getNews())),
  diffConfig: answering(() => new provider.DiffResponse()),
  configure: answering((request) => {
    for (const [key, value] of request.getVariablesMap().entries())
      config.set(key.replace("azure-native:config:", ""), value);
    return new provider.ConfigureResponse().setSupportspreview(true);
  }),
  check: answering(check),
  diff: answering(diff),
  create: answering(made),
  update: answering(updated),
  delete: answering(deleted),
  read: answering(read),
  cancel: answering(() => {
    interruption.abort();
    return new empty.Empty();
  }),
};

servePlugin(providerGrpc.ResourceProviderService, handlers);
