import type { network } from "@pulumi/azure-native/types/input.js";
import { describe, expect, test } from "vitest";
import { planAddresses } from "../../../lib/planning/addresses.ts";
import type { SubnetRole } from "./flow.ts";
import { flowsOf } from "./flows.ts";
import { securityRules } from "./security-rules.ts";
import { addresses } from "./settings.fixture.ts";

const { subnets, podCidr } = addresses;
const [nodes, system, apiServer, endpoints, runner] = [
  subnets.nodes.cidr,
  subnets.system.cidr,
  subnets.apiServer.cidr,
  subnets.privateEndpoints.cidr,
  subnets.runner.cidr,
];
const lustre = subnets.lustre?.cidr ?? "no lustre";
const visitors = "10.200.0.0/16";
const roles: readonly SubnetRole[] = ["nodes", "system", "apiServer", "privateEndpoints", "runner", "lustre"];

type Reach = Parameters<typeof flowsOf>[0];
const isolated: Reach = { addresses, location: "eastus", allowedNetworks: [], egress: false };
const open: Reach = { ...isolated, allowedNetworks: [visitors], egress: true };

const rulesOf = (role: SubnetRole, reach: Reach): network.SecurityRuleArgs[] =>
  securityRules(role, flowsOf(reach));

/** A rule as one line: `nodes+pods > api 443,4443/Tcp`. */
function line(rule: network.SecurityRuleArgs): string {
  const names = new Map([
    [nodes, "nodes"],
    [system, "system"],
    [podCidr, "pods"],
    [apiServer, "api"],
    [endpoints, "endpoints"],
    [runner, "runner"],
    [lustre, "lustre"],
    [visitors, "visitors"],
  ]);
  const end = (one: unknown, many: unknown) =>
    (Array.isArray(many) ? many : [one]).map((prefix) => names.get(prefix) ?? prefix).join("+");
  const from = end(rule.sourceAddressPrefix, rule.sourceAddressPrefixes);
  const to = end(rule.destinationAddressPrefix, rule.destinationAddressPrefixes);
  const ports = Array.isArray(rule.destinationPortRanges)
    ? rule.destinationPortRanges.join(",")
    : rule.destinationPortRange;
  return `${rule.access === "Deny" ? "DENY " : ""}${from} > ${to} ${ports}/${rule.protocol}`;
}

const lines = (role: SubnetRole, direction: "Inbound" | "Outbound", reach: Reach): string[] =>
  rulesOf(role, reach)
    .filter((rule) => rule.direction === direction)
    .map(line);

const REST = "DENY * > * */*";
const CLUSTER = "nodes+system+pods > nodes+system+pods */*";
const PROBES = "AzureLoadBalancer > nodes+system+pods */Tcp";

test("a way out of the runner opens its subnet and no other", () => {
  const withWayOut: Reach = { ...isolated, runnerEgress: true };
  for (const role of roles.filter((other) => other !== "runner")) {
    expect(rulesOf(role, withWayOut)).toEqual(rulesOf(role, isolated));
  }
  expect(lines("runner", "Inbound", withWayOut)).toEqual(lines("runner", "Inbound", isolated));
  expect(lines("runner", "Outbound", withWayOut)).toEqual([
    ...lines("runner", "Outbound", isolated).slice(0, -1),
    "runner > Internet 80,443/Tcp",
    REST,
  ]);
});

