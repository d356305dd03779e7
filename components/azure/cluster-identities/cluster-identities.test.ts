import * as managedidentity from "@pulumi/azure-native/managedidentity/index.js";
import { beforeAll, describe, expect, test } from "vitest";
import { type RoleName, roleDefinitionId } from "../../../catalog/azure/roles.ts";
import { synth } from "../../../lib/engine/synth.ts";
import { byUrn, type Graph, ofType } from "../../../lib/graph/graph.ts";
import { InvalidInput } from "../../../lib/planning/problem.ts";
import { ClusterIdentities, type ClusterIdentitiesArgs } from "./index.ts";

const IDENTITY = "azure-native:managedidentity:UserAssignedIdentity";
const ROLE = "azure-native:authorization:RoleAssignment";
const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
const idOf = (name: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-cluster/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

const args: ClusterIdentitiesArgs = {
  resourceGroupName: "rg-cluster",
  location: "eastus",
  clusterName: "aks-test",
  vnetId: "/vnets/cluster",
  apiServerZoneId: "/zones/api",
  registryId: "/registries/cr",
  diskEncryptionSetId: "/sets/des",
  etcdKey: { vaultId: "/vaults/etcd", keyId: "/vaults/etcd/keys/etcd" },
  readStoreIds: { datasets: "/stores/datasets" },
  writeStoreIds: { checkpoints: "/stores/checkpoints" },
};

describe("least privilege", () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await synth(() => new ClusterIdentities("aks", args));
  });

  /** Everything that anybody may do: identity, role, where. Nothing else is assigned. */
  const expected: [identity: string, role: RoleName, scope: string][] = [
    ["aks-control-plane", "Key Vault Contributor", "/vaults/etcd"],
    ["aks-control-plane", "Key Vault Crypto User", "/vaults/etcd/keys/etcd"],
    ["aks-control-plane", "Managed Identity Operator", idOf("aks-test-kubelet")],
    ["aks-control-plane", "Network Contributor", "/vnets/cluster"],
    ["aks-control-plane", "Private DNS Zone Contributor", "/zones/api"],
    ["aks-control-plane", "Reader", "/sets/des"],
    ["aks-kubelet", "AcrPull", "/registries/cr"],
    ["aks-kubelet", "Storage Blob Data Contributor", "/stores/checkpoints"],
    ["aks-kubelet", "Storage Blob Data Reader", "/stores/datasets"],
  ];

  test("each role holds on one resource, and there is no other", () => {
    const assigned = ofType(graph, ROLE).map(({ inputs, propertyDependencies }) => {
      const principals = propertyDependencies?.principalId?.map((urn) => byUrn(graph, urn)?.name);
      return JSON.stringify([...(principals ?? []), inputs.roleDefinitionId, inputs.scope]);
    });
    const wanted = expected.map(([identity, role, scope]) =>
      JSON.stringify([identity, roleDefinitionId(role, SUBSCRIPTION), scope]),
    );
    expect(assigned.toSorted()).toEqual(wanted.toSorted());
  });

  test("R20 both are kept with their roles: etcd cannot lose the one, and a lock on the keys keeps the other", () => {
    for (const { options } of [...ofType(graph, IDENTITY), ...ofType(graph, ROLE)])
      expect(options).toMatchObject({ protect: true, retainOnDelete: true });
  });

  test("without stores, jobs reach no data", async () => {
    const { readStoreIds, writeStoreIds, ...storeless } = args;
    expect([readStoreIds, writeStoreIds]).not.toContain(undefined);
    const roles = ofType(await synth(() => new ClusterIdentities("aks", storeless)), ROLE);
    expect(roles.filter(({ name }) => name.startsWith("aks-kubelet")).map(({ name }) => name)).toEqual([
      "aks-kubelet-pull",
    ]);
  });

  test("I04 there are two identities, both user-assigned, named and tagged as ours", () => {
    expect(ofType(graph, IDENTITY).map(({ name, inputs }) => [name, inputs.resourceName])).toEqual([
      ["aks-control-plane", "aks-test-control-plane"],
      ["aks-kubelet", "aks-test-kubelet"],
    ]);
    for (const { urn, inputs } of ofType(graph, IDENTITY)) {
      expect(inputs).toMatchObject({
        resourceGroupName: "rg-cluster",
        location: "eastus",
        tags: { "exaform-stack": "exaform/test", "exaform-urn": urn },
      });
    }
  });
});

test("the cluster gets both ids before they exist, and waits for the roles that nodes start with", async () => {
  const graph = await synth(() => {
    const { controlPlane, kubelet } = new ClusterIdentities("aks", args);
    const tags = { controlPlane: controlPlane.id, kubelet: kubelet.id };
    new managedidentity.UserAssignedIdentity("cluster", { resourceGroupName: "rg", tags });
  });
  const cluster = graph.resources.find(({ name }) => name === "cluster");
  expect(cluster?.inputs.tags).toEqual({
    controlPlane: idOf("aks-test-control-plane"),
    kubelet: idOf("aks-test-kubelet"),
  });
  const roles = ofType(graph, ROLE).filter(({ urn }) => cluster?.dependencies.includes(urn));
  const others = ofType(graph, ROLE).filter((role) => !roles.includes(role));
  expect(others.map(({ name }) => name)).toEqual([
    "aks-kubelet-read-datasets",
    "aks-kubelet-write-checkpoints",
  ]);
});

test("refused arguments register nothing", async () => {
  const graph = await synth(() => {
    expect(() => new ClusterIdentities("aks", { ...args, clusterName: "-" })).toThrow(InvalidInput);
  });
  expect(graph.resources.filter(({ custom }) => custom)).toEqual([]);
});
