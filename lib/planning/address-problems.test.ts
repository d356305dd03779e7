import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AddressPaths, type AddressRequest, planAddresses } from "./addresses.ts";
import { InvalidInput, type Problem } from "./problem.ts";

const small = { plannedMaxNodes: 16, rdma: true };

function problemsOf(request: AddressRequest, paths?: AddressPaths): readonly Problem[] {
  try {
    planAddresses(request, paths);
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems;
    throw error;
  }
  return [];
}

const noRange = "is no IPv4 range: four numbers from 0 to 255, a slash, and a prefix length from 0 to 32";
const ofCluster = "must be a whole number from 1 to 5,000: an AKS cluster has at most 5,000 nodes";

describe("refuses, each with a range that works", () => {
  test.each<[string, Partial<AddressRequest>, Problem]>([
    [
      "a negative count",
      { plannedMaxNodes: -1 },
      { path: "plannedMaxNodes", value: -1, message: ofCluster, fix: "write 1" },
    ],
    [
      "a fraction",
      { plannedMaxNodes: 2.5 },
      { path: "plannedMaxNodes", value: 2.5, message: ofCluster, fix: "write 3" },
    ],
    [
      "a huge count",
      { plannedMaxNodes: 1e9 },
      { path: "plannedMaxNodes", value: 1e9, message: ofCluster, fix: "write 5000" },
    ],
    [
      "a negative surge",
      { surgeNodes: -1 },
      {
        path: "surgeNodes",
        value: -1,
        message: "must be a whole number from 0 to 5,000: an AKS cluster has at most 5,000 nodes",
        fix: "write 0",
      },
    ],
    [
      "a file system that nobody has",
      { lustreTiB: 1e6 },
      {
        path: "lustreTiB",
        value: 1e6,
        message:
          "must be a whole number from 1 to 25,632: the largest file system that was ever shown has 25,632 TiB",
        fix: "write 25632",
      },
    ],
    [
      "more nodes than the network holds",
      { nodes: 20 },
      {
        path: "nodes",
        value: 20,
        message:
          "more than the 16 nodes for which plannedMaxNodes sizes the network, which cannot grow later",
        fix: "write 16, or raise plannedMaxNodes in a new network",
      },
    ],
    [
      "a malformed range",
      { vnet: "10.0.0.0/33" },
      { path: "vnet", value: "10.0.0.0/33", message: noRange, fix: "write 10.0.0.0/22" },
    ],
    [
      "a malformed range of a peer",
      { peeredCidrs: ["10.1.0.0"] },
      {
        path: "peeredCidrs[0]",
        value: "10.1.0.0",
        message: noRange,
        fix: "write the peered network's own range",
      },
    ],
    [
      "host bits",
      { vnet: "10.0.0.5/20" },
      {
        path: "vnet",
        value: "10.0.0.5/20",
        message: "bits after the /20 are set: the range that holds it is 10.0.0.0/20",
        fix: "write 10.0.0.0/20",
      },
    ],
    [
      "a network over the InfiniBand network",
      { vnet: "172.16.8.0/21" },
      {
        path: "vnet",
        value: "172.16.8.0/21",
        message: "overlaps 172.16.0.0/16: Azure's InfiniBand network uses it",
        fix: "write 10.0.0.0/22",
      },
    ],
    ...(
      [
        ["169.254.0.0/16", "169.254.0.0/16: AKS reserves it, link-local addresses"],
        ["172.30.0.0/16", "172.30.0.0/16: AKS reserves it"],
        ["172.31.0.0/16", "172.31.0.0/16: AKS reserves it"],
        ["127.128.0.0/9", "127.0.0.0/8: loopback addresses, which Azure refuses"],
        ["168.63.0.0/16", "168.63.129.16/32: Azure's own DNS and health probes"],
        ["230.0.0.0/8", "224.0.0.0/4: multicast addresses, which Azure refuses"],
      ] as const
    ).map(([podCidr, reserved]): [string, Partial<AddressRequest>, Problem] => [
      `pods in ${podCidr}`,
      { podCidr },
      { path: "podCidr", value: podCidr, message: `overlaps ${reserved}`, fix: "write 10.128.0.0/17" },
    ]),
    [
      "services in a documentation range",
      { serviceCidr: "192.0.2.0/24" },
      {
        path: "serviceCidr",
        value: "192.0.2.0/24",
        message: "overlaps 192.0.2.0/24: AKS reserves it",
        fix: "write 10.96.0.0/20",
      },
    ],
    [
      "pods over the network",
      { vnet: "10.0.0.0/16", podCidr: "10.0.0.0/15" },
      {
        path: "podCidr",
        value: "10.0.0.0/15",
        message: "overlaps vnet, 10.0.0.0/16",
        fix: "write 10.128.0.0/17",
      },
    ],
    [
      "services over a peer",
      { serviceCidr: "10.9.0.0/16", peeredCidrs: ["10.9.8.0/24"] },
      {
        path: "serviceCidr",
        value: "10.9.0.0/16",
        message: "overlaps peeredCidrs[0], 10.9.8.0/24",
        fix: "write 10.96.0.0/20",
      },
    ],
    [
      "peers over each other",
      { peeredCidrs: ["10.9.0.0/16", "10.9.8.0/24"] },
      {
        path: "peeredCidrs[1]",
        value: "10.9.8.0/24",
        message: "overlaps peeredCidrs[0], 10.9.0.0/16",
        fix: "write the peered network's own range",
      },
    ],
    [
      "a network that is too small",
      { vnet: "10.7.2.0/25" },
      {
        path: "vnet",
        value: "10.7.2.0/25",
        message:
          "too small: it must be a /24 or larger, for the subnets nodes /27 (16 nodes + 1 surge + 5 reserved = 22), system /25 (100 nodes + 10 surge + 5 reserved = 115), privateEndpoints /26 (50 private endpoint addresses + 5 reserved = 55), runner /28 (11 machines + 5 reserved = 16), apiServer /28 (9 API server addresses + 5 reserved = 14)",
        fix: "write 10.7.0.0/22",
      },
    ],
    [
      "too few addresses for pods",
      { podCidr: "10.200.0.0/18" },
      {
        path: "podCidr",
        value: "10.200.0.0/18",
        message:
          "too small: it must be a /17 or larger, for (16 nodes + 1 surge + 110 system nodes) × /24 = 32,512 addresses",
        fix: "write 10.200.0.0/17",
      },
    ],
    ...["10.96.0.0/12", "10.96.0.0/30"].map((serviceCidr): [string, Partial<AddressRequest>, Problem] => [
      `services in ${serviceCidr}`,
      { serviceCidr },
      {
        path: "serviceCidr",
        value: serviceCidr,
        message: "a service range is smaller than a /12 and holds at least 8 addresses: /13 to /29",
        fix: "write 10.96.0.0/20",
      },
    ]),
    [
      "a DNS address outside the services",
      { serviceCidr: "10.96.0.0/20", dnsServiceIp: "10.97.0.10" },
      {
        path: "dnsServiceIp",
        value: "10.97.0.10",
        message: "is not inside serviceCidr, 10.96.0.0/20",
        fix: "write 10.96.0.10",
      },
    ],
    ...["10.96.0.0", "10.96.0.1"].map((dnsServiceIp): [string, Partial<AddressRequest>, Problem] => [
      `the DNS address ${dnsServiceIp}`,
      { serviceCidr: "10.96.0.0/20", dnsServiceIp },
      {
        path: "dnsServiceIp",
        value: dnsServiceIp,
        message: "the first two addresses of serviceCidr, 10.96.0.0/20 are its own and the API server's",
        fix: "write 10.96.0.10",
      },
    ]),
    [
      "a malformed DNS address",
      { serviceCidr: "10.96.0.0/29", dnsServiceIp: "10.96.0" },
      {
        path: "dnsServiceIp",
        value: "10.96.0",
        message: "is no IPv4 address: four numbers from 0 to 255",
        fix: "write 10.96.0.6",
      },
    ],
    [
      "a DNS address without a range",
      { dnsServiceIp: "10.96.0.10" },
      {
        path: "dnsServiceIp",
        value: "10.96.0.10",
        message: "an address of a range that is not given: the plan chooses serviceCidr",
        fix: "leave it out, or give serviceCidr too",
      },
    ],
  ])("%s", (_, bad, problem) => expect(problemsOf({ ...small, ...bad })).toEqual([problem]));
});

