import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { CLUSTER_ROLE_BINDING, NAMESPACE, ROLE_BINDING } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { patchOf, podOf } from "../../testing/workloads.ts";
import { serviceAccounts } from "./service-accounts.ts";

const lineOf = (path: string, found: Resource, ...others: Resource[]) =>
  answersOf(serviceAccounts, found, others)
    .filter((line) => line.includes(` ${path} `))
    .map((line) => line.replace(` ${path}`, ""));

describe("namespace", () => {
  const made = resource(NAMESPACE, "made");
  const isDefault = 'must not be "default"';

  test.each<[string, Properties, Resource[], string]>([
    ["its own", { namespace: "research" }, [], 'passed: is "research"'],
    ["the default one", { namespace: "default" }, [], `failed: is "default"; ${isDefault}`],
    ["not set", {}, [], `failed: is not set; ${isDefault}`],
    ["made here", { namespace: UNKNOWN }, [made], `passed: comes from Namespace ${made.urn} of this stack`],
    ["unknown", { namespace: UNKNOWN }, [], `notEvaluated: is unknown until the cloud answers; ${isDefault}`],
  ])("%s", (_, metadata, from, expected) => {
    expect(lineOf("metadata.namespace", podOf({}, metadata, { from: { metadata: from } }), made)).toEqual([
      expected,
    ]);
  });

  test("is not asked of what has none", () => {
    const type = "kubernetes:trainer.kubeflow.org/v1alpha1:ClusterTrainingRuntime";
    expect(answersOf(serviceAccounts, resource(type, "runtime", {}))).toEqual([]);
  });
});

describe("serviceAccountName", () => {
  const must = "must be a service account of the workload's own";

  test.each<[Value | undefined, string]>([
    ["trainer", 'passed: is "trainer"'],
    ["default", `failed: is "default"; ${must}`],
    ["", `failed: is ""; ${must}`],
    [undefined, `failed: is not set; ${must}`],
    [UNKNOWN, `notEvaluated: is unknown until the cloud answers; ${must}`],
  ])("%o", (name, expected) => {
    const spec = name === undefined ? {} : { serviceAccountName: name };
    expect(lineOf("spec.serviceAccountName", podOf(spec))).toEqual([expected]);
  });

  test("a patch leaves it to its runtime", () => {
    expect(answersOf(serviceAccounts, patchOf({ name: "node" }))).toEqual([
      'passed: metadata.namespace is "research"',
    ]);
  });
});

describe("automountServiceAccountToken", () => {
  const must = "must be false, unless a RoleBinding gives the service account something to do";
  const judged = (automount: Value | undefined, ...others: Resource[]) =>
    lineOf(
      "spec.automountServiceAccountToken",
      podOf(
        {
          serviceAccountName: "trainer",
          ...(automount !== undefined && { automountServiceAccountToken: automount }),
        },
        { namespace: "research" },
      ),
      ...others,
    );
  const subject = { kind: "ServiceAccount", name: "trainer", namespace: "research" };
  const binding = (type: string, subjects: Value, namespace = "research") =>
    resource(type, "binding", { metadata: { namespace }, subjects });

  test("off, on for nothing, and on by default", () => {
    expect(judged(false)).toEqual(["passed: is false"]);
    expect(judged(true)).toEqual([`failed: is true; ${must}`]);
    expect(judged(undefined)).toEqual([`failed: is not set, which Kubernetes takes as true; ${must}`]);
    expect(judged(UNKNOWN)).toEqual([`notEvaluated: is unknown until the cloud answers; ${must}`]);
  });

  const useful = ["passed: is true, and binding gives the service account something to do"];
  const useless = [`failed: is true; ${must}`];

  test.each<[string, Resource, string[]]>([
    ["a role", binding(ROLE_BINDING, [subject]), useful],
    ["a cluster role", binding(CLUSTER_ROLE_BINDING, [subject]), useful],
    ["a role of its namespace", binding(ROLE_BINDING, [{ kind: "ServiceAccount", name: "trainer" }]), useful],
    ["a role of another namespace", binding(ROLE_BINDING, [{ ...subject, namespace: "other" }]), useless],
    ["a role of another account", binding(ROLE_BINDING, [{ ...subject, name: "other" }]), useless],
    ["a role of a user", binding(ROLE_BINDING, [{ ...subject, kind: "User" }]), useless],
    [
      "a role of somebody unknown",
      binding(ROLE_BINDING, [{ ...subject, name: UNKNOWN }]),
      [`notEvaluated: is true, and what its service account may do is unknown; ${must}`],
    ],
  ])("with %s", (_, found, expected) => {
    expect(judged(true, found)).toEqual(expected);
  });
});
