import * as grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import providerGrpc, { type IResourceProviderServer } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { servePlugin } from "./serve-plugin.ts";

/**
 * A provider that stands in for any other in the preview of a new stack: it accepts every input, and its outputs echo them. It makes
 * nothing, and says so when it is asked to.
 */

/** The version that the program asks for: first argument. The last one is the engine's address. */
const version = process.argv[2] ?? "";

type Handlers = Pick<
  IResourceProviderServer,
  "getPluginInfo" | "handshake" | "checkConfig" | "diffConfig" | "configure" | "check" | "create" | "cancel"
>;

const handlers: Handlers = {
  getPluginInfo: (_call, callback) => callback(null, new plugin.PluginInfo().setVersion(version)),

  handshake: (_call, callback) =>
    callback(null, new provider.ProviderHandshakeResponse().setAcceptResources(true)),

  checkConfig: ({ request }, callback) =>
    callback(null, new provider.CheckResponse().setInputs(request.getNews())),

  diffConfig: (_call, callback) => callback(null, new provider.DiffResponse()),

  configure: (_call, callback) =>
    callback(null, new provider.ConfigureResponse().setSupportspreview(true).setAcceptresources(true)),

  check: ({ request }, callback) => callback(null, new provider.CheckResponse().setInputs(request.getNews())),

  create: ({ request }, callback) => {
    if (request.getPreview()) {
      callback(null, new provider.CreateResponse().setProperties(request.getProperties()));
    } else {
      const details = "this provider stands in for previews: it makes nothing";
      callback({ code: grpc.status.FAILED_PRECONDITION, details });
    }
  },

  cancel: (_call, callback) => callback(null, new empty.Empty()),
};

servePlugin(providerGrpc.ResourceProviderService, handlers);
