import { expect, test } from "vitest";
import { SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { podWith, TRAIN_JOB } from "../../testing/workloads.ts";
import { wholeGpus } from "./whole-gpus.ts";

const GPU = 'spec.containers[0].resources.limits["nvidia.com/gpu"]';
const MEMORY = "spec.containers[0].resources.limits.memory";
const MUST = "must be a whole number of GPUs that nobody shares, and the request the same";
const LIMITED = `passed: ${MEMORY} is set`;

const gpus = (limit: Value, request?: Value) => ({
  limits: { "nvidia.com/gpu": limit, memory: "1Gi" },
  ...(request !== undefined && { requests: { "nvidia.com/gpu": request } }),
});

test.each<[string, Value, string[]]>([
  ["whole", gpus(8), [`passed: ${GPU} is 8`, LIMITED]],
  ["whole, as text, and requested", gpus("8", 8), [`passed: ${GPU} is 8`, LIMITED]],
  ["half", gpus("500m"), [`failed: ${GPU} is 0.5; ${MUST}`, LIMITED]],
  ["none", gpus(0), [`failed: ${GPU} is 0; ${MUST}`, LIMITED]],
  ["other request", gpus(8, 4), [`failed: ${GPU} is 8, and the request 4; ${MUST}`, LIMITED]],
  ["unknown", gpus(UNKNOWN), [`notEvaluated: ${GPU} is unknown until the cloud answers; ${MUST}`, LIMITED]],
  [
    "unknown request",
    gpus(8, UNKNOWN),
    [`notEvaluated: ${GPU} is unknown until the cloud answers; ${MUST}`, LIMITED],
  ],
  [
    "request only",
    { requests: { "nvidia.com/gpu": 8 } },
    [`failed: ${GPU} is not set to a number; ${MUST}`, `failed: ${MEMORY} is not set; must be set`],
  ],
  [
    "shared",
    { limits: { "nvidia.com/gpu.shared": 1, memory: "1Gi" } },
    [
      `failed: spec.containers[0].resources.limits["nvidia.com/gpu.shared"] is a GPU that others use at the same time; ${MUST}`,
      LIMITED,
    ],
  ],
  [
    "partitions of the hardware",
    { limits: { "nvidia.com/mig-1g.10gb": 1, memory: "1Gi" } },
    ['passed: spec.containers[0].resources.limits["nvidia.com/mig-1g.10gb"] is 1', LIMITED],
  ],
  [
    "secret limits",
    { limits: SECRET },
    [`notEvaluated: spec.containers[0].resources.limits is a secret and was not looked at; ${MUST}`],
  ],
  ["no GPUs", { limits: { cpu: 1, "nvidia.com/gpu-driver": 1 } }, []],
])("%s", (_, resources, expected) => {
  expect(answersOf(wholeGpus, podWith({ resources }))).toEqual(expected);
});

test("a TrainJob asks for each node", () => {
  const trainer = { resourcesPerNode: { limits: { "nvidia.com/gpu": 8 } } };
  expect(answersOf(wholeGpus, resource(TRAIN_JOB, "job", { spec: { trainer } }))).toEqual([
    'passed: spec.trainer.resourcesPerNode.limits["nvidia.com/gpu"] is 8',
    "failed: spec.trainer.resourcesPerNode.limits.memory is not set; must be set",
  ]);
});
