import { beforeEach, describe, expect, test } from "vitest";
import type { Graph, Resource } from "../lib/graph/graph.ts";
import { assess } from "./assess.ts";
import { policiesOf } from "./pack.ts";
import { AGENT_POOL, ENVIRONMENT, STORAGE_ACCOUNT } from "./resource-types.ts";
import { rules } from "./rules/index.ts";
import { graphWith, resource } from "./testing/build-graph.ts";
import { type AskedPack, packHere } from "./testing/run-pack.ts";

const [EARLIER, TODAY, LATER] = ["2020-01-01", "2026-11-24", "9999-12-31"];

const waiver = { reason: "It is replaced next month.", owner: "platform team", expires: LATER };

/** Breaks E01, which looks at one resource, and D01, which looks at the stack. */
const broken = [
  resource(AGENT_POOL, "pool", { enableEncryptionAtHost: false }),
  resource(STORAGE_ACCOUNT, "datasets"),
];

function environment(...waivers: readonly object[]): Resource {
  return resource(ENVIRONMENT, "environment", { waivers: waivers.map((one) => ({ ...waiver, ...one })) });
}

let pack: AskedPack;
// A pack lives for one run of the engine: what it has seen stays with it.
beforeEach(() => {
  pack = packHere(policiesOf(rules, TODAY));
});

interface Heard {
  readonly policy: string;
  readonly mandatory: boolean;
  readonly message: string;
}

/** What a run of the engine hears of resources in this order, then of the whole stack. */
async function heardOf(resources: readonly Resource[]): Promise<Heard[]> {
  const said = [];
  for (const one of resources) said.push(...(await pack.analyze(one)).diagnosticsList);
  said.push(...(await pack.analyzeStack(graphWith(resources).resources)).diagnosticsList);
  return said.map(({ policyname, enforcementlevel, message }) => ({
    policy: policyname,
    mandatory: enforcementlevel === 1,
    message: message.split("\n").at(-1) ?? "",
  }));
}

const rulesOf = (heard: readonly Heard[], mandatory: boolean): string[] => [
  ...new Set(heard.filter((one) => one.mandatory === mandatory).map(({ policy }) => policy.slice(0, 3))),
];

describe("the pack on the real engine's interface", () => {
  test("without waivers both rules stop the update", async () => {
    const stopping = rulesOf(await heardOf([environment(), ...broken]), true);
    expect(stopping).toEqual(expect.arrayContaining(["E01", "D01"]));
  });

  test("with them neither does, and each is a warning that says so", async () => {
    const waivers = [
      { rule: "E01", resource: "pool" },
      { rule: "D01", resource: "datasets" },
    ];
    const heard = await heardOf([environment(...waivers), ...broken]);
    expect(rulesOf(heard, true)).not.toEqual(expect.arrayContaining(["E01"]));
    expect(rulesOf(heard, true)).not.toEqual(expect.arrayContaining(["D01"]));
    const waived = heard.filter(({ policy }) => policy === "waived");
    expect(waived.map(({ mandatory }) => mandatory)).not.toContain(true);
    expect(waived[0]?.message).toMatch(
      /^(E01|D01): .* waived until 9999-12-31 by platform team: It is replaced next month\.$/,
    );
  });

  test("an expired one waives nothing, and is a violation itself", async () => {
    const heard = await heardOf([
      environment({ rule: "E01", resource: "pool", expires: EARLIER }),
      ...broken,
    ]);
    expect(rulesOf(heard, true)).toEqual(expect.arrayContaining(["E01", "A01"]));
    expect(heard.some(({ policy }) => policy === "waived")).toBe(false);
  });

  test("one of an unknown rule is a violation, and the others waive nothing", async () => {
    const waivers = [
      { rule: "E01", resource: "pool" },
      { rule: "E91", resource: "pool" },
    ];
    const heard = await heardOf([environment(...waivers), ...broken]);
    expect(rulesOf(heard, true)).toEqual(expect.arrayContaining(["E01", "A01"]));
    expect(heard.find(({ policy }) => policy.startsWith("A01"))?.message).toContain(
      "no rule that can be waived has this id",
    );
  });

  test("an unused one is a warning", async () => {
    const heard = await heardOf([environment({ rule: "E01", resource: "elsewhere" }), ...broken]);
    expect(rulesOf(heard, false)).toContain("A02");
  });

  test("a resource that comes before its environment is stopped: nothing is waived on trust", async () => {
    const heard = await heardOf([...broken, environment({ rule: "E01", resource: "pool" })]);
    expect(rulesOf(heard, true)).toContain("E01");
  });
});

test("the in-process rules waive the same", () => {
  const graph: Graph = graphWith([
    environment({ rule: "E01", resource: "pool" }, { rule: "D01", resource: "datasets" }),
    ...broken,
  ]);
  const findings = assess(graph, { asOf: TODAY });
  const of = (status: string) =>
    new Set(findings.filter((one) => one.status === status).map(({ rule }) => rule));
  expect([...of("waived")]).toEqual(expect.arrayContaining(["E01"]));
  expect(of("failed").has("E01")).toBe(false);
  expect(of("failed").has("D01")).toBe(false);
});
