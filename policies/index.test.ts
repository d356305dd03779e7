import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../lib/graph/finding.ts";
import { type Graph, graphOf, type Resource, SECRET, UNKNOWN } from "../lib/graph/graph.ts";
import { evaluate } from "./evaluate.ts";
import { policyName, violationText } from "./pack.ts";
import { ENVIRONMENT, LUSTRE_FILE_SYSTEM, MANAGED_CLUSTER, SUBNET } from "./resource-types.ts";
import { rules } from "./rules/index.ts";
import { change, graphWith, resource, withInput } from "./testing/build-graph.ts";
import { type Mutation, mutations } from "./testing/mutations/index.ts";
import { referenceGraph } from "./testing/reference/index.ts";
import { type RunningPack, runPack } from "./testing/run-pack.ts";
import { acceptanceRules } from "./waivers.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** As `analyzer.proto` numbers them. */
const ADVISORY = 0;
const MANDATORY = 1;
const ENFORCED = { advisory: ADVISORY, mandatory: MANDATORY };

let pack: RunningPack;
beforeAll(async () => {
  pack = await runPack(FOLDER);
}, 30_000);
afterAll(() => pack.stop());

/** Everything that a run of the engine gets to hear of the pack, as sorted lines. */
async function runThrough(graph: Graph): Promise<string[]> {
  const heard: string[] = [];
  for (const found of graph.resources) {
    const { diagnosticsList, notApplicableList } = await pack.analyze(found);
    heard.push(
      ...diagnosticsList.map(
        (said) => `${said.policyname} ${said.enforcementlevel} ${found.urn} ${said.message}`,
      ),
    );
    heard.push(
      ...notApplicableList.flatMap(({ policyName, reason }) =>
        exemptions(policyName, `${found.urn}: ${reason}`),
      ),
    );
  }
  const atTheEnd = await pack.analyzeStack(graph.resources.map(withOutputs));
  heard.push(
    ...atTheEnd.diagnosticsList.map(
      (said) => `${said.policyname} ${said.enforcementlevel} ${said.urn} ${said.message}`,
    ),
  );
  heard.push(
    ...atTheEnd.notApplicableList.flatMap(({ policyName, reason }) =>
      reason.split("; ").flatMap((one) => exemptions(policyName, one)),
    ),
  );
  // The policies of waivers and acceptances have tests of their own.
  return heard.filter((line) => !/^A\d\d-/.test(line)).toSorted();
}

/** A resource policy is asked about every type; that it looks at others is no exemption. */
function exemptions(policy: string, reason: string): string[] {
  return /: looks at [\w, ]+$/.test(reason) ? [] : [`${policy} not applicable ${reason}`];
}

/** Outputs lack a component's arguments and the names of the resource itself and of its parent, as those of azure-native do. */
function withOutputs(found: Resource): Resource {
  const { subnetName: _, accountName: __, ...outputs } = found.inputs;
  return { ...found, inputs: found.type === ENVIRONMENT ? {} : outputs };
}

/** What Pulumi does not show a pack: the state's secrets provider, and what of it is secret. */
const NOT_SHOWN = ["D07", "D08"];

function findingsOf(graph: Graph): Finding[] {
  const judge = (shown: boolean, judged: Graph) =>
    evaluate(
      judged,
      rules.filter(({ id }) => NOT_SHOWN.includes(id) !== shown),
    );
  return [...judge(true, graph), ...judge(false, shownOf(graph))];
}

function shownOf({ project, stack, resources }: Graph): Graph {
  return graphOf({ origin: "pack", project, stack }, resources);
}

/** What the pack must say, from what the in-process runner found: retainOnDelete is not shown to it either. */
function expected(findings: readonly Finding[]): string[] {
  return findings
    .map((finding) =>
      finding.path === "options.retainOnDelete"
        ? {
            ...finding,
            status: "notEvaluated" as const,
            message: "is not carried by Pulumi's policy interface; must be true",
          }
        : finding,
    )
    .flatMap((finding) => {
      const rule = rules.find(({ id }) => id === finding.rule);
      if (rule === undefined) throw new Error(`no rule ${finding.rule}`);
      switch (finding.status) {
        case "failed":
          return [
            `${policyName(rule)} ${ENFORCED[rule.enforcement]} ${finding.urn} ${rule.title}\n${violationText(finding)}`,
          ];
        case "notEvaluated":
          return [
            `not-evaluated ${ADVISORY} ${finding.urn} A rule could not be evaluated here: it has not passed.\n${finding.rule}: ${violationText(finding)}`,
          ];
        case "notApplicable":
          // A policy of single resources never sees that the stack has none.
          if (rule.scope === "resource" && finding.path === "") return [];
          return [`${policyName(rule)} not applicable ${finding.urn}: ${violationText(finding)}`];
        default:
          return [];
      }
    })
    .toSorted();
}

