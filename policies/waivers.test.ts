import { describe, expect, test } from "vitest";
import type { Finding } from "../lib/graph/finding.ts";
import { type Graph, type Resource, UNKNOWN, type Value } from "../lib/graph/graph.ts";
import { InvalidInput, type Problem } from "../lib/planning/problem.ts";
import { assess } from "./assess.ts";
import { AGENT_POOL, ENVIRONMENT } from "./resource-types.ts";
import { graphWith, resource, urnOf } from "./testing/build-graph.ts";

const AS_OF = "2026-11-24";

const waiver = {
  rule: "E01",
  resource: "pool",
  reason: "The size has no encryption at host.",
  owner: "platform team",
  expires: "2027-01-31",
};

const clear = resource(AGENT_POOL, "pool", { enableEncryptionAtHost: false });
const encrypted = resource(AGENT_POOL, "pool", { enableEncryptionAtHost: true });
const unknown = resource(AGENT_POOL, "pool", { enableEncryptionAtHost: UNKNOWN });

function graph(waivers: Value, ...resources: readonly Resource[]): Graph {
  return graphWith([resource(ENVIRONMENT, "environment", { isolation: "isolated", waivers }), ...resources]);
}

function assessed(from: Graph, asOf: string = AS_OF): Finding[] {
  return assess(from, { asOf });
}

function told(findings: readonly Finding[], ...rules: readonly string[]): string[] {
  return findings
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, status, path, message }) => `${rule} ${status} ${path} ${message}`.replace("  ", " "));
}

