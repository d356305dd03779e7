import { expect, test } from "vitest";
import { type Properties, SECRET, UNKNOWN } from "../lib/graph/graph.ts";
import { containers, pods } from "./pods.ts";
import { resource } from "./testing/build-graph.ts";

const spec = { containers: [{ name: "c" }] };
const template = { spec };
const jobs = { replicatedJobs: [{ template: { spec: { template } } }] };

const prefixesOf = (type: string, inputs: Properties, kind = pods) =>
  kind.partsOf(resource(type, "it", inputs)).map(({ prefix }) => prefix);

test.each<[string, Properties, string]>([
  ["core/v1:Pod", spec, "spec."],
  ["apps/v1:Deployment", { template }, "spec.template.spec."],
  ["apps/v1:ReplicaSet", { template }, "spec.template.spec."],
  ["apps/v1:StatefulSet", { template }, "spec.template.spec."],
  ["apps/v1:DaemonSet", { template }, "spec.template.spec."],
  ["batch/v1:Job", { template }, "spec.template.spec."],
  ["batch/v1:CronJob", { jobTemplate: { spec: { template } } }, "spec.jobTemplate.spec.template.spec."],
  ["jobset.x-k8s.io/v1alpha2:JobSet", jobs, "spec.replicatedJobs[0].template.spec.template.spec."],
  [
    "kubeflow.org/v2beta1:MPIJob",
    { mpiReplicaSpecs: { Worker: { template } } },
    "spec.mpiReplicaSpecs.Worker.template.spec.",
  ],
  [
    "trainer.kubeflow.org/v1alpha1:TrainingRuntime",
    { template: { spec: jobs } },
    "spec.template.spec.replicatedJobs[0].template.spec.template.spec.",
  ],
  [
    "trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime",
    { template: { spec: jobs } },
    "spec.template.spec.replicatedJobs[0].template.spec.template.spec.",
  ],
  [
    "trainer.kubeflow.org/v1alpha1:TrainJob",
    { runtimePatches: [{ trainingRuntimeSpec: { template: { spec: jobs } } }] },
    "spec.runtimePatches[0].trainingRuntimeSpec.template.spec.replicatedJobs[0].template.spec.template.spec.",
  ],
])("pods of %s", (kind, inputs, prefix) => {
  const type = `kubernetes:${kind}`;
  expect(pods.types).toContain(type);
  expect(prefixesOf(type, { spec: inputs })).toEqual([prefix]);
  expect(prefixesOf(type, { spec: inputs }, containers)).toEqual([`${prefix}containers[0].`]);
});

test("every type has a row above", () => {
  expect(pods.types).toHaveLength(12);
});

test("every replica of an MPIJob, and every container of its three lists", () => {
  const worker = { ...spec, initContainers: [{ name: "i" }], ephemeralContainers: [{ name: "e" }] };
  const inputs = {
    spec: { mpiReplicaSpecs: { Launcher: { template }, Worker: { template: { spec: worker } } } },
  };
  expect(prefixesOf("kubernetes:kubeflow.org/v2beta1:MPIJob", inputs, containers)).toEqual([
    "spec.mpiReplicaSpecs.Launcher.template.spec.containers[0].",
    "spec.mpiReplicaSpecs.Worker.template.spec.initContainers[0].",
    "spec.mpiReplicaSpecs.Worker.template.spec.containers[0].",
    "spec.mpiReplicaSpecs.Worker.template.spec.ephemeralContainers[0].",
  ]);
});

test("what is not known is one pod with one container, of which nothing is known", () => {
  const type = "kubernetes:jobset.x-k8s.io/v1alpha2:JobSet";
  for (const value of [UNKNOWN, SECRET]) {
    const set = resource(type, "it", { spec: { replicatedJobs: value } });
    const path = "spec.replicatedJobs[*].template.spec.template.spec.";
    expect(pods.partsOf(set)).toEqual([{ resource: set, prefix: path, value, partial: false }]);
    expect(containers.partsOf(set).map(({ prefix, value: found }) => [prefix, found])).toEqual([
      [`${path}containers[*].`, value],
    ]);
  }
});

test("an object without the path has no pods", () => {
  expect(prefixesOf("kubernetes:batch/v1:Job", {})).toEqual([]);
  expect(prefixesOf("kubernetes:batch/v1:Job", { spec: { template: "text" } })).toEqual([]);
  expect(prefixesOf("kubernetes:core/v1:Service", { spec })).toEqual([]);
});

test("a TrainJob's trainer is a container that its runtime completes", () => {
  const job = resource("kubernetes:trainer.kubeflow.org/v1alpha1:TrainJob", "job", {
    spec: { trainer: { image: "i" } },
  });
  expect(containers.partsOf(job)).toEqual([
    {
      resource: job,
      prefix: "spec.trainer.",
      value: { image: "i" },
      partial: true,
      resources: "resourcesPerNode",
      pod: undefined,
    },
  ]);
});
