import type * as grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statusProto from "@pulumi/pulumi/proto/status_pb.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FakeArm } from "../testing/fake-arm.ts";
import { failure, GROUP, SUBNET, SUBSCRIPTION, subnet, urn, VAULT, vault } from "../testing/plugin-kit.ts";
import { RunningPlugin } from "../testing/running-plugin.ts";
import { type Properties, propertiesOf, structOf, UNKNOWN } from "./wire.ts";

const arm = new FakeArm();
let plugin: RunningPlugin;
let url: string;

beforeAll(async () => {
  url = await arm.listen();
  plugin = await RunningPlugin.start(url, { subscriptionId: SUBSCRIPTION.slice(15), location: "eastus" });
});
afterAll(() => {
  plugin.stop();
  arm.close();
});
beforeEach(() => arm.forget());

function create(type: string, inputs: Properties): Promise<provider.CreateResponse> {
  const request = new provider.CreateRequest().setUrn(urn(type)).setProperties(structOf(inputs));
  return plugin.call(plugin.client.create, request);
}

describe("create", () => {
  test("looks whether it exists, writes it in ARM's form, reads it, and says for whom", async () => {
    const response = await create("keyvault:Vault", { ...vault, azureApiVersion: "2024-11-01" });
    expect(arm.calls.map(({ call }) => call)).toEqual([`GET ${VAULT}`, `PUT ${VAULT}`, `GET ${VAULT}`]);
    expect(new Set(arm.calls.map((call) => call.urn))).toEqual(new Set([urn("keyvault:Vault")]));
    expect(arm.calls[1]?.body).toEqual({ location: "eastus", properties: vault.properties });
    expect(response.getId()).toBe(VAULT);
    expect(propertiesOf(response.getProperties())).toMatchObject({
      name: "kv",
      location: "eastus",
      properties: vault.properties,
      azureApiVersion: "2024-11-01",
    });
  });

  test.each([403, 404])(
    "takes what the write answered where it cannot be read afterwards: %d",
    async (status) => {
      arm.script = ({ call }) => {
        const written = arm.calls.some((earlier) => earlier.call.startsWith("PUT"));
        return call.startsWith("GET") && written ? { status, body: {} } : undefined;
      };
      const response = await create("network:Subnet", subnet);
      expect(response.getId()).toBe(SUBNET);
      expect(propertiesOf(response.getProperties())).toMatchObject({
        name: "s",
        addressPrefix: "10.0.0.0/24",
      });
    },
  );

  test("does not take over what exists", async () => {
    arm.resources.set(SUBNET, { id: SUBNET });
    const { details } = await failure(create("network:Subnet", subnet));
    expect(details).toBe(`cannot create already existing resource '${SUBNET}'`);
    expect(arm.calls.map(({ call }) => call)).toEqual([`GET ${SUBNET}`]);
  });

  test("takes over the part of a storage account that Azure makes with it", async () => {
    const id = `${GROUP}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default`;
    arm.resources.set(id, { id });
    const inputs = {
      resourceGroupName: "net",
      accountName: "a",
      blobServicesName: "default",
      isVersioningEnabled: true,
    };
    expect((await create("storage:BlobServiceProperties", inputs)).getId()).toBe(id);
    expect(arm.calls.map(({ call }) => call)).toEqual([`PUT ${id}`, `GET ${id}`]);
  });

  test("in a preview asks nobody, echoes the inputs and leaves open what only Azure knows", async () => {
    const request = new provider.CreateRequest()
      .setUrn(urn("keyvault:Vault"))
      .setProperties(structOf(vault))
      .setPreview(true);
    const response = await plugin.call(plugin.client.create, request);
    expect(arm.calls).toEqual([]);
    expect(response.getId()).toBe("");
    expect(propertiesOf(response.getProperties())).toEqual({
      ...vault,
      properties: { ...vault.properties, vaultUri: UNKNOWN, provisioningState: UNKNOWN },
    });
  });

  test("what Azure refuses is told in azure-native's words, and nothing is said to exist", async () => {
    const error = {
      code: "SubnetsNotInSameVnet",
      message: 'It says "no".',
      details: [{ code: "Inner", message: "unseen" }],
    };
    arm.script = ({ call }) => (call.startsWith("PUT") ? { status: 400, body: { error } } : undefined);
    const { details, metadata } = await failure(create("network:Subnet", subnet));
    expect(details).toBe('Status=400 Code="SubnetsNotInSameVnet" Message="It says "no"."');
    expect(metadata.get("grpc-status-details-bin")).toEqual([]);
  });

  test("what failed after Azure had accepted it exists, with the error and what can be read of it", async () => {
    arm.script = ({ call }) => {
      if (call.includes("/operations/"))
        return { status: 200, body: { status: "Failed", error: { code: "Broken", message: "half way" } } };
      if (!call.startsWith("PUT")) return undefined;
      arm.resources.set(SUBNET, {
        id: SUBNET,
        name: "s",
        properties: { addressPrefix: "10.0.0.0/24", provisioningState: "Failed" },
      });
      return {
        status: 201,
        headers: { "Azure-AsyncOperation": `${url}/operations/1` },
        body: { id: SUBNET },
      };
    };
    const { details, metadata } = await failure(create("network:Subnet", subnet));
    expect(details).toBe('Status=200 Code="Broken" Message="half way"');
    const [packed] = statusProto.Status.deserializeBinary(bytesIn(metadata)).getDetailsList();
    const failed = provider.ErrorResourceInitFailed.deserializeBinary(
      packed?.getValue_asU8() ?? new Uint8Array(),
    );
    expect(failed.getId()).toBe(SUBNET);
    expect(failed.getReasonsList()).toEqual([details]);
    expect(propertiesOf(failed.getInputs())).toEqual(subnet);
    expect(propertiesOf(failed.getProperties())).toMatchObject({ name: "s", provisioningState: "Failed" });
  });
});

