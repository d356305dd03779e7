import { describe, expect, test } from "vitest";
import { assess } from "./assess.ts";
import { evaluate } from "./evaluate.ts";
import { intentOf } from "./intent.ts";
import { profiles, relaxations } from "./profiles.ts";
import { MANAGED_CLUSTER, STORAGE_ACCOUNT } from "./resource-types.ts";
import type { Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";
import { change, graphWith, resource, withInput } from "./testing/build-graph.ts";
import { referenceGraph } from "./testing/reference/index.ts";

/** Whether a rule asks for the isolation of its environment. */
function asksForIsolation(rule: Rule): boolean {
  // A graph of its own: what was once computed of a graph is not asked again.
  const graph = { ...referenceGraph };
  const intent = intentOf(graph);
  const { isolation } = intent;
  let asked = false;
  const get = () => {
    asked = true;
    return isolation;
  };
  Object.defineProperty(intent, "isolation", { get });
  evaluate(graph, [rule]);
  return asked;
}

const ids = (change_: string) => [
  ...new Set(relaxations.filter(({ change }) => change === change_).map(({ rule }) => rule)),
];

test("the table names every rule that asks for the profile, and no other", () => {
  const asking = rules.filter(asksForIsolation);
  expect(asking.map(({ id }) => id).toSorted()).toEqual(ids("demand").toSorted());
});

test("every row is about a rule, and makes advisory only what is mandatory", () => {
  for (const { rule, change: kind, instead } of relaxations) {
    const found = rules.find(({ id }) => id === rule);
    expect([rule, found?.id, instead.length > 20]).toEqual([rule, rule, true]);
    if (kind === "advisory") expect([rule, found?.enforcement]).toEqual([rule, "mandatory"]);
  }
});

describe("a profile", () => {
  const routed = change(referenceGraph, MANAGED_CLUSTER, "cluster", (cluster) =>
    withInput(cluster, "networkProfile.outboundType", "userDefinedRouting"),
  );
  const statusOf = (rule: string, profile?: (typeof profiles)[number]) =>
    assess(routed, { asOf: "2026-11-24", ...(profile && { profile }) }).find(
      (finding) => finding.rule === rule && finding.path.endsWith("outboundType"),
    )?.status;

  test("is that of the environment, unless another is named", () => {
    expect(statusOf("N04")).toBe("failed");
    expect(profiles.map((profile) => statusOf("N04", profile))).toEqual(["failed", "passed", "passed"]);
  });

  test("leaves the graph as it is", () => {
    statusOf("N04", "connected");
    expect(intentOf(routed).isolation).toBe("isolated");
  });

  test("lab makes what its table says advisory, and nothing else; a failure stays one", () => {
    const graph = graphWith([resource(STORAGE_ACCOUNT, "data", {}, { options: { protect: false } })]);
    const of = (profile: "connected" | "lab") =>
      assess(graph, { asOf: "2026-11-24", profile }).filter(({ status }) => status === "failed");
    const [connected, lab] = [of("connected"), of("lab")];
    expect(lab.map(({ rule, urn, path }) => [rule, urn, path])).toEqual(
      connected.map(({ rule, urn, path }) => [rule, urn, path]),
    );
    const changed = lab.filter(({ enforcement }, index) => enforcement !== connected[index]?.enforcement);
    expect(changed.map(({ rule }) => rule)).toContain("D01");
    expect(ids("advisory")).toEqual(expect.arrayContaining(changed.map(({ rule }) => rule)));
  });

  test("without an environment none is assumed", () => {
    const graph = graphWith([resource(MANAGED_CLUSTER, "cluster", {})]);
    expect(intentOf(graph).isolation).toBeUndefined();
  });
});
