import { expect, test } from "vitest";
import { type Properties, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { HELM_CHART, HELM_RELEASE } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { gpuSoftware } from "./gpu-software.ts";

const OPERATOR =
  "must be 26.3.3 or later of NVIDIA GPU Operator (CVE-2026-24260, https://github.com/NVIDIA/gpu-operator/pull/2477)";
const TOOLKIT =
  "must be 1.19.1 or later of NVIDIA Container Toolkit (CVE-2026-24260, https://nvidia.custhelp.com/app/answers/detail/a_id/5850)";

const release = (inputs: Properties) =>
  answersOf(gpuSoftware, resource(HELM_RELEASE, "it", { chart: "gpu-operator", ...inputs }));

test.each<[Value, string]>([
  ["v26.3.3", 'passed: version is "v26.3.3"'],
  ["26.7.0", 'passed: version is "26.7.0"'],
  ["v27.0.0", 'passed: version is "v27.0.0"'],
  ["v26.3.2", `failed: version is "v26.3.2"; ${OPERATOR}`],
  ["v26.3.3-rc.1", `failed: version is "v26.3.3-rc.1"; ${OPERATOR}`],
  ["v25.10.0", `failed: version is "v25.10.0"; ${OPERATOR}`],
  ["latest", `notEvaluated: version is "latest", which is no version; ${OPERATOR}`],
  [UNKNOWN, `notEvaluated: version is unknown until the cloud answers; ${OPERATOR}`],
])("the operator in version %o", (version, expected) => {
  expect(release({ version })).toEqual([expected]);
});

test.each([HELM_RELEASE, HELM_CHART])("whichever way Helm installs it: %s", (type) => {
  const old = resource(type, "it", {
    chart: "oci://registry.example/gpu-operator@sha256:0",
    version: "v25.3.0",
  });
  expect(answersOf(gpuSoftware, old)).toEqual([`failed: version is "v25.3.0"; ${OPERATOR}`]);
});

test("without a version nobody knows which one", () => {
  expect(release({})).toEqual([`notEvaluated: version is not set, so that Helm chooses; ${OPERATOR}`]);
});

test("a toolkit of one's own choice", () => {
  const judged = (toolkit: Properties) => release({ version: "v26.3.3", values: { toolkit } }).slice(1);
  expect(judged({ version: "v1.19.1-ubuntu20.04" })).toEqual([
    'passed: values.toolkit.version is "v1.19.1-ubuntu20.04"',
  ]);
  expect(judged({ version: "v1.17.8" })).toEqual([`failed: values.toolkit.version is "v1.17.8"; ${TOOLKIT}`]);
  expect(judged({ version: "v1.17.8", enabled: false })).toEqual([]);
  expect(judged({ enabled: true })).toEqual([]);
});

test("a toolkit of a ClusterPolicy", () => {
  const policy = resource("kubernetes:nvidia.com/v1:ClusterPolicy", "it", {
    spec: { toolkit: { version: "v1.16.1" } },
  });
  expect(answersOf(gpuSoftware, policy)).toEqual([`failed: spec.toolkit.version is "v1.16.1"; ${TOOLKIT}`]);
});

test("other charts are not asked", () => {
  expect(answersOf(gpuSoftware, resource(HELM_RELEASE, "it", { chart: "kueue", version: "0.1.0" }))).toEqual(
    [],
  );
});
