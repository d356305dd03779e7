import { describe, expect, test } from "vitest";
import { planAddresses } from "../../../lib/planning/addresses.ts";
import { type EgressFirewallSettings, resolveEgressFirewallArgs } from "./index.ts";

const addresses = planAddresses({ plannedMaxNodes: 64, rdma: true, firewall: true });
const settings: EgressFirewallSettings = { firewallName: "egress", addresses };

const FQDN =
  "must be a host name, without scheme, port and path; a leading *. stands for all names under a domain of at least two parts\n    fix: write for example login.microsoftonline.com";

describe("N10 no allow-list of everything, no text that is no host", () => {
  test.each([
    "*",
    "*.com",
    "**.example.com",
    "example.*",
    "a.*.example.com",
    "https://example.com",
    "example.com:8443",
    "example.com/path",
    "localhost",
    "0.0.0.0/0",
    "10.0.0.1",
    "-a.example.com",
    "a..example.com",
    "example.com\n*",
    " ",
    "",
    `${"a".repeat(64)}.example.com`,
    `${"a.".repeat(126)}com`,
  ])("%j", (name) => {
    expect(() => resolveEgressFirewallArgs({ ...settings, allowedFqdns: ["pypi.org", name] }, "x")).toThrow(
      `EgressFirewall: 1 problem\n  x.allowedFqdns[1] = ${shown(name)}: ${FQDN}`,
    );
  });

  /** As problems show a value. */
  const shown = (name: string): string => {
    const json = JSON.stringify(name);
    return json.length > 80 ? `${json.slice(0, 79)}…` : json;
  };
});

test.each([
  "pypi.org",
  "*.example.com",
  "login.microsoftonline.com",
  "a-1.b2.co",
  "EXAMPLE.com",
  "xn--bcher-kva.example",
])("%s is a host", (name) => {
  expect(resolveEgressFirewallArgs({ ...settings, allowedFqdns: [name] }).allowList.allowedFqdns).toEqual([
    name,
  ]);
});

describe("refused", () => {
  const hub =
    "needs a hub network, and in it a subnet of at least a /26 for the firewall\n    fix: plan the addresses with firewall: true";
  const firewallAt = (cidr: string) => ({
    addresses: { ...addresses, subnets: { ...addresses.subnets, firewall: { cidr, needed: 1, sum: "" } } },
  });

  test.each<[string, Partial<EgressFirewallSettings>, string]>([
    [
      "a plan without a hub",
      { addresses: planAddresses({ plannedMaxNodes: 64, rdma: true }) },
      `addresses = {"hubVnet":"","subnets.firewall":""}: ${hub}`,
    ],
    ["a firewall outside of its hub", firewallAt("192.168.0.0/26"), hub],
    ["too little for a firewall", firewallAt(`${addresses.hubVnet?.split("/")[0]}/27`), hub],
    ["a malformed range", firewallAt("hub"), hub],
    [
      "an unknown zone",
      { zones: ["1", "4"] },
      'zones[1] = "4": must be one of 1, 2, 3\n    fix: leave zones out',
    ],
    [
      "a name that Azure refuses",
      { firewallName: "out!" },
      'firewallName = "out!": must be 2 to 50 letters, digits, underscores, periods and hyphens, the first a letter or digit, the last no period or hyphen\n    fix: write out',
    ],
    [
      "a tag that Azure refuses",
      { tags: { "a?": "" } },
      `tags.a? = "": a tag's name has no control character and none of < > % & \\ ? /`,
    ],
  ])("%s", (_name, change, message) => {
    const refusal = () => resolveEgressFirewallArgs({ ...settings, ...change });
    expect(refusal).toThrow("EgressFirewall: 1 problem\n");
    expect(refusal).toThrow(message);
  });
});

test("defaults", () => {
  expect(resolveEgressFirewallArgs(settings)).toEqual({
    hubVnetName: "egress-hub",
    hubCidr: addresses.hubVnet,
    firewallCidr: addresses.subnets.firewall?.cidr,
    sources: [addresses.subnets.nodes.cidr, addresses.subnets.system.cidr],
    allowList: { aks: true, allowedFqdns: [], packageArchives: [] },
    zones: ["1", "2", "3"],
  });
});

test("for the runner, whose way out it is alone", () => {
  const planned = planAddresses({ plannedMaxNodes: 64, rdma: true, firewall: true, runnerFirewall: true });
  const runner = { ...settings, addresses: planned, serves: "runner", allowedFqdns: ["github.com"] } as const;
  expect(
    resolveEgressFirewallArgs({ ...runner, packageArchives: ["azure.archive.ubuntu.com"] }),
  ).toMatchObject({
    hubCidr: planned.runnerHubVnet,
    firewallCidr: planned.subnets.runnerFirewall?.cidr,
    sources: [planned.subnets.runner.cidr],
    allowList: {
      aks: false,
      allowedFqdns: ["github.com"],
      packageArchives: ["azure.archive.ubuntu.com"],
    },
  });
  expect(() => resolveEgressFirewallArgs({ ...runner, addresses })).toThrow(
    "fix: plan the addresses with runnerFirewall: true",
  );
  expect(() => resolveEgressFirewallArgs({ ...runner, packageArchives: ["*"] })).toThrow(
    'packageArchives[0] = "*"',
  );
});
