import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AddressPlan } from "../../../lib/planning/addresses.ts";
import { planAddresses } from "../../../lib/planning/addresses.ts";
import { type IsolatedNetworkSettings, resolveIsolatedNetworkArgs } from "./index.ts";
import { addresses, args } from "./settings.fixture.ts";

const refusal = (change: Partial<IsolatedNetworkSettings>) => () =>
  resolveIsolatedNetworkArgs({ ...args, ...change });

/** The plan, with a subnet in another range. */
function moved(role: keyof AddressPlan["subnets"], cidr: string): { addresses: AddressPlan } {
  const subnet = { cidr, needed: 1, sum: "" };
  return { addresses: { ...addresses, subnets: { ...addresses.subnets, [role]: subnet } } };
}

const plan = (change: Partial<AddressPlan>): { addresses: AddressPlan } => ({
  addresses: { ...addresses, ...change },
});

const peered = (cidr: string): Partial<IsolatedNetworkSettings> => ({
  peerings: [{ name: "storage", vnetId: "/vnets/storage", cidrs: [cidr] }],
});

const NAME_RULE =
  "letters, digits, underscores, periods and hyphens, the first a letter or digit, the last no period or hyphen";

describe("refused", () => {
  test.each<[string, Partial<IsolatedNetworkSettings>, string]>([
    [
      "B25 a malformed range",
      plan({ podCidr: "10.0.0.0/33" }),
      '  addresses.podCidr = "10.0.0.0/33": is no IPv4 range: four numbers from 0 to 255, a slash, and a prefix length from 0 to 32\n    fix: write for example 10.0.0.0/16',
    ],
    [
      "B26 host bits",
      plan({ vnet: "10.0.0.5/8" }),
      '  addresses.vnet = "10.0.0.5/8": a range begins at its first address: bits after the /8 are set\n    fix: write 10.0.0.0/8',
    ],
    [
      "B27 subnets that overlap",
      moved("runner", addresses.subnets.apiServer.cidr),
      `  addresses.subnets.runner = "${addresses.subnets.apiServer.cidr}": overlaps addresses.subnets.apiServer, ${addresses.subnets.apiServer.cidr}\n    fix: take another range for one of them`,
    ],
    [
      "B27 a subnet outside of the network",
      moved("runner", "192.168.7.0/24"),
      `  addresses.subnets.runner = "192.168.7.0/24": lies outside of addresses.vnet, ${addresses.vnet}\n    fix: take a range in ${addresses.vnet}`,
    ],
    [
      "B28 services in the network's range",
      plan({ serviceCidr: addresses.vnet }),
      `  addresses.serviceCidr = "${addresses.vnet}": overlaps addresses.vnet, ${addresses.vnet}\n    fix: take another range for one of them`,
    ],
    [
      "B28 pods in a peer's range",
      peered(addresses.podCidr),
      `  addresses.podCidr = "${addresses.podCidr}": overlaps peerings[0].cidrs[0], ${addresses.podCidr}\n    fix: take another range for one of them`,
    ],
    [
      "a malformed range of a peer",
      peered("campus"),
      '  peerings[0].cidrs[0] = "campus": is no IPv4 range: four numbers from 0 to 255, a slash, and a prefix length from 0 to 32\n    fix: write for example 10.0.0.0/16',
    ],
    [
      "B30 too little for the API server",
      moved("apiServer", addresses.subnets.apiServer.cidr.replace("/28", "/29")),
      `  addresses.subnets.apiServer = "${addresses.subnets.apiServer.cidr.replace("/28", "/29")}": AKS needs at least a /28 for the API server\n    fix: take a /28`,
    ],
    [
      "N09 everybody",
      { allowedNetworks: ["0.0.0.0/0"] },
      '  allowedNetworks[0] = "0.0.0.0/0": must lie in a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10): nothing comes in from the internet\n    fix: write the range of a peered or connected network',
    ],
    [
      "a public range",
      { allowedNetworks: ["8.8.8.0/24"] },
      '  allowedNetworks[0] = "8.8.8.0/24": must lie in a private range (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10): nothing comes in from the internet\n    fix: write the range of a peered or connected network',
    ],
    [
      "a malformed range of visitors",
      { allowedNetworks: ["*"] },
      '  allowedNetworks[0] = "*": is no IPv4 range: four numbers from 0 to 255, a slash, and a prefix length from 0 to 32\n    fix: write for example 10.0.0.0/16',
    ],
    [
      "host bits in a range of visitors",
      { allowedNetworks: ["10.1.2.3/16"] },
      '  allowedNetworks[0] = "10.1.2.3/16": a range begins at its first address: bits after the /16 are set\n    fix: write 10.1.0.0/16',
    ],
    [
      "a name that AKS cannot label nodes with",
      { vnetName: "v".repeat(61) },
      `  vnetName = "${"v".repeat(61)}": must be 2 to 60 ${NAME_RULE}\n    fix: write ${"v".repeat(60)}`,
    ],
    [
      "B58 a name with a command",
      { vnetName: "$(rm -rf /)" },
      `  vnetName = "$(rm -rf /)": must be 2 to 60 ${NAME_RULE}\n    fix: write rm-rf`,
    ],
    [
      "B64 a region's display name",
      { location: "West Europe" },
      '  location = "West Europe": must be a region\'s short name: lower-case letters and digits\n    fix: write westeurope',
    ],
    [
      "a zone that is no domain",
      { privateDnsZones: ["local"] },
      '  privateDnsZones[0] = "local": must be a domain of at least two parts, in lower case\n    fix: write for example privatelink.vaultcore.azure.net',
    ],
    [
      "a zone twice",
      { privateDnsZones: ["a.example", "a.example"] },
      '  privateDnsZones[1] = "a.example": stands there already\n    fix: remove one of them',
    ],
    [
      "a tag that is Azure's own",
      { tags: { "azure-x": "1" } },
      '  tags.azure-x = "1": tag names that begin with microsoft, azure or windows are Azure\'s own\n    fix: rename or shorten the tag',
    ],
  ])("%s", (_name, change, message) => {
    expect(refusal(change)).toThrow(`IsolatedNetwork: 1 problem\n${message}`);
  });

  test("a peering twice, or with a name that Azure refuses", () => {
    const peering = { vnetId: "/vnets/a", cidrs: [] };
    expect(
      refusal({
        peerings: [
          { ...peering, name: "a/b" },
          { ...peering, name: "a/b" },
        ],
      }),
    ).toThrow(
      /^IsolatedNetwork: 3 problems\n.*peerings\[0\]\.name.*\n.*write a-b\n.*peerings\[1\]\.name.*\n.*\n.*peerings\[1\]\.name = "a\/b": stands there already/,
    );
  });

  test("everything at once", () => {
    expect(refusal({ vnetName: "", location: "", allowedNetworks: ["x", "y"] })).toThrow(
      "IsolatedNetwork: 4 problems",
    );
  });
});

describe("nothing valid is refused", () => {
  test("every plan of planAddresses", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4000 }),
        fc.boolean(),
        fc.option(fc.constantFrom(8, 128, 400, 2500), { nil: undefined }),
        fc.boolean(),
        (plannedMaxNodes, rdma, lustreTiB, firewall) => {
          const request = { plannedMaxNodes, rdma, firewall, ...(lustreTiB !== undefined && { lustreTiB }) };
          resolveIsolatedNetworkArgs({ ...args, addresses: planAddresses(request) });
        },
      ),
    );
  });

  test.each(["10.0.0.0/8", "172.31.255.0/24", "192.168.1.7/32", "100.64.0.0/10"])(
    "visitors from %s",
    (cidr) => {
      expect(resolveIsolatedNetworkArgs({ ...args, allowedNetworks: [cidr] }).allowedNetworks).toEqual([
        cidr,
      ]);
    },
  );

  test("nobody comes in and nothing is peered unless it is said", () => {
    expect(resolveIsolatedNetworkArgs(args)).toEqual({ peerings: [], allowedNetworks: [] });
  });
});