test("172.16.0.0/12 is refused for every reserved range in it", () => {
  const messages = problemsOf({ ...small, vnet: "172.16.0.0/12" }).map(({ message }) => message);
  expect(messages).toEqual([
    "overlaps 172.16.0.0/16: Azure's InfiniBand network uses it",
    "overlaps 172.30.0.0/16: AKS reserves it",
    "overlaps 172.31.0.0/16: AKS reserves it",
  ]);
});

test("the InfiniBand network is free for clusters without InfiniBand", () => {
  expect(problemsOf({ plannedMaxNodes: 16, rdma: false, vnet: "172.16.8.0/21" })).toEqual([]);
});

test("reports everything at once, at the paths of the user's input", () => {
  const bad = {
    plannedMaxNodes: 0,
    rdma: true,
    vnet: "x",
    podCidr: "172.30.0.0/16",
    peeredCidrs: ["10.0.0.1/16"],
  };
  const paths = {
    plannedMaxNodes: "e.plannedMaxNodes",
    vnet: "e.network.vnet",
    podCidr: "e.network.podCidr",
  };
  expect(
    problemsOf(bad, { ...paths, peeredCidrs: ["e.peerings[0].cidrs[0]"] }).map(({ path }) => path),
  ).toEqual(["e.plannedMaxNodes", "e.peerings[0].cidrs[0]", "e.network.vnet", "e.network.podCidr"]);
});

test("a range that is proposed is accepted", () => {
  const octet = fc.integer({ min: 0, max: 256 });
  const text = fc
    .tuple(fc.constantFrom(10, 100, 169, 172, 192), octet, octet, fc.integer({ min: 6, max: 33 }))
    .map(([a, b, c, prefix]) => `${a}.${b}.${c}.0/${prefix}`);
  const field = fc.constantFrom("vnet", "podCidr", "serviceCidr" as const);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), field, text, (plannedMaxNodes, name, value) => {
      const request = { plannedMaxNodes, rdma: true };
      for (const { path, fix } of problemsOf({ ...request, [name]: value })) {
        expect(path).toBe(name);
        expect(problemsOf({ ...request, [name]: fix.replace("write ", "") })).toEqual([]);
      }
    }),
  );
});