function bytesIn(metadata: grpc.Metadata): Uint8Array {
  const [bytes] = metadata.get("grpc-status-details-bin");
  return bytes instanceof Uint8Array ? bytes : new Uint8Array();
}

describe("update", () => {
  test("writes all inputs without asking whether it exists", async () => {
    const request = new provider.UpdateRequest()
      .setUrn(urn("network:Subnet"))
      .setId(SUBNET)
      .setNews(structOf(subnet));
    const response = await plugin.call(plugin.client.update, request);
    expect(arm.calls.map(({ call }) => call)).toEqual([`PUT ${SUBNET}`, `GET ${SUBNET}`]);
    expect(propertiesOf(response.getProperties())).toMatchObject({ name: "s", addressPrefix: "10.0.0.0/24" });
  });

  test("in a preview keeps the name and leaves open what Azure may give anew", async () => {
    const request = new provider.UpdateRequest().setUrn(urn("keyvault:Vault")).setId(VAULT).setPreview(true);
    request.setOlds(structOf({ name: "kv" })).setNews(structOf(vault));
    const outputs = propertiesOf((await plugin.call(plugin.client.update, request)).getProperties());
    expect(arm.calls).toEqual([]);
    expect(outputs).toMatchObject({ name: "kv", properties: { vaultUri: UNKNOWN } });
  });
});

describe("delete", () => {
  const deletion = (type: string, id: string) =>
    plugin.call(plugin.client.delete, new provider.DeleteRequest().setUrn(urn(type)).setId(id));

  test("what is gone already counts as deleted", async () => {
    arm.script = () => ({ status: 404, body: { error: { code: "ResourceNotFound", message: "gone" } } });
    await deletion("network:Subnet", SUBNET);
    expect(arm.calls.map(({ call }) => call)).toEqual([`DELETE ${SUBNET}`]);
  });

  test("a lock is told as Azure tells it", async () => {
    arm.script = () => ({ status: 409, body: { error: { code: "ScopeLocked", message: "locked" } } });
    expect((await failure(deletion("network:Subnet", SUBNET))).details).toBe(
      'Status=409 Code="ScopeLocked" Message="locked"',
    );
  });

  test("a part of a storage account is set to its default state instead", async () => {
    const id = `${GROUP}/providers/Microsoft.Storage/storageAccounts/a/blobServices/default`;
    await deletion("storage:BlobServiceProperties", id);
    expect(arm.calls).toMatchObject([{ call: `PUT ${id}`, body: { properties: {} } }]);
  });
});
