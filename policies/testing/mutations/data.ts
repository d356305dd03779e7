import type { Graph, Resource } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { dataProtected } from "../../rules/data/data-protected.ts";
import { HOLDERS } from "../../rules/data/stores.ts";
import { TAGGABLE } from "../../rules/data/tags.ts";
import { change } from "../build-graph.ts";
import { referenceGraph } from "../reference/index.ts";
import { recordingOf } from "../reference/surroundings.ts";
import { broken, input, type Mutation, option } from "./mutation.ts";

/** The resources of the reference graph of some types, whichever family they were written for. */
const all = (...wanted: readonly string[]): Resource[] =>
  referenceGraph.resources.filter(({ type }) => wanted.includes(type));

const STACK_NAME = "exaform-test";

/** Each category of a resource's diagnostic setting, switched off. */
function unrecorded(target: Resource): Mutation[] {
  const { name, categories } = recordingOf(target);
  return categories.map((_, index) => {
    const off = input("D05", types.DIAGNOSTIC_SETTING, name, `logs.${index}.enabled`, false);
    return broken("D05", target.type, target.name, "", off.apply);
  });
}

/** What breaks the rules of the family data. */
export const dataMutations: readonly Mutation[] = [
  ...all(...dataProtected.types).flatMap(({ type, name }) => [
    option("D01", type, name, "protect"),
    option("D01", type, name, "retainOnDelete"),
  ]),
  broken(
    "D02",
    types.RESOURCE_GROUP,
    "data-group",
    "resourceGroupName",
    input("D02", types.MANAGEMENT_LOCK, "data-lock", "level", "NotSpecified").apply,
  ),
  ...all(types.EKS_CLUSTER).flatMap(({ type, name }) => [
    input("D02", type, name, "deletionProtection", undefined),
    input("D05", type, name, "enabledClusterLogTypes", ["api", "authenticator"]),
  ]),
  ...all(types.STORAGE_ACCOUNT).flatMap(({ type, name }) => [
    broken("D03", type, name, "accountName", (graph) => ({
      ...graph,
      // Its diagnostic setting is then for a service that is not declared, which a known id still names.
      resources: graph.resources
        .filter((found) => found.type !== types.BLOB_SERVICE || found.name !== `${name}-recovery`)
        .map((found) => (found.name === `${name}-audit` ? ofUndeclaredService(found, graph, name) : found)),
    })),
    input("D03", types.BLOB_SERVICE, `${name}-recovery`, "deleteRetentionPolicy.enabled", false),
    input("D03", types.BLOB_SERVICE, `${name}-recovery`, "containerDeleteRetentionPolicy.enabled", false),
    input("D03", types.BLOB_SERVICE, `${name}-recovery`, "isVersioningEnabled", false),
  ]),
  ...all(...HOLDERS).map(({ type, name }) => input("D04", type, name, "resourceGroupName", "cluster")),
  ...all(types.MANAGED_CLUSTER, types.VAULT, types.STORAGE_ACCOUNT).flatMap(unrecorded),
  ...all(types.LOG_WORKSPACE).map(({ type, name }) => input("D06", type, name, "retentionInDays", 89)),
  input("D06", types.FLOW_LOG, "flow-log", "retentionPolicy.days", 89),
  input("D06", types.CLOUD_TRAIL, "trail", "enableLogFileValidation", false),
  input("D06", types.CLOUD_TRAIL, "trail", "kmsKeyId", undefined),
  ...["passphrase", "service"].map((secretsProvider) =>
    broken("D07", types.STACK, STACK_NAME, "secrets_providers.type", (graph) => ({
      ...graph,
      secretsProvider,
    })),
  ),
  broken("D08", types.STACK, STACK_NAME, "outputs.kubeconfig", (graph) => ({
    ...graph,
    outputs: { ...graph.outputs, kubeconfig: "apiVersion: v1" },
  })),
  input("D08", types.KUBERNETES_SECRET, "dataset-token", "stringData.token", "in the clear"),
  input("D09", types.ROLE_DEFINITION, "deployer", "permissions.0.actions", ["Microsoft.KeyVault/*"]),
  input("D09", types.ROLE_DEFINITION, "deployer", "permissions.0.dataActions", ["*"]),
  ...all(types.MANAGED_CLUSTER).flatMap(({ type, name }) => [
    input("D10", type, name, "autoUpgradeProfile.upgradeChannel", undefined),
    input("D10", type, name, "autoUpgradeProfile.nodeOSUpgradeChannel", "SecurityPatch"),
    broken("D10", type, name, "autoUpgradeProfile.nodeOSUpgradeChannel", (graph) =>
      change(graph, types.MAINTENANCE_CONFIGURATION, `${name}-nodes`, (found) => ({
        ...found,
        inputs: { ...found.inputs, configName: "default" },
      })),
    ),
  ]),
  ...all(...TAGGABLE).map(({ type, name }) => input("D11", type, name, "tags.owner", undefined)),
];

function ofUndeclaredService(setting: Resource, graph: Graph, name: string): Resource {
  const account = graph.resources.find(
    (found) => found.type === types.STORAGE_ACCOUNT && found.name === name,
  );
  const accountName = String(account?.inputs.accountName);
  const id = `/subscriptions/s/resourceGroups/data/providers/Microsoft.Storage/storageAccounts/${accountName}`;
  return { ...setting, inputs: { ...setting.inputs, resourceUri: `${id}/blobServices/default` } };
}
