import { describe, expect, test } from "vitest";
import { type Properties, type Resource, UNKNOWN, type Value } from "../../../lib/graph/graph.ts";
import { AGENT_POOL, ENVIRONMENT, LUSTRE_FILE_SYSTEM, MANAGED_CLUSTER } from "../../resource-types.ts";
import { resource } from "../../testing/build-graph.ts";
import { answersOf } from "../../testing/field-table.ts";
import { clearPaths } from "./clear-paths.ts";

const MUST = "must be accepted by somebody, until a day";
const H100 = "Standard_ND96isr_H100_v5";

const pool = (vmSize: Value | undefined, name = "island") =>
  resource(AGENT_POOL, name, vmSize === undefined ? {} : { vmSize });
const clusterOf = (networkProfile: Properties = {}) =>
  resource(MANAGED_CLUSTER, "cluster", { networkProfile });
const environmentOf = (...paths: readonly string[]) =>
  resource(ENVIRONMENT, "environment", {
    acceptedPaths: paths.map((path) => ({
      path,
      acceptedBy: "data protection",
      until: "2027-06-30",
      reason: "The network is ours alone.",
    })),
  });

const answers = (found: Resource, ...others: readonly Resource[]) =>
  answersOf([clearPaths], "E14", found, ...others);
const paths = (found: readonly string[]) => found.map((answer) => answer.split(" ", 2).join(" "));

describe("the environment answers for", () => {
  test.each<[string, Resource, string[]]>([
    ["islands of GPUs", pool(H100), ["infiniband", "nvlink"]],
    ["one GPU without a fabric", pool("Standard_NCC40ads_H100_v5"), []],
    ["nodes without GPUs", pool("Standard_D16ds_v5"), []],
    ["nodes with InfiniBand only", pool("Standard_HB176rs_v4"), ["infiniband"]],
    ["pods", clusterOf(), ["podTraffic"]],
    [
      "pods with WireGuard",
      clusterOf({ advancedNetworking: { security: { transitEncryption: { type: "WireGuard" } } } }),
      [],
    ],
    [
      "pods with encryption off",
      clusterOf({ advancedNetworking: { security: { transitEncryption: { type: "None" } } } }),
      ["podTraffic"],
    ],
    ["Managed Lustre", resource(LUSTRE_FILE_SYSTEM, "scratch"), ["lustreInTransit"]],
  ])("%s", (_, found, expected) => {
    expect(paths(answers(environmentOf(), found))).toEqual(
      expected.map((path) => `failed: acceptedPaths.${path}`),
    );
    expect(paths(answers(environmentOf(...expected), found))).toEqual(
      expected.map((path) => `passed: acceptedPaths.${path}`),
    );
    expect(answers(found, environmentOf())).toEqual([]);
  });
});

test("it says who has accepted a path, and what has it", () => {
  const found = answers(environmentOf("nvlink"), pool(H100), pool(H100, "island-2"));
  expect(found).toEqual([
    `failed: acceptedPaths.infiniband is not accepted, and AgentPool island and 1 more have it: RDMA between nodes is in the clear: nothing encrypts InfiniBand; ${MUST}`,
    "passed: acceptedPaths.nvlink is accepted by data protection until 2027-06-30",
  ]);
});

test("pools inside a cluster count", () => {
  const cluster = resource(MANAGED_CLUSTER, "cluster", { agentPoolProfiles: [{ vmSize: H100 }] });
  expect(paths(answers(environmentOf(), cluster))).toEqual([
    "failed: acceptedPaths.infiniband",
    "failed: acceptedPaths.nvlink",
    "failed: acceptedPaths.podTraffic",
  ]);
});

test("an acceptance without a name or a day is none", () => {
  const environment = resource(ENVIRONMENT, "environment", {
    acceptedPaths: [{ path: "infiniband", until: "2027-06-30", reason: "It is fast." }],
  });
  expect(paths(answers(environment, pool("Standard_HB176rs_v4")))).toEqual([
    "failed: acceptedPaths.infiniband",
  ]);
});

test("a path that nobody can see is not evaluated", () => {
  expect(answers(pool(UNKNOWN), environmentOf())).toEqual([
    `notEvaluated: vmSize is unknown until the cloud answers; what is in the clear ${MUST}`,
  ]);
  expect(answers(pool("Standard_ND999"), environmentOf())).toEqual([
    `notEvaluated: vmSize is "Standard_ND999", of which the catalogue does not know what its nodes are linked by; what is in the clear ${MUST}`,
  ]);
  expect(answers(pool("Standard_D4s_v5"), environmentOf())).toEqual(answers(environmentOf()));
  const encryption = { advancedNetworking: { security: UNKNOWN } };
  expect(paths(answers(clusterOf(encryption), environmentOf()))).toEqual([
    "notEvaluated: networkProfile.advancedNetworking.security.transitEncryption.type",
  ]);
});

test("without an environment nobody can have accepted it, or anybody", () => {
  expect(answers(resource(LUSTRE_FILE_SYSTEM, "scratch"))).toEqual([
    `notEvaluated:  no environment says who accepted that Azure does not say that it encrypts the way to Managed Lustre; ${MUST}`,
  ]);
});
