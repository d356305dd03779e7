import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, DAEMON_SET, HELM_CHART, HELM_RELEASE, NAMESPACE } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { healthChecks } from "./health-checks.ts";

const PATH = "gpuProfile.driver";
const MUST = "must come with something that watches GPUs: AKS does not without its own driver";
const pool = (driver?: Properties["x"], vmSize: Properties["x"] = "Standard_ND96isr_H100_v5") =>
  resource(AGENT_POOL, "pool", { vmSize, ...(driver !== undefined && { gpuProfile: { driver } }) });
const release = (chart: string, values: Properties = {}, type = HELM_RELEASE) =>
  resource(type, "watcher", { chart, values });
const daemons = (image: Properties["x"]) =>
  resource(DAEMON_SET, "watcher", { spec: { template: { spec: { containers: [{ image }] } } } });
const cluster = resource(NAMESPACE, "research");

const answers = (found: Resource, ...others: Resource[]): string[] =>
  answersOf([healthChecks], "F08", found, ...others);

test.each<[string, Resource, Resource[], string[]]>([
  ["AKS's driver", pool("Install"), [], [`passed: ${PATH} is "Install": AKS watches GPUs itself`]],
  [
    "AKS's driver by default",
    pool(),
    [],
    [`passed: ${PATH} is not set, which AKS takes as "Install": it watches GPUs itself`],
  ],
  ["no driver, and nobody who watches", pool("None"), [cluster], [`failed: ${PATH} is "None"; ${MUST}`]],
  [
    "no driver, and Kubernetes elsewhere",
    pool("None"),
    [],
    [`notEvaluated: ${PATH} is "None", and the stack declares nothing in Kubernetes; ${MUST}`],
  ],
  [
    "an unknown driver",
    pool(UNKNOWN),
    [cluster],
    [`notEvaluated: ${PATH} is unknown until the cloud answers; ${MUST}`],
  ],
  [
    "no driver, and an unknown size",
    pool("None", UNKNOWN),
    [cluster],
    [`notEvaluated: ${PATH} is set, and vmSize is not known; ${MUST}`],
  ],
  ["no GPUs", pool("None", "Standard_D16ds_v5"), [cluster], []],
])("%s", (_, found, others, expected) => {
  expect(answers(found, ...others)).toEqual(expected);
});

describe("who watches GPUs without AKS", () => {
  test.each<[string, Resource, boolean]>([
    ["the GPU Operator", release("nvidia/gpu-operator"), true],
    ["the GPU Operator as a chart", release("gpu-operator", {}, HELM_CHART), true],
    [
      "the GPU Operator without DCGM Exporter",
      release("gpu-operator", { dcgmExporter: { enabled: false } }),
      false,
    ],
    ["DCGM Exporter", release("oci://cr.example/charts/dcgm-exporter"), true],
    ["node-problem-detector", release("./charts/node-problem-detector-2.3.14.tgz"), true],
    ["another chart", release("kueue"), false],
    ["pods of an image", daemons(`cr.example/leptonai/gpud:v0.9@sha256:${"0".repeat(64)}`), true],
    ["pods of another image", daemons("cr.example/gpud-notes/web:1"), false],
    ["pods of an unknown image", daemons(UNKNOWN), false],
  ])("%s", (_, watcher, watches) => {
    expect(answers(pool("None"), watcher, cluster)).toEqual([
      watches
        ? `passed: ${PATH} ${watcher.type.split(":").at(-1)} watcher watches GPUs`
        : `failed: ${PATH} is "None"; ${MUST}`,
    ]);
  });
});
