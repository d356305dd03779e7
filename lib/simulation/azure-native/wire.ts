import * as grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import anyProto from "google-protobuf/google/protobuf/any_pb.js";
import structProto, { type JavaScriptValue, type Struct } from "google-protobuf/google/protobuf/struct_pb.js";

/** Inputs or outputs of a resource, with {@link UNKNOWN} for what is not known yet. */
export type Properties = Readonly<Record<string, unknown>>;

/**
 * What the engine sends for a value that is not known yet.
 * Source: https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/go/common/resource/plugin/rpc.go
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Properties that the engine sent. As in azure-native, what is `null` is not there. */
export function propertiesOf(struct: Struct | undefined): Properties {
  return present(struct?.toJavaScript() ?? {});
}

/** Properties in the form in which the engine takes them. */
export function structOf(properties: Properties): Struct {
  return structProto.Struct.fromJavaScript(present(properties));
}

/** Whether it is an object with properties, and no list. */
export function isProperties(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is there, at any depth. */
function present(properties: Properties): Record<string, JavaScriptValue> {
  const there = Object.entries(properties).flatMap(([key, value]): [string, JavaScriptValue][] =>
    value === null || value === undefined ? [] : [[key, presentIn(value)]],
  );
  return Object.fromEntries(there);
}

function presentIn(value: NonNullable<unknown>): JavaScriptValue {
  if (Array.isArray(value)) return value.map((item) => (item === null ? null : presentIn(item)));
  return isProperties(value) ? present(value) : value;
}

/** A resource exists, but the operation on it failed: the engine keeps it in its state, and updates it the next time. */
export class InitializationFailed extends Error {
  override readonly name = "InitializationFailed";
  readonly id: string;
  readonly inputs: Properties;
  /** What Azure says that there is; `undefined` where it could not be read. */
  readonly outputs: Properties | undefined;

  constructor(message: string, id: string, inputs: Properties, outputs: Properties | undefined) {
    super(message);
    this.id = id;
    this.inputs = inputs;
    this.outputs = outputs;
  }
}

/** A failure in the form in which the engine takes it. */
export function failureOf(error: unknown): Partial<grpc.StatusObject> {
  const details = error instanceof Error ? error.message : String(error);
  const failure = { code: grpc.status.UNKNOWN, details };
  if (!(error instanceof InitializationFailed)) return failure;
  const detail = new provider.ErrorResourceInitFailed().setId(error.id).setReasonsList([details]);
  detail.setInputs(structOf(error.inputs));
  if (error.outputs !== undefined) detail.setProperties(structOf(error.outputs));
  const packed = new anyProto.Any();
  packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const status = new statusProto.Status();
  status.setCode(grpc.status.UNKNOWN);
  status.setMessage(details);
  status.addDetails(packed);
  const metadata = new grpc.Metadata();
  // gRPC carries a status with details under this name.
  metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  return { ...failure, metadata };
}