/** What another mutation took away cannot be broken any more; that each works alone, mutations.test.ts shows. */
function applied(graph: Graph, { apply }: Mutation): Graph {
  try {
    return apply(graph);
  } catch {
    return graph;
  }
}

describe("the pack says what the in-process runner finds", () => {
  const broken = mutations.reduce(applied, referenceGraph);
  const unknown = change(referenceGraph, MANAGED_CLUSTER, "cluster", (cluster) =>
    withInput(
      withInput({ ...cluster, propertyDependencies: {} }, "disableLocalAccounts", UNKNOWN),
      "agentPoolProfiles",
      UNKNOWN,
    ),
  );
  const connected = change(referenceGraph, ENVIRONMENT, "environment", (found) =>
    withInput(found, "isolation", "connected"),
  );
  const development = change(
    change(referenceGraph, ENVIRONMENT, "environment", (found) => withInput(found, "stage", "development")),
    LUSTRE_FILE_SYSTEM,
    "scratch",
    (found) => ({ ...found, options: { protect: false, retainOnDelete: false } }),
  );

  test.each<[string, Graph]>([
    ["the compliant graph", referenceGraph],
    ["the graph with everything broken", broken],
    ["values unknown and from nowhere", unknown],
    ["a connected environment", connected],
    ["scratch of a development stack", development],
  ])("%s", async (_, graph) => {
    expect(await runThrough(graph)).toEqual(expected(findingsOf(graph)));
  });
});

test("a secret is shown to a pack in the clear, and judged", async () => {
  const cluster = resource(MANAGED_CLUSTER, "cluster", { disableLocalAccounts: SECRET });
  const { diagnosticsList } = await pack.analyze(cluster);
  expect(diagnosticsList.map(({ policyname }) => policyname)).toContain("I01-no-local-accounts");
});

test("a resource that was not analysed in this run is taken by its outputs", async () => {
  const found = resource(SUBNET, "untargeted", { networkSecurityGroup: UNKNOWN });
  const { diagnosticsList } = await pack.analyzeStack(graphWith([found]).resources);
  expect(diagnosticsList.map(({ message }) => message)).toContain(
    "A rule could not be evaluated here: it has not passed.\nN08: networkSecurityGroup.id is unknown, and comes from no NetworkSecurityGroup of this stack; must be set",
  );
});

test("a rule with nothing to look at says so", async () => {
  const { notApplicableList } = await pack.analyzeStack([]);
  const said = notApplicableList.map(
    ({ policyName: name, reason }) => `${name} ${reason.split(": ").at(-1)}`,
  );
  expect(said).toContain(
    "N04-no-default-egress the stack has nothing that the rule looks at (ManagedCluster)",
  );
});

describe("what the pack tells of itself", () => {
  let info: Awaited<ReturnType<RunningPack["info"]>>;
  beforeEach(async () => {
    info = await pack.info();
  });

  test("is each rule's policy, with what it demands and what to write", () => {
    expect(info.policiesList.map(({ name }) => name)).toEqual([
      ...[...rules, ...Object.values(acceptanceRules)].map(policyName),
      "waived",
      "not-evaluated",
    ]);
    expect(info.policiesList[0]).toMatchObject({
      displayname: "N01 The API server of every cluster is private.",
      enforcementlevel: MANDATORY,
      remediationSteps: "Create the ManagedCluster with apiServerAccessProfile.enablePrivateCluster: true.",
      url: "https://learn.microsoft.com/azure/aks/private-clusters",
      tagsList: [
        "CKV_AZURE_115",
        "CIS AKS 1.8: 5.4.2",
        "NIST SP 800-53: AC-4",
        "NIST SP 800-53: SC-7",
        "NIST SP 800-223: access zone",
        "NIST SP 800-223: management zone",
      ],
      framework: { name: "NIST SP 800-53", version: "Rev. 5", reference: "AC-4, SC-7" },
    });
  });

  test("stops a bad resource before it is created, where the resource alone can tell", () => {
    const resourcePolicies = info.policiesList
      .filter(({ policyType }) => policyType === 1)
      .map(({ name }) => name.slice(0, 3));
    const alone = rules.filter(({ scope }) => scope === "resource").map(({ id }) => id);
    expect(resourcePolicies).toEqual(alone);
    expect(alone).toEqual(expect.arrayContaining(["N01", "N08", "I01", "E01", "E02", "E04"]));
  });

  test("is the product's version", () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(info.version).toBe(version);
  });
});

test("a mandatory rule's violation reaches the engine as mandatory", async () => {
  const { diagnosticsList } = await pack.analyze(resource(MANAGED_CLUSTER, "cluster"));
  expect(diagnosticsList).toContainEqual(
    expect.objectContaining({
      policyname: "N01-api-server-private",
      policypackname: "exaform",
      enforcementlevel: MANDATORY,
      message:
        "The API server of every cluster is private.\napiServerAccessProfile.enablePrivateCluster is not set; must be true",
    }),
  );
});
