import { expect, test } from "vitest";
import { UNKNOWN } from "../../lib/graph/graph.ts";
import * as types from "../resource-types.ts";
import { resource } from "../testing/build-graph.ts";
import { answersOf, testPresence, testValues } from "../testing/field-table.ts";
import { rules } from "./index.ts";

testValues(rules, [
  ["N01", types.MANAGED_CLUSTER, "apiServerAccessProfile.enablePrivateCluster", true, false, "failed"],
  ["N06", types.AGENT_POOL, "enableNodePublicIP", false, true, "passed"],
]);

testPresence(rules, [
  ["N06", types.AGENT_POOL, "nodePublicIPPrefixID", types.PUBLIC_IP_PREFIX, "failed", "passed"],
]);

test("pools inside a cluster are judged one by one", () => {
  const cluster = resource(types.MANAGED_CLUSTER, "cluster", {
    agentPoolProfiles: [{ enableEncryptionAtHost: true }, { enableEncryptionAtHost: false }, UNKNOWN],
  });
  expect(answersOf(rules, "E01", cluster)).toEqual([
    "passed: agentPoolProfiles[0].enableEncryptionAtHost is true",
    "failed: agentPoolProfiles[1].enableEncryptionAtHost is false; must be true",
    "notEvaluated: agentPoolProfiles[2].enableEncryptionAtHost is unknown until the cloud answers; must be true",
  ]);
});

test("a pinned API version escapes no rule", () => {
  const cluster = resource("azure-native:containerservice/v20240901:ManagedCluster", "cluster");
  expect(answersOf(rules, "I01", cluster)).toEqual(["failed: disableLocalAccounts is not set; must be true"]);
});
