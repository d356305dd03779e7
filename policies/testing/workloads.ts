import type { Properties, Resource, Value } from "../../lib/graph/graph.ts";
import { type Extras, resource } from "./build-graph.ts";

export const POD = "kubernetes:core/v1:Pod";
export const TRAIN_JOB = "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob";

/** A pod of the namespace `research` with one container. */
export function podWith(container: Properties | Value, spec: Properties = {}, extras: Extras = {}): Resource {
  return podOf({ ...spec, containers: [container] }, { namespace: "research" }, extras);
}

/** A pod with that spec. */
export function podOf(spec: Value, metadata: Properties = {}, extras: Extras = {}): Resource {
  return resource(POD, "pod", { metadata: { name: "pod", ...metadata }, spec }, extras);
}

/** A `TrainJob` that patches one container of its runtime. */
export function patchOf(container: Properties, spec: Properties = {}): Resource {
  const template = { spec: { template: { spec: { ...spec, containers: [container] } } } };
  return resource(TRAIN_JOB, "job", {
    metadata: { namespace: "research" },
    spec: {
      runtimePatches: [
        { trainingRuntimeSpec: { template: { spec: { replicatedJobs: [{ name: "node", template }] } } } },
      ],
    },
  });
}

/** Where findings on that container begin. */
export const PATCH =
  "spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.";
