import { describe, expect, test } from "vitest";
import { guidOf } from "../types/rows.ts";
import { networkSerialisation } from "./network-serialisation.ts";
import { ids, vnet } from "./testing/objects.ts";
import { answer, atWork, put, remove, SUBSCRIPTION, stored } from "./testing/situation.ts";

const endpoint = (id: string, subnet: string) => put(id, { subnet: { id: subnet } });
const peering = put(`${ids.vnet}/virtualNetworkPeerings/hub`);
const busy = (write: ReturnType<typeof put>, endsAt = 600) => ({
  resources: [vnet],
  running: [atWork(write, endsAt)],
});

describe("parts of one network", () => {
  test.each([
    ["two subnets", put(ids.otherSubnet), put(ids.subnet)],
    ["a subnet that goes", remove(stored(ids.otherSubnet)), put(ids.subnet)],
    ["a peering beside a subnet", peering, put(ids.subnet)],
    ["a subnet of a network that is updated", put(ids.subnet), put(ids.vnet)],
  ])("wait for each other: %s", (_name, write, other) => {
    expect(answer(networkSerialisation, write, busy(other))).toEqual({
      status: 409,
      code: "AnotherOperationInProgress",
      message: `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com${SUBSCRIPTION}/providers/Microsoft.Network/locations/eastus/operations/${guidOf(other.id, "operation")}?api-version=2024-05-01.`,
      retried: true,
    });
  });
});

describe("what is put into a subnet", () => {
  test.each([
    [
      "two endpoints in one",
      endpoint(ids.endpoint, ids.subnet),
      endpoint(ids.otherEndpoint, ids.subnet),
      "PutPrivateEndpointOperation",
    ],
    [
      "an endpoint in one that is updated",
      endpoint(ids.endpoint, ids.subnet),
      put(ids.subnet),
      "PutSubnetOperation",
    ],
    [
      "an update of one into which one comes",
      put(ids.subnet),
      endpoint(ids.endpoint, ids.subnet),
      "PutPrivateEndpointOperation",
    ],
    [
      "an endpoint in a network that goes",
      endpoint(ids.endpoint, ids.subnet),
      remove(vnet),
      "DeleteVirtualNetworkOperation",
    ],
  ])("waits: %s", (_name, write, other, operation) => {
    expect(answer(networkSerialisation, write, busy(other, 9.5))).toEqual({
      status: 429,
      code: "RetryableErrorDueToAnotherOperation",
      message: `Operation ${operation} (${guidOf(other.id, "operation")}) is updating resource ${other.id}. The call can be retried in 10 seconds.`,
      retryAfterSeconds: 10,
      retried: true,
    });
  });

  test("is asked to wait 14 seconds at most", () => {
    const answered = answer(networkSerialisation, endpoint(ids.endpoint, ids.subnet), busy(put(ids.subnet)));
    expect(answered?.retryAfterSeconds).toBe(14);
  });
});

test.each([
  ["another network", put(ids.subnet.replace("/vnet/", "/hub/")), put(ids.subnet)],
  [
    "endpoints in two subnets",
    endpoint(ids.endpoint, ids.subnet),
    endpoint(ids.otherEndpoint, ids.otherSubnet),
  ],
  ["an endpoint beside another subnet", endpoint(ids.endpoint, ids.subnet), put(ids.otherSubnet)],
  ["a security group", put(ids.securityGroup), put(ids.subnet)],
  [
    "another service",
    put(ids.cluster, { apiServerAccessProfile: { subnetId: ids.subnet } }),
    put(ids.subnet),
  ],
])("%s is let pass", (_name, write, other) => {
  expect(answer(networkSerialisation, write, busy(other))).toBeUndefined();
});
