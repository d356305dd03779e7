import { expect, test } from "vitest";
import { type ResourceType, resourceTypeOf, resourceTypes } from "../azure/types/index.ts";
import { declaredBy, outputsOf, previewOf, refreshed, requestOf } from "./shapes.ts";
import { UNKNOWN } from "./wire.ts";

function typeOf(token: string): ResourceType {
  return resourceTypeOf(`azure-native:${token}`) ?? expect.fail(`no ${token}`);
}

const CLUSTER = typeOf("containerservice:ManagedCluster");
const GROUP = "/subscriptions/s/resourceGroups/g";
const ID = `${GROUP}/providers/Microsoft.ContainerService/managedClusters/c`;
const inputs = {
  resourceGroupName: "g",
  resourceName: "c",
  location: "eastus",
  dnsPrefix: "c",
  oidcIssuerProfile: { enabled: true },
  agentPoolProfiles: [{ name: "system", count: 3 }],
};

/** What Azure answers for inputs. */
function answerTo(
  declared: Readonly<Record<string, unknown>>,
  added: Readonly<Record<string, unknown>> = {},
) {
  const { location, ...body } = requestOf(CLUSTER, {
    ...declared,
    ...CLUSTER.outputs?.(ID, declared),
    ...added,
  });
  return { id: ID, name: "c", type: CLUSTER.armType, location, ...body };
}

test("names and the API version are not sent", () => {
  expect(requestOf(CLUSTER, { ...inputs, azureApiVersion: "1" })).toEqual({
    location: "eastus",
    properties: {
      dnsPrefix: "c",
      oidcIssuerProfile: { enabled: true },
      agentPoolProfiles: [{ name: "system", count: 3 }],
    },
  });
});

test("the state keeps all of the answer", () => {
  const outputs = outputsOf(CLUSTER, ID, answerTo(inputs));
  expect(outputs).toMatchObject({
    name: "c",
    type: "Microsoft.ContainerService/managedClusters",
    azureApiVersion: CLUSTER.apiVersion,
    dnsPrefix: "c",
    provisioningState: "Succeeded",
    oidcIssuerProfile: { enabled: true, issuerURL: expect.stringContaining("oic.prod-aks.azure.com") },
  });
});

test("a preview echoes inputs and leaves open what only Azure knows", () => {
  expect(previewOf(CLUSTER, inputs)).toMatchObject({
    ...inputs,
    provisioningState: UNKNOWN,
    oidcIssuerProfile: { enabled: true, issuerURL: UNKNOWN },
  });
});

test.each(resourceTypes.map((type) => [type.token, type] as const))(
  "%s has a preview where nothing is known",
  (_, type) => {
    const unknown = Object.fromEntries(type.fields.map(({ path }) => [path.replace(/[.[].*/, ""), UNKNOWN]));
    expect(previewOf(type, unknown)).toMatchObject(unknown);
  },
);

test("an import finds what was declared, without what Azure made of it", () => {
  expect(declaredBy(CLUSTER, ID, answerTo(inputs))).toEqual(inputs);
});

test("an import keeps what a program can declare and Azure would have chosen otherwise", () => {
  const declared = { ...inputs, nodeResourceGroup: "mine" };
  expect(declaredBy(CLUSTER, ID, answerTo(declared, { nodeResourceGroup: "mine" }))).toEqual(declared);
});

test("a refresh takes over what changed, and nothing of what Azure added", () => {
  const before = outputsOf(CLUSTER, ID, answerTo(inputs));
  const failed = outputsOf(CLUSTER, ID, answerTo(inputs, { provisioningState: "Failed" }));
  expect(refreshed(CLUSTER, ID, inputs, { before, after: failed })).toEqual(inputs);

  const changed = { ...inputs, agentPoolProfiles: [{ name: "system", count: 5 }], tags: { by: "hand" } };
  const after = outputsOf(CLUSTER, ID, answerTo(changed));
  expect(refreshed(CLUSTER, ID, inputs, { before, after })).toEqual(changed);

  const { dnsPrefix: _, ...less } = inputs;
  const without = outputsOf(CLUSTER, ID, answerTo(less));
  expect(refreshed(CLUSTER, ID, inputs, { before, after: without })).toEqual(less);
});
