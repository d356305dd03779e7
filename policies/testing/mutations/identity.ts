import { roleDefinitionId } from "../../../catalog/azure/roles.ts";
import type { Graph, Value } from "../../../lib/graph/graph.ts";
import * as types from "../../resource-types.ts";
import { change } from "../build-graph.ts";
import { referenceGraph } from "../reference/index.ts";
import { broken, input, type Mutation } from "./mutation.ts";

const SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
const EVERYTHING = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const EVERY_POD = JSON.stringify({
  Statement: {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/issuer" },
    Condition: {
      StringLike: { "issuer:sub": "system:serviceaccount:research:*", "issuer:aud": "sts.amazonaws.com" },
    },
  },
});

type Break = readonly [rule: string, path: string, value: Value | undefined];

/** Breaks an input of every resource of a type, whichever family it was written for. */
function each(type: string, ...breaks: readonly Break[]): Mutation[] {
  return referenceGraph.resources
    .filter((found) => found.type === type)
    .flatMap(({ name }) => breaks.map(([rule, path, value]) => input(rule, type, name, path, value)));
}

/** The same, where the finding is about the element of a list. */
function eachRule(type: string): Mutation[] {
  return each(type, ["I17", "rules.0.verbs", ["*"]]).map((mutation) => ({ ...mutation, path: "rules[0]" }));
}

/** A role with which one takes every other, of the whole subscription. */
function ownedSubscription(name: string): Mutation {
  const role = roleDefinitionId("User Access Administrator", SUBSCRIPTION);
  const changes = [
    input("I08", types.ROLE_ASSIGNMENT, name, "roleDefinitionId", role),
    input("I08", types.ROLE_ASSIGNMENT, name, "scope", `/subscriptions/${SUBSCRIPTION}`),
  ];
  return broken("I08", types.ROLE_ASSIGNMENT, name, "roleDefinitionId", (graph: Graph) =>
    changes.reduce((changed, { apply }) => apply(changed), graph),
  );
}

/** A policy of AWS's own in place of one of the stack. */
function attachedByAws(): Mutation[] {
  const type = types.IAM_ROLE_ATTACHMENT;
  return each(type, ["I15", "policyArn", "arn:aws:iam::aws:policy/AdministratorAccess"]).map((mutation) => ({
    ...mutation,
    apply: (graph) =>
      change(mutation.apply(graph), type, mutation.name, (found) => ({ ...found, propertyDependencies: {} })),
  }));
}

/** What breaks the rules of the family identity. */
export const identityMutations: readonly Mutation[] = [
  ...each(
    types.MANAGED_CLUSTER,
    ["I01", "disableLocalAccounts", false],
    ["I02", "aadProfile.managed", undefined],
    ["I02", "aadProfile.enableAzureRBAC", false],
    ["I02", "enableRBAC", false],
    ["I03", "aadProfile.adminGroupObjectIDs", []],
    ["I04", "identity.type", "SystemAssigned"],
    ["I04", "servicePrincipalProfile.clientId", "00000000-0000-0000-0000-000000000005"],
    ["I05", "oidcIssuerProfile.enabled", false],
    ["I05", "securityProfile.workloadIdentity.enabled", undefined],
    ["I07", "agentPoolProfiles.0.securityProfile.sshAccess", "LocalUser"],
    ["I12", "nodeResourceGroupProfile.restrictionLevel", "Unrestricted"],
    ["I13", "apiServerAccessProfile.disableRunCommand", undefined],
  ),
  ...each(types.AGENT_POOL, ["I07", "securityProfile.sshAccess", undefined]),
  ...each(types.SCALE_SET, [
    "I07",
    "virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication",
    false,
  ]),
  ...each(types.VIRTUAL_MACHINE, [
    "I07",
    "osProfile.linuxConfiguration.disablePasswordAuthentication",
    undefined,
  ]),
  ...each(
    types.FEDERATED_CREDENTIAL,
    ["I06", "subject", "system:serviceaccount:research:*"],
    ["I06", "audiences", ["api://AzureADTokenExchange", "https://example.com"]],
  ),
  ...referenceGraph.resources
    .filter(({ type }) => type === types.ROLE_ASSIGNMENT)
    .map(({ name }) => ownedSubscription(name)),
  ...each(
    types.STORAGE_ACCOUNT,
    ["I09", "allowSharedKeyAccess", undefined],
    ["I09", "isLocalUserEnabled", true],
    ["I09", "defaultToOAuthAuthentication", false],
  ),
  ...each(
    types.VAULT,
    ["I10", "properties.enableRbacAuthorization", false],
    ["I10", "properties.accessPolicies", [{ objectId: "00000000-0000-0000-0000-000000000006" }]],
  ),
  ...each(types.REGISTRY, ["I11", "adminUserEnabled", true]),
  input(
    "I11",
    types.ROLE_ASSIGNMENT,
    "kubelet-pull",
    "roleDefinitionId",
    roleDefinitionId("AcrPush", SUBSCRIPTION),
  ),
  ...each(
    types.LAUNCH_TEMPLATE,
    ["I14", "metadataOptions.httpTokens", "optional"],
    ["I14", "metadataOptions.httpPutResponseHopLimit", 2],
  ),
  ...each(types.IAM_POLICY, ["I15", "policy", EVERYTHING]),
  ...attachedByAws(),
  ...each(types.IAM_ROLE, ["I16", "assumeRolePolicy", EVERY_POD]),
  ...eachRule(types.ROLE),
  ...eachRule(types.CLUSTER_ROLE),
  ...each(types.ROLE_BINDING, ["I17", "roleRef.name", "cluster-admin"]),
  ...each(types.CLUSTER_ROLE_BINDING, ["I17", "roleRef.name", "cluster-admin"]),
];
