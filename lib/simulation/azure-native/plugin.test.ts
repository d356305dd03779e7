import provider from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { FakeArm } from "../testing/fake-arm.ts";
import { failure, SUBNET, SUBSCRIPTION, subnet, urn, VAULT, vault } from "../testing/plugin-kit.ts";
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

async function checked(type: string, news: Properties): Promise<Properties> {
  const request = new provider.CheckRequest().setUrn(urn(type)).setNews(structOf(news));
  return propertiesOf((await plugin.call(plugin.client.check, request)).getInputs());
}

describe("check", () => {
  test("fills in the provider's location and the API version, and takes what is given as it is", async () => {
    expect(
      await checked("network:VirtualNetwork", { virtualNetworkName: UNKNOWN, tags: { a: "b" } }),
    ).toEqual({
      azureApiVersion: "2024-05-01",
      location: "eastus",
      virtualNetworkName: UNKNOWN,
      tags: { a: "b" },
    });
    expect(await checked("network:VirtualNetwork", { location: "westus" })).toMatchObject({
      location: "westus",
    });
  });

  test("a type without a location gets none", async () => {
    expect(await checked("network:Subnet", subnet)).not.toHaveProperty("location");
  });

  test("a type that the simulation does not know is refused by name", async () => {
    const { details } = await failure(checked("web:WebApp", {}));
    expect(details).toContain("Resource type azure-native:web:WebApp not found");
  });
});

async function diff(
  type: string,
  olds: Properties,
  news: Properties,
  state: Properties = {},
): Promise<provider.DiffResponse> {
  const request = new provider.DiffRequest().setUrn(urn(type)).setOlds(structOf(state));
  return plugin.call(plugin.client.diff, request.setOldInputs(structOf(olds)).setNews(structOf(news)));
}

describe("diff", () => {
  test("equal inputs are no change", async () => {
    const response = await diff("network:Subnet", subnet, subnet);
    expect(response.getChanges()).toBe(provider.DiffResponse.DiffChanges.DIFF_NONE);
    expect(response.getReplacesList()).toEqual([]);
  });

  test("a change of the name replaces, and deletes the old one first", async () => {
    const response = await diff("network:Subnet", subnet, {
      ...subnet,
      subnetName: "t",
      natGateway: { id: "n" },
    });
    expect(response.getChanges()).toBe(provider.DiffResponse.DiffChanges.DIFF_SOME);
    expect(response.getReplacesList()).toEqual(["subnetName"]);
    expect(response.getDiffsList()).toEqual(["subnetName", "natGateway"]);
    expect(response.getDeletebeforereplace()).toBe(true);
    const details = new Map(response.getDetaileddiffMap().entries());
    expect(details.get("subnetName")?.getKind()).toBe(provider.PropertyDiff.Kind.UPDATE_REPLACE);
    expect(details.get("natGateway")?.getKind()).toBe(provider.PropertyDiff.Kind.ADD);
  });

  test("an imported resource has its API version among the outputs alone", async () => {
    const version = { azureApiVersion: "2024-05-01" };
    const response = await diff("network:Subnet", subnet, { ...subnet, ...version }, version);
    expect(response.getChanges()).toBe(provider.DiffResponse.DiffChanges.DIFF_NONE);
  });
});

describe("read", () => {
  const reading = (inputs?: Properties, outputs: Properties = {}) => {
    const request = new provider.ReadRequest()
      .setUrn(urn("keyvault:Vault"))
      .setId(VAULT)
      .setProperties(structOf(outputs));
    if (inputs !== undefined) request.setInputs(structOf(inputs));
    return plugin.call(plugin.client.read, request);
  };
  const answer = {
    id: VAULT,
    name: "kv",
    location: "eastus",
    properties: {
      ...vault.properties,
      vaultUri: "https://kv.vault.azure.net/",
      provisioningState: "Succeeded",
    },
  };

  test("what is gone has no id", async () => {
    expect((await reading(vault)).getId()).toBe("");
  });

  test("an import finds the inputs that a program would declare", async () => {
    arm.resources.set(VAULT, answer);
    const response = await reading();
    expect(propertiesOf(response.getInputs())).toEqual(vault);
    expect(propertiesOf(response.getProperties())).toMatchObject({
      properties: { vaultUri: "https://kv.vault.azure.net/" },
    });
  });

  test("a refresh keeps the inputs where nothing changed, and takes over what did", async () => {
    arm.resources.set(VAULT, answer);
    const outputs = propertiesOf((await reading()).getProperties());
    expect(propertiesOf((await reading(vault, outputs)).getInputs())).toEqual(vault);

    arm.resources.set(VAULT, { ...answer, tags: { by: "hand" } });
    expect(propertiesOf((await reading(vault, outputs)).getInputs())).toEqual({
      ...vault,
      tags: { by: "hand" },
    });
  });
});

test("an interrupted engine ends what waits, and its wait", async () => {
  const own = await RunningPlugin.start(url, { subscriptionId: SUBSCRIPTION.slice(15) });
  arm.holdsWaits = true;
  arm.script = () => ({ status: 429, headers: { "Retry-After": "30" }, body: {} });
  const request = new provider.DeleteRequest().setUrn(urn("network:Subnet")).setId(SUBNET);
  const failed = failure(own.call(own.client.delete, request));
  await arm.waited;
  await own.call(own.client.cancel, new empty.Empty());
  expect((await failed).details).toContain("aborted");
  await arm.hungUp;
  own.stop();
});