describe("an isolated cluster allows exactly", () => {
  test.each<[SubnetRole, "Inbound" | "Outbound", string[]]>([
    [
      "nodes",
      "Inbound",
      [CLUSTER, PROBES, "api > nodes+system+pods */Tcp", "lustre > nodes+runner 988,1019-1023/Tcp"],
    ],
    [
      "nodes",
      "Outbound",
      [
        CLUSTER,
        "nodes+system > api 443,4443/Tcp",
        "nodes+system > endpoints 443/Tcp",
        "nodes+runner > lustre 988,1019-1023/Tcp",
      ],
    ],
    ["system", "Inbound", [CLUSTER, PROBES, "api > nodes+system+pods */Tcp"]],
    ["system", "Outbound", [CLUSTER, "nodes+system > api 443,4443/Tcp", "nodes+system > endpoints 443/Tcp"]],
    [
      "apiServer",
      "Inbound",
      ["nodes+system > api 443,4443/Tcp", "AzureLoadBalancer > api 9988/Tcp", "runner > api 443/Tcp"],
    ],
    ["apiServer", "Outbound", ["api > nodes+system+pods */Tcp", "api > endpoints 443/Tcp"]],
    [
      "privateEndpoints",
      "Inbound",
      ["nodes+system > endpoints 443/Tcp", "api > endpoints 443/Tcp", "runner > endpoints 443/Tcp"],
    ],
    ["privateEndpoints", "Outbound", []],
    ["runner", "Inbound", ["lustre > nodes+runner 988,1019-1023/Tcp"]],
    [
      "runner",
      "Outbound",
      ["runner > api 443/Tcp", "runner > endpoints 443/Tcp", "nodes+runner > lustre 988,1019-1023/Tcp"],
    ],
    [
      "lustre",
      "Inbound",
      ["nodes+runner > lustre 988,1019-1023/Tcp", "lustre > lustre */*", "AzureMonitor > lustre */Tcp"],
    ],
    [
      "lustre",
      "Outbound",
      [
        "lustre > nodes+runner 988,1019-1023/Tcp",
        "lustre > lustre */*",
        "lustre > AzureMonitor 443/Tcp",
        "lustre > AzureKeyVault.eastus 443/Tcp",
        "lustre > AzureActiveDirectory 443/Tcp",
        "lustre > Storage.eastus 443/Tcp",
        "lustre > GuestAndHybridManagement 443/Tcp",
        "lustre > ApiManagement.eastus 443/Tcp",
        "lustre > AzureDataLake 443/Tcp",
        "lustre > AzureResourceManager 443/Tcp",
        "lustre > EventHub 443/Tcp",
        "lustre > 168.61.215.74/32 123/Udp",
        "lustre > 20.34.120.0/21 443/Tcp",
      ],
    ],
  ])("%s, %s", (role, direction, expected) => {
    expect(lines(role, direction, isolated)).toEqual([...expected, REST]);
  });
});

test("allowed networks reach the API server and the endpoints, and nothing else", () => {
  const reached = roles.filter((role) =>
    lines(role, "Inbound", open).some((text) => text.startsWith("visitors")),
  );
  expect(reached).toEqual(["apiServer", "privateEndpoints"]);
  expect(lines("apiServer", "Inbound", open)).toContain("visitors > api 443/Tcp");
  expect(lines("privateEndpoints", "Inbound", open)).toContain("visitors > endpoints 443/Tcp");
});

test("with a firewall, nodes alone may send HTTPS beyond the network", () => {
  const leaving = roles.flatMap((role) =>
    lines(role, "Outbound", open).filter((text) => text.includes("Internet")),
  );
  expect(leaving).toEqual(["nodes+system > Internet 443/Tcp", "nodes+system > Internet 443/Tcp"]);
});

test("N09 nothing comes in from the internet or from everywhere, whatever is switched on", () => {
  const sources = roles.flatMap((role) => lines(role, "Inbound", open)).filter((text) => text !== REST);
  expect(sources.filter((text) => /^(?:\*|Internet|VirtualNetwork|0\.0\.0\.0\/0) /.test(text))).toEqual([]);
});

test("isolated, only Lustre's servers may send anything beyond the network", () => {
  const own = /^\S+ > (?:nodes|system|pods|api|endpoints|runner|lustre|\+)+ /;
  const beyond = roles.filter((role) =>
    lines(role, "Outbound", isolated).some((text) => text !== REST && !own.test(text)),
  );
  expect(beyond).toEqual(["lustre"]);
});

test("without Lustre there is none of its rules", () => {
  const plain = { ...isolated, addresses: planAddresses({ plannedMaxNodes: 16, rdma: true }) };
  const names = roles.flatMap((role) => rulesOf(role, plain).map(({ name }) => String(name)));
  expect(names.filter((name) => name.includes("lustre"))).toEqual([]);
});

describe.each(roles)("the security group of %s", (role) => {
  const rules = rulesOf(role, open);

  test("has one name and one priority for each rule, and denies last", () => {
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    for (const direction of ["Inbound", "Outbound"]) {
      const own = rules.filter((rule) => rule.direction === direction);
      const priorities = own.map(({ priority }) => Number(priority));
      expect(priorities).toEqual([...new Set(priorities)].toSorted((a, b) => a - b));
      expect(own.at(-1)).toMatchObject({
        access: "Deny",
        priority: 4096,
        protocol: "*",
        destinationPortRange: "*",
      });
    }
  });

  test("writes what Azure takes in the singular only as such", () => {
    const lists = rules.flatMap((rule) => [
      rule.sourceAddressPrefixes,
      rule.destinationAddressPrefixes,
      rule.destinationPortRanges,
    ]);
    expect(
      lists.flatMap((list) => (Array.isArray(list) ? list : [])).filter((text) => !/^\d/.test(String(text))),
    ).toEqual([]);
  });
});
