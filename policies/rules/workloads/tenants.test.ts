import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, ENVIRONMENT, NAMESPACE, RESOURCE_QUOTA } from "../../resource-types.ts";
import { answersOf } from "../../testing/answers-of.ts";
import { resource } from "../../testing/build-graph.ts";
import { tenants } from "./tenants.ts";

const TENANT = "exaform.io/tenant";

const environment = (found: Value) => resource(ENVIRONMENT, "environment", { tenants: found });
const research = environment([{ name: "research" }]);
const namespace = (tenant: Value | undefined, name = "a") =>
  resource(NAMESPACE, name, { metadata: { name, labels: tenant === undefined ? {} : { [TENANT]: tenant } } });
const pool = (tenant: Value | undefined, inputs: Properties = {}) =>
  resource(AGENT_POOL, "pool", {
    vmSize: "Standard_ND96isr_H100_v5",
    nodeLabels: tenant === undefined ? {} : { [TENANT]: tenant },
    ...inputs,
  });
const quota = (where: Value) => resource(RESOURCE_QUOTA, "quota", { metadata: { namespace: where } });

describe("of the environment", () => {
  test.each<[string, Resource[], string[]]>([
    [
      "each has a namespace and a pool",
      [namespace("research"), pool("research")],
      ["passed: PATH has the namespace a", "passed: PATH has the node pool pool"],
    ],
    [
      "one has neither",
      [namespace("other"), pool("other")],
      [
        'failed: PATH "research" has no namespace; must have a namespace of its own',
        'failed: PATH "research" has no node pool; must have a node pool of its own',
      ],
    ],
    [
      "whose they are is unknown",
      [namespace(UNKNOWN), pool(UNKNOWN)],
      [
        "notEvaluated: PATH which tenant a namespace belongs to is unknown; must have a namespace of its own",
        "notEvaluated: PATH which tenant a node pool belongs to is unknown; must have a node pool of its own",
      ],
    ],
    [
      "the other stack has them",
      [],
      [
        "notEvaluated: PATH this stack makes no namespace; must have a namespace of its own",
        "notEvaluated: PATH this stack makes no node pool; must have a node pool of its own",
      ],
    ],
  ])("%s", (_, others, expected) => {
    expect(answersOf(tenants, research, others)).toEqual(
      expected.map((line) => line.replace("PATH", "tenants[0].name")),
    );
  });

  test("none is one, and an unknown list is not none", () => {
    const whole = ["notApplicable: tenants the environment declares no tenants: all of it is one"];
    expect(answersOf(tenants, environment([]))).toEqual(whole);
    expect(answersOf(tenants, resource(ENVIRONMENT, "environment"))).toEqual(whole);
    expect(answersOf(tenants, environment(UNKNOWN))).toEqual([
      "notEvaluated: tenants is unknown until the cloud answers; each must have its own namespace and pool",
    ]);
  });
});

describe("a namespace", () => {
  const LABEL = `metadata.labels["${TENANT}"]`;

  test("of a tenant has a quota", () => {
    const found = namespace("research");
    const label = `passed: ${LABEL} is "research"`;
    expect(answersOf(tenants, found, [research, quota("a")])).toEqual([
      label,
      "passed: metadata.name has a ResourceQuota",
    ]);
    expect(answersOf(tenants, found, [research, quota("b")])).toEqual([
      label,
      "failed: metadata.name has no ResourceQuota; must have a ResourceQuota",
    ]);
    expect(answersOf(tenants, found, [research, quota(UNKNOWN)])).toEqual([
      label,
      "notEvaluated: metadata.name the namespace of a ResourceQuota is unknown; must have a ResourceQuota",
    ]);
  });

  test("is of a tenant that there is", () => {
    const must = "must be a tenant of the environment";
    expect(answersOf(tenants, namespace("other"), [research])).toContain(
      `failed: ${LABEL} is "other"; ${must}`,
    );
    expect(answersOf(tenants, namespace(UNKNOWN), [research])).toContain(
      `notEvaluated: ${LABEL} is unknown until the cloud answers; ${must}`,
    );
    expect(answersOf(tenants, namespace("research"))).toContain(
      `notEvaluated: ${LABEL} the stack does not say which tenants there are; ${must}`,
    );
  });

  test("of nobody is not asked", () => {
    expect(answersOf(tenants, namespace(undefined), [research])).toEqual([]);
  });
});

describe("a node pool", () => {
  const must = `must have ${TENANT}=<tenant>:NoSchedule, for the tenant of its label`;
  const taint = `${TENANT}=research:NoSchedule`;

  test.each<[string, Resource, string[]]>([
    [
      "kept for its tenant",
      pool("research", { nodeTaints: ["a=b:NoSchedule", taint] }),
      [`passed: nodeTaints has "${taint}"`],
    ],
    ["open", pool("research"), [`failed: nodeTaints lets other pods in; ${must}`]],
    [
      "kept softly",
      pool("research", { nodeTaints: [`${TENANT}=research:PreferNoSchedule`] }),
      [`failed: nodeTaints lets other pods in; ${must}`],
    ],
    [
      "kept for another",
      pool("research", { nodeTaints: [`${TENANT}=other:NoSchedule`] }),
      [`failed: nodeTaints lets other pods in; ${must}`],
    ],
    [
      "of nobody",
      pool(undefined, { nodeTaints: [taint] }),
      [`failed: nodeTaints the pool has no label ${TENANT}; ${must}`],
    ],
    [
      "of an unknown tenant",
      pool(UNKNOWN),
      [`notEvaluated: nodeTaints is unknown until the cloud answers; ${must}`],
    ],
    [
      "with unknown taints",
      pool("research", { nodeTaints: UNKNOWN }),
      [`notEvaluated: nodeTaints is unknown until the cloud answers; ${must}`],
    ],
    [
      "of an unknown size",
      pool(undefined, { vmSize: UNKNOWN }),
      [`notEvaluated: nodeTaints is unknown until the cloud answers; ${must}`],
    ],
    ["without GPUs", pool(undefined, { vmSize: "Standard_D16ds_v5" }), []],
    ["of the system", pool(undefined, { mode: "System" }), []],
  ])("%s", (_, found, expected) => {
    expect(answersOf(tenants, found, [research])).toEqual(expected);
  });

  test("is everybody's where there is one tenant", () => {
    expect(answersOf(tenants, pool(undefined), [environment([])])).toEqual([]);
  });
});
