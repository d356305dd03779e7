import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Finding } from "../lib/graph/finding.ts";
import { type Graph, type Resource, SECRET, UNKNOWN } from "../lib/graph/graph.ts";
import { evaluate } from "./evaluate.ts";
import { policyName, violationText } from "./pack.ts";
import { ENVIRONMENT, LUSTRE_FILE_SYSTEM, MANAGED_CLUSTER, SUBNET, VAULT } from "./resource-types.ts";
import { rules } from "./rules/index.ts";
import { change, graphWith, resource, withInput } from "./testing/build-graph.ts";
import { mutations } from "./testing/mutations/index.ts";
import { referenceGraph } from "./testing/reference/index.ts";
import { type RunningPack, runPack } from "./testing/run-pack.ts";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

/** As `analyzer.proto` numbers them. */
const ADVISORY = 0;
const MANDATORY = 1;

let pack: RunningPack;
beforeAll(async () => {
  pack = await runPack(FOLDER);
});
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
  return heard.toSorted();
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

/** What the pack must say, from what the in-process runner found: retainOnDelete is what it is not shown. */
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
          return [`${policyName(rule)} ${MANDATORY} ${finding.urn} ${rule.title}\n${violationText(finding)}`];
        case "notEvaluated":
          return [
            `not-evaluated ${ADVISORY} ${finding.urn} A rule could not be evaluated here: it has not passed.\n${finding.rule}: ${violationText(finding)}`,
          ];
        case "notApplicable":
          return [`${policyName(rule)} not applicable ${finding.urn}: ${violationText(finding)}`];
        default:
          return [];
      }
    })
    .toSorted();
}

describe("the pack says what the in-process runner finds", () => {
  const broken = mutations.reduce((graph, mutation) => mutation.apply(graph), referenceGraph);
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
    expect(await runThrough(graph)).toEqual(expected(evaluate(graph)));
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
  expect(diagnosticsList.map(({ message }) => message)).toEqual([
    "A rule could not be evaluated here: it has not passed.\nN08: networkSecurityGroup.id is unknown, and comes from no NetworkSecurityGroup of this stack; must be set",
  ]);
});

test("a rule with nothing to look at says so", async () => {
  const { notApplicableList } = await pack.analyzeStack([]);
  expect(
    notApplicableList.map(({ policyName, reason }) => `${policyName} ${reason.split(": ").at(-1)}`),
  ).toEqual([
    "N04-no-default-egress the stack has nothing that the rule looks at (ManagedCluster)",
    "N06-nodes-without-public-ip the stack has nothing that the rule looks at (AgentPool, ManagedCluster)",
    expect.stringMatching(/^D01-data-protected the stack has nothing/),
  ]);
});

describe("what the pack tells of itself", () => {
  let info: Awaited<ReturnType<RunningPack["info"]>>;
  beforeEach(async () => {
    info = await pack.info();
  });

  test("is each rule's policy, with what it demands and what to write", () => {
    expect(info.policiesList.map(({ name }) => name)).toEqual([...rules.map(policyName), "not-evaluated"]);
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
    expect(resourcePolicies).toEqual(["N01", "N08", "I01", "E01", "E02", "E04", "E10"]);
  });

  test("is the product's version", () => {
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(info.version).toBe(version);
  });
});

test("every rule's violation reaches the engine as mandatory", async () => {
  const { diagnosticsList } = await pack.analyze(resource(VAULT, "vault"));
  expect(diagnosticsList).toEqual([
    expect.objectContaining({
      policyname: "E10-vault-recoverable",
      policypackname: "exaform",
      enforcementlevel: MANDATORY,
      message:
        "A deleted key vault can be recovered for 90 days, and nobody can purge it before.\nproperties.enablePurgeProtection is not set; must be true",
    }),
  ]);
});
