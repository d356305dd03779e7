import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { HELM_RELEASE, NAMESPACE } from "../../resource-types.ts";
import { answersIn, answersOf } from "../../testing/answers-of.ts";
import { graphWith, resource } from "../../testing/build-graph.ts";
import { podWith } from "../../testing/workloads.ts";
import { signatureVerifier } from "./signature-verifier.ts";

const KYVERNO = "kubernetes:policies.kyverno.io/v1:ImageValidatingPolicy";
const SIGSTORE = "kubernetes:policy.sigstore.dev/v1beta1:ClusterImagePolicy";
const RATIFY = "kubernetes:constraints.gatekeeper.sh/v1beta1:RatifyVerification";

const ofStack = (...resources: Resource[]) => {
  const graph = graphWith(resources);
  return answersIn(graph, signatureVerifier, graph.resources[0]?.urn ?? "");
};
const namespace = resource(NAMESPACE, "research");

test("a stack that sets up a cluster has a verifier", () => {
  expect(ofStack(namespace, resource(SIGSTORE, "signed"))).toEqual([
    "passed:  ClusterImagePolicy signed verifies images",
  ]);
  expect(ofStack(namespace)).toEqual([
    "failed:  nothing verifies images; one must refuse images without a valid signature",
  ]);
  expect(ofStack(podWith({}))).toEqual([
    "notEvaluated:  the stack makes no namespace: another one sets up the cluster; one must refuse images without a valid signature",
  ]);
  expect(ofStack()).toEqual([
    "notApplicable:  the stack has neither a namespace nor a workload of Kubernetes",
  ]);
});

describe("a verifier refuses", () => {
  test.each<[string, string, string, Value | undefined, string]>([
    [KYVERNO, "spec.validationActions", "Deny", ["Audit", "Deny"], 'passed: PATH is "Audit", "Deny"'],
    [KYVERNO, "spec.validationActions", "Audit", ["Audit"], 'failed: PATH is "Audit"; must be "Deny"'],
    [KYVERNO, "spec.validationActions", "nothing", undefined, 'failed: PATH is not set; must be "Deny"'],
    [KYVERNO, "spec.failurePolicy", "Ignore", "Ignore", 'failed: PATH is "Ignore"; must be "Fail"'],
    [KYVERNO, "spec.failurePolicy", "nothing", undefined, 'passed: PATH is not set, which means "Fail"'],
    [
      KYVERNO,
      "spec.failurePolicy",
      "an unknown",
      UNKNOWN,
      'notEvaluated: PATH is unknown until the cloud answers; must be "Fail"',
    ],
    [SIGSTORE, "spec.mode", "warn", "warn", 'failed: PATH is "warn"; must be "enforce"'],
    [SIGSTORE, "spec.mode", "nothing", undefined, 'passed: PATH is not set, which means "enforce"'],
    [RATIFY, "spec.enforcementAction", "dryrun", "dryrun", 'failed: PATH is "dryrun"; must be "deny"'],
    [RATIFY, "spec.enforcementAction", "nothing", undefined, 'passed: PATH is not set, which means "deny"'],
  ])("%s %s: %s", (type, path, _, value, expected) => {
    const [, property = ""] = path.split(".");
    const spec: Properties = value === undefined ? {} : { [property]: value };
    const found = answersOf(signatureVerifier, resource(type, "it", { spec }));
    expect(found).toContain(expected.replace("PATH", path));
  });
});

test("Ratify refuses only where Gatekeeper does so while it does not answer", () => {
  const constraint = resource(RATIFY, "it", {});
  const judged = (...others: Resource[]) => answersOf(signatureVerifier, constraint, others).at(-1);
  const gatekeeper = (values: Properties) =>
    resource(HELM_RELEASE, "gatekeeper", { chart: "gatekeeper", values });
  const path = "values.validatingWebhookFailurePolicy";
  expect(judged(gatekeeper({ validatingWebhookFailurePolicy: "Fail" }))).toBe(
    `passed:  ${path} of gatekeeper is "Fail"`,
  );
  expect(judged(gatekeeper({}))).toBe(
    `failed:  ${path} of gatekeeper is not set, which means "Ignore"; must be "Fail"`,
  );
  expect(judged()).toBe(`notEvaluated:  another stack installs Gatekeeper; its ${path} must be "Fail"`);
});
