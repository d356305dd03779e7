import { describe, expect, test } from "vitest";
import { evaluate } from "./evaluate.ts";
import { rules } from "./rules/index.ts";
import { urnOf } from "./testing/build-graph.ts";
import { type Mutation, mutations } from "./testing/mutations/index.ts";
import { referenceGraph } from "./testing/reference/index.ts";

/** What fails once a property is broken. */
const failures = new Map(
  mutations.map((mutation) => [
    mutation,
    evaluate(mutation.apply(referenceGraph)).filter(({ status }) => status === "failed"),
  ]),
);

const target = ({ rule, type, name, path }: Mutation) => `${rule} ${urnOf(type, name)} ${path}`;

describe("the reference graph", () => {
  test("passes every rule, but for the firewall's subnet", () => {
    const others = evaluate(referenceGraph).filter(({ status }) => status !== "passed");
    expect(others.map(({ rule, status, path }) => [rule, status, path])).toEqual([
      ["N08", "notApplicable", "subnets[1].networkSecurityGroup.id"],
    ]);
  });

  test("has a mutation for every property that a rule looks at", () => {
    const passed = evaluate(referenceGraph).filter(({ status }) => status === "passed");
    const broken = new Set(mutations.map(target));
    expect(
      passed.map(({ rule, urn, path }) => `${rule} ${urn} ${path}`).filter((looked) => !broken.has(looked)),
    ).toEqual([]);
  });
});

describe("each broken property fails its rule, there, and no other", () => {
  test.each(mutations.map((mutation) => [target(mutation), mutation] as const))("%s", (_, mutation) => {
    expect(failures.get(mutation)?.map(({ rule, urn, path }) => `${rule} ${urn} ${path}`)).toEqual([
      target(mutation),
    ]);
  });
});

test("every rule is killed", () => {
  const killed = rules.filter(({ id }) => {
    const attempts = mutations.filter(({ rule }) => rule === id);
    return attempts.length > 0 && attempts.every((mutation) => failures.get(mutation)?.length === 1);
  });
  process.stdout.write(`rules ${rules.length}, killed ${killed.length}\n`);
  expect(killed).toEqual(rules);
});
