import { describe, expect, test } from "vitest";
import { type Properties, type Resource, SECRET, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { ADMISSION_POLICY_BINDING, HELM_RELEASE, NAMESPACE } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { podSecurity } from "./pod-security.ts";

const LEVEL = "pod-security.kubernetes.io/enforce";
const PURPOSE = "exaform.io/purpose";

const namespace = (labels: Value, name = "research") =>
  resource(NAMESPACE, "it", { metadata: { name, labels } });

const judged = (found: Resource, ...others: Resource[]) =>
  answersOf(podSecurity, found, others).map((line) => line.replace(`metadata.labels["${LEVEL}"] `, ""));

test.each<[string, Value, string]>([
  ["restricted", { [LEVEL]: "restricted" }, 'passed: is "restricted"'],
  ["baseline", { [LEVEL]: "baseline" }, 'passed: is "baseline"'],
  ["none", {}, 'failed: is not set; must be "restricted" or "baseline"'],
  ["another", { [LEVEL]: "strict" }, 'failed: is "strict"; must be "restricted" or "baseline"'],
  [
    "privileged for nothing",
    { [LEVEL]: "privileged" },
    'failed: is "privileged", and nothing in it needs that; must be "restricted" or "baseline"',
  ],
  [
    "privileged for an unknown purpose",
    { [LEVEL]: "privileged", [PURPOSE]: UNKNOWN },
    `notEvaluated: is "privileged", and its label ${PURPOSE} is unknown until the cloud answers; must be "restricted" or "baseline"`,
  ],
  [
    "an unknown level",
    { [LEVEL]: UNKNOWN },
    'notEvaluated: is unknown until the cloud answers; must be "restricted" or "baseline"',
  ],
  [
    "secret labels",
    SECRET,
    'notEvaluated: is a secret and was not looked at; must be "restricted" or "baseline"',
  ],
])("%s", (_, labels, expected) => {
  expect(judged(namespace(labels))).toEqual([expected]);
});

describe("privileged", () => {
  const open = { [LEVEL]: "privileged" };
  const release = (chart: string, where = "gpu-operator") =>
    resource(HELM_RELEASE, "release", { chart, namespace: where });

  test("where a chart needs it", () => {
    const found = namespace(open, "gpu-operator");
    const passes =
      'passed: is "privileged", which chart gpu-operator needs (https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/security.html)';
    expect(judged(found, release("gpu-operator"))).toEqual([passes]);
    expect(judged(found, release("oci://registry.example.com/charts/gpu-operator"))).toEqual([passes]);
  });

  test("not for the same chart elsewhere, nor for another one", () => {
    const fails = [
      'failed: is "privileged", and nothing in it needs that; must be "restricted" or "baseline"',
    ];
    expect(judged(namespace(open), release("gpu-operator"))).toEqual(fails);
    expect(judged(namespace(open, "gpu-operator"), release("kueue"))).toEqual(fails);
  });

  test("where the cluster's own pods are", () => {
    expect(judged(namespace(open, "kube-system"))).toEqual([
      'passed: is "privileged", which the cluster\'s own pods in kube-system need',
    ]);
  });

  const rdma = namespace({ ...open, [PURPOSE]: "rdma" });
  const binding = (spec: Properties | typeof UNKNOWN) =>
    resource(ADMISSION_POLICY_BINDING, "rdma-only", { spec });
  const selecting = (matchLabels: Properties, validationActions = ["Deny"]) =>
    binding({ validationActions, matchResources: { namespaceSelector: { matchLabels } } });
  const unbound =
    'failed: is "privileged" for RDMA; a ValidatingAdmissionPolicyBinding with Deny must select it';

  test.each<[string, Resource | undefined, string]>([
    ["closed", selecting({ [PURPOSE]: "rdma" }), 'passed: is "privileged" for RDMA, and rdma-only closes it'],
    ["not closed", undefined, unbound],
    ["selected by nothing", selecting({}), unbound],
    ["another selected", selecting({ [PURPOSE]: "rdma", team: "b" }), unbound],
    ["only warned of", selecting({ [PURPOSE]: "rdma" }, ["Warn"]), unbound],
    [
      "an unknown selector",
      binding(UNKNOWN),
      'notEvaluated: is "privileged" for RDMA, and what a binding selects is unknown; a ValidatingAdmissionPolicyBinding with Deny must select it',
    ],
  ])("for RDMA: %s", (_, found, expected) => {
    expect(judged(rdma, ...(found ? [found] : []))).toEqual([expected]);
  });
});
