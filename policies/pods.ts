import { type Resource, type Value, valueAt } from "../lib/graph/graph.ts";
import { entriesOf, opaque } from "./answers.ts";
import type { Part, PartKind } from "./parts.ts";

/** A pod, or a template that pods are made from. */
export interface Pod extends Part {
  /** Whether it only patches pods that another object describes: what it leaves out, that object says. */
  readonly partial: boolean;
}

/** A container of a pod, of any of its three lists. */
export interface Container extends Pod {
  /** The property that holds requests and limits. */
  readonly resources: "resources" | "resourcesPerNode";
  /** The pod's spec; `undefined` where another object describes it. */
  readonly pod: Value | undefined;
}

interface KindOf<T extends Part> extends PartKind {
  partsOf(resource: Resource): readonly T[];
}

interface Kind {
  /** Path of the pods' specs, in which `*` stands for each element or key. */
  readonly specs: string;
  readonly partial?: boolean;
}

const JOBS = "replicatedJobs.*.template.spec.template.spec";

/** Every kind of object that pods are made from. */
const KINDS: Readonly<Record<string, Kind>> = {
  "kubernetes:core/v1:Pod": { specs: "spec" },
  "kubernetes:apps/v1:Deployment": { specs: "spec.template.spec" },
  "kubernetes:apps/v1:ReplicaSet": { specs: "spec.template.spec" },
  "kubernetes:apps/v1:StatefulSet": { specs: "spec.template.spec" },
  "kubernetes:apps/v1:DaemonSet": { specs: "spec.template.spec" },
  "kubernetes:batch/v1:Job": { specs: "spec.template.spec" },
  "kubernetes:batch/v1:CronJob": { specs: "spec.jobTemplate.spec.template.spec" },
  // https://github.com/kubernetes-sigs/jobset/blob/v0.12.0/api/jobset/v1alpha2/jobset_types.go
  "kubernetes:jobset.x-k8s.io/v1alpha2:JobSet": { specs: `spec.${JOBS}` },
  // https://github.com/kubeflow/mpi-operator/blob/v0.8.2/pkg/apis/kubeflow/v2beta1/types.go
  "kubernetes:kubeflow.org/v2beta1:MPIJob": { specs: "spec.mpiReplicaSpecs.*.template.spec" },
  // https://github.com/kubeflow/trainer/blob/v2.3.0/pkg/apis/trainer/v1alpha1
  "kubernetes:trainer.kubeflow.org/v1alpha1:TrainingRuntime": { specs: `spec.template.spec.${JOBS}` },
  "kubernetes:trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime": { specs: `spec.template.spec.${JOBS}` },
  "kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob": {
    specs: `spec.runtimePatches.*.trainingRuntimeSpec.template.spec.${JOBS}`,
    partial: true,
  },
};

/** Kinds that stand in no namespace. */
export const CLUSTER_WIDE: ReadonlySet<string> = new Set([
  "kubernetes:trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime",
]);

const LISTS = ["initContainers", "containers", "ephemeralContainers"];

/** Pods of workloads of every kind. */
export const pods: KindOf<Pod> = {
  types: Object.keys(KINDS),
  partsOf: podsOf,
};

/** Containers of workloads of every kind: those of their pods, and the trainer that a `TrainJob` puts in place of its runtime's. */
export const containers: KindOf<Container> = {
  types: pods.types,
  partsOf: (resource) => [
    ...podsOf(resource).flatMap((pod) => containersOf(pod)),
    ...placesOf(valueAt(resource.inputs, "spec.trainer"), [], "spec.trainer")
      .filter(() => resource.type.endsWith(":TrainJob"))
      .map(({ path, value }) => ({
        resource,
        prefix: `${path}.`,
        value,
        partial: true,
        resources: "resourcesPerNode" as const,
        pod: undefined,
      })),
  ],
};

function podsOf(resource: Resource): Pod[] {
  const kind = KINDS[resource.type];
  if (kind === undefined) return [];
  return placesOf(resource.inputs, kind.specs.split("."), "").map(({ path, value }) => ({
    resource,
    prefix: `${path}.`,
    value,
    partial: kind.partial ?? false,
  }));
}

function containersOf({ resource, prefix, value: spec, partial }: Pod): Container[] {
  // Of a pod that is not known, one container stands for all.
  const lists = opaque(spec) === undefined ? LISTS : ["containers"];
  const places = lists.flatMap((list) => placesOf(spec, [list, "*"], ""));
  return places.map(({ path, value }) => ({
    resource,
    prefix: `${prefix}${path}.`,
    value,
    partial,
    resources: "resources",
    pod: partial ? undefined : spec,
  }));
}

interface Place {
  readonly path: string;
  readonly value: Value;
}

/** The objects at the end of a path. A value on the way that is not known is one of which nothing is known. */
function placesOf(value: Value | undefined, [key, ...rest]: readonly string[], path: string): Place[] {
  if (value !== undefined && opaque(value) !== undefined) {
    return [{ path: [key, ...rest].reduce<string>((whole, next) => step(whole, next, true), path), value }];
  }
  if (key === undefined) {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? [{ path, value }] : [];
  }
  const found = entriesOf(value).filter(([name]) => key === "*" || name === key);
  return found.flatMap(([name, element]) =>
    placesOf(element, rest, step(path, name, key === "*" && Array.isArray(value))),
  );
}

function step(path: string, key: string | undefined, element: boolean): string {
  if (key === undefined) return path;
  if (element && (key === "*" || /^\d+$/.test(key))) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}