function problemsOf(from: Graph): readonly Problem[] {
  try {
    assessed(from);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

describe("a waiver in force", () => {
  test("waives the failure of its rule on its resource, and says who and why", () => {
    expect(told(assessed(graph([waiver], clear)), "E01", "A01", "A02")).toEqual([
      "E01 waived enableEncryptionAtHost is false; must be true; waived until 2027-01-31 by platform team: The size has no encryption at host.",
      "A01 passed waivers[0] E01 on pool is waived by platform team until 2027-01-31: The size has no encryption at host.",
      "A02 passed waivers[0] the waiver of E01 on pool waives 1 of its answers",
    ]);
  });

  test("may name the URN", () => {
    const byUrn = { ...waiver, resource: urnOf(AGENT_POOL, "pool") };
    expect(told(assessed(graph([byUrn], clear)), "E01")).toEqual([expect.stringContaining("E01 waived")]);
  });

  test("holds on its last day, and not after", () => {
    const statusOn = (day: string) =>
      assessed(graph([waiver], clear), day).find(({ rule }) => rule === "E01")?.status;
    expect([statusOn("2027-01-31"), statusOn("2027-02-01")]).toEqual(["waived", "failed"]);
  });

  test("waives nothing else: not another resource, not another rule, not what could not be evaluated", () => {
    const other = resource(AGENT_POOL, "pool-2", { enableEncryptionAtHost: false, enableNodePublicIP: true });
    const findings = assessed(graph([waiver], unknown, other));
    expect(findings.filter(({ status }) => status === "waived")).toEqual([]);
    expect(findings.filter(({ rule, status }) => rule === "E01" && status === "failed")).toHaveLength(1);
  });

  test.each(["*", "", "pool*", "POOL"])("resource %j is no pattern", (pattern) => {
    const findings = assessed(graph([{ ...waiver, resource: pattern || "?" }], clear));
    expect(findings.filter(({ status }) => status === "waived")).toEqual([]);
  });
});

describe("findings of the waivers themselves", () => {
  test("without any, the rules do not apply", () => {
    expect(told(assessed(graph([], clear)), "A01", "A02", "A03")).toEqual([
      "A01 notApplicable the environment has no waiver",
      "A02 notApplicable the environment has no waiver",
      "A03 notApplicable the environment accepts no path in the clear",
    ]);
    expect(told(assess(graphWith([clear]), { asOf: AS_OF }), "A01")).toEqual([
      "A01 notApplicable the environment has no waiver",
    ]);
  });

  test("an expired one fails, and what it waived fails again", () => {
    expect(told(assessed(graph([waiver], clear), "2027-02-01"), "E01", "A01", "A02")).toEqual([
      "E01 failed enableEncryptionAtHost is false; must be true",
      "A01 failed waivers[0] the waiver of E01 on pool by platform team expired on 2027-01-31 (as of 2027-02-01)",
      "A02 notApplicable waivers[0] the waiver of E01 on pool is not in force",
    ]);
  });

  test.each<[string, readonly Resource[], string]>([
    [
      "the rule does not fail there",
      [encrypted],
      "A02 failed waivers[0] the waiver of E01 on pool: the rule does not fail there",
    ],
    [
      "no such resource",
      [],
      "A02 failed waivers[0] the waiver of E01 on pool: the rule looks at no resource of this name or URN",
    ],
    [
      "not known yet",
      [unknown],
      "A02 notEvaluated waivers[0] the waiver of E01 on pool: whether the rule fails there is not known",
    ],
  ])("unused: %s", (_, resources, expected) => {
    const findings = assessed(graph([waiver], ...resources));
    expect(told(findings, "A02")).toEqual([expected]);
    expect(findings.find(({ rule }) => rule === "A02")?.enforcement).toBe("advisory");
  });

  test("a name that several resources have waives none of them", () => {
    const machines = resource("azure-native:compute:VirtualMachine", "pool", {
      securityProfile: { encryptionAtHost: false },
    });
    const findings = assessed(graph([waiver], clear, machines));
    expect(findings.filter(({ status }) => status === "waived")).toEqual([]);
    expect(told(findings, "A01")).toEqual([
      expect.stringContaining(
        "2 resources have this name; write the URN of one: urn:pulumi:test::exaform::azure-native:comp",
      ),
    ]);
  });

  test("they stop an update, and cannot be waived", () => {
    const expired = assessed(graph([waiver], clear), "2027-02-01").find(({ rule }) => rule === "A01");
    expect(expired?.enforcement).toBe("mandatory");
    expect(problemsOf(graph([{ ...waiver, rule: "A01" }], clear))).toMatchObject([{ value: "A01" }]);
  });
});

describe("an accepted path", () => {
  const path = { path: "nvlink", acceptedBy: "security", until: "2027-06-30", reason: "One tenant a node." };
  const of = (asOf: string) =>
    told(assessed(graphWith([resource(ENVIRONMENT, "environment", { acceptedPaths: [path] })]), asOf), "A03");

  test("holds until its day", () => {
    expect(of("2027-06-30")).toEqual([
      "A03 passed acceptedPaths[0] nvlink is accepted by security until 2027-06-30: One tenant a node.",
    ]);
    expect(of("2027-07-01")).toEqual([
      "A03 failed acceptedPaths[0] the acceptance of nvlink by security expired on 2027-06-30 (as of 2027-07-01)",
    ]);
  });
});

describe("refused, with path and fix", () => {
  test.each<[string, Value, Problem]>([
    [
      "an unknown rule",
      [{ ...waiver, rule: "E91" }],
      {
        path: "exaform:environment.waivers[0].rule",
        value: "E91",
        message: "no rule that can be waived has this id",
        fix: "did you mean E01? See docs/rules.md",
      },
    ],
    [
      "a policy's name in place of its id",
      [{ ...waiver, rule: "N01-api-server-private" }],
      {
        path: "exaform:environment.waivers[0].rule",
        value: "N01-api-server-private",
        message: "no rule that can be waived has this id",
        fix: "did you mean N01? See docs/rules.md",
      },
    ],
    [
      "the same twice",
      [waiver, { ...waiver, reason: "Another reason." }],
      {
        path: "exaform:environment.waivers[1]",
        value: "E01 pool",
        message: "waives the same as waivers[0]",
        fix: "keep one of the two",
      },
    ],
    [
      "a day that no calendar has",
      [{ ...waiver, expires: "2027-02-30" }],
      {
        path: "exaform:environment.waivers[0].expires",
        value: undefined,
        message: "cannot be read: Invalid ISO date",
        fix: "write it as docs/policies.md shows",
      },
    ],
  ])("%s", (_, waivers, problem) => {
    expect(problemsOf(graph(waivers, clear))).toEqual([problem]);
  });

  test.each<[string, Value]>([
    ["no list", "all"],
    ["unknown", UNKNOWN],
    ["without an owner", [{ ...waiver, owner: "" }]],
    ["without a reason", [{ rule: "E01", resource: "pool", owner: "me", expires: "2027-01-31" }]],
  ])("%s", (_, waivers) => {
    expect(problemsOf(graph(waivers, clear))).toHaveLength(1);
  });
});
