import type { TransformResourceOptions } from "@pulumi/pulumi/proto/resource_pb.js";
import structProto, { type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import type { Properties } from "../graph/graph.ts";
import { SECRET_SIGNATURE, SIGNATURE, toWire } from "../graph/wire.ts";

/** What a resource answers in a preview, in the SDK's form. What is not in an answer is unknown. */

/** Properties as the SDK takes them. */
export function structOf(properties: Properties): Struct {
  return structProto.Struct.fromJavaScript(toWire(properties));
}

/** Outputs of a resource that is to be made: its inputs once more, with what the options declare secret marked as such. */
export function outputsOf(inputs: Struct | undefined, options: TransformResourceOptions): Struct {
  const secrets = options.getAdditionalSecretOutputsList();
  if (inputs === undefined || secrets.length === 0) return inputs ?? new structProto.Struct();
  const outputs = inputs.toJavaScript();
  for (const name of secrets) {
    if (name in outputs) outputs[name] = { [SIGNATURE]: SECRET_SIGNATURE, value: outputs[name] ?? null };
  }
  return structProto.Struct.fromJavaScript(outputs);
}

/** The answer to `new Resource(…, { urn })` for a resource of the same run. */
export function resourceReference(urn: string, outputs: Struct): Struct {
  const reference = structProto.Struct.fromJavaScript({ urn, id: "" });
  const state = new structProto.Value();
  state.setStructValue(outputs);
  reference.getFieldsMap().set("state", state);
  return reference;
}
