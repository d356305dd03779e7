import resourceProto, {
  type RegisterResourceRequest,
  type ResourceInvokeRequest,
  type TransformResourceOptions,
} from "@pulumi/pulumi/proto/resource_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

/** Calls the transform with that token: request in, response out, both serialised. */
export type CallTransform = (token: string, request: Uint8Array) => Promise<Uint8Array>;

/** What transforms may change of a registration. */
export interface Transformed {
  readonly properties: Struct | undefined;
  readonly options: TransformResourceOptions;
}

/** Runs transforms over a registration, one after the other, in the engine's order. */
export async function transformResource(
  request: RegisterResourceRequest,
  tokens: readonly string[],
  call: CallTransform,
): Promise<Transformed> {
  let transformed: Transformed = { properties: request.getObject(), options: optionsOf(request) };
  for (const token of tokens) {
    const message = new resourceProto.TransformRequest();
    message.setType(request.getType());
    message.setName(request.getName());
    message.setCustom(request.getCustom());
    message.setParent(request.getParent());
    message.setProperties(transformed.properties);
    message.setOptions(transformed.options);
    const response = resourceProto.TransformResponse.deserializeBinary(
      await call(token, message.serializeBinary()),
    );
    transformed = {
      properties: response.getProperties() ?? transformed.properties,
      options: response.getOptions() ?? transformed.options,
    };
  }
  return transformed;
}

/** Runs transforms over the arguments of a call of a provider's function. */
export async function transformInvoke(
  request: ResourceInvokeRequest,
  tokens: readonly string[],
  call: CallTransform,
): Promise<Struct | undefined> {
  let args = request.getArgs();
  for (const token of tokens) {
    const message = new resourceProto.TransformInvokeRequest();
    message.setToken(request.getTok());
    message.setArgs(args);
    const options = new resourceProto.TransformInvokeOptions();
    options.setProvider(request.getProvider());
    options.setVersion(request.getVersion());
    message.setOptions(options);
    const response = resourceProto.TransformInvokeResponse.deserializeBinary(
      await call(token, message.serializeBinary()),
    );
    args = response.getArgs() ?? args;
  }
  return args;
}

/** The options of a registration in the form that transforms take and give. */
function optionsOf(request: RegisterResourceRequest): TransformResourceOptions {
  const options = new resourceProto.TransformResourceOptions();
  options.setDependsOnList(request.getDependenciesList());
  if (request.hasProtect()) options.setProtect(request.getProtect() === true);
  if (request.hasRetainondelete()) options.setRetainOnDelete(request.getRetainondelete() === true);
  options.setIgnoreChangesList(request.getIgnorechangesList());
  options.setReplaceOnChangesList(request.getReplaceonchangesList());
  options.setVersion(request.getVersion());
  options.setAliasesList(request.getAliasesList());
  options.setProvider(request.getProvider());
  options.setCustomTimeouts(request.getCustomtimeouts());
  options.setPluginDownloadUrl(request.getPlugindownloadurl());
  options.setDeletedWith(request.getDeletedwith());
  options.setReplaceWithList(request.getReplaceWithList());
  options.setAdditionalSecretOutputsList(request.getAdditionalsecretoutputsList());
  options.setImport(request.getImportid());
  options.setHooks(request.getHooks());
  if (request.getDeletebeforereplacedefined())
    options.setDeleteBeforeReplace(request.getDeletebeforereplace());
  for (const [pkg, reference] of request.getProvidersMap().entries())
    options.getProvidersMap().set(pkg, reference);
  return options;
}
