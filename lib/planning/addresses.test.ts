import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reservedCidrs } from "../../catalog/azure/limits.ts";
import { type AddressPlan, type AddressRequest, planAddresses } from "./addresses.ts";
import {
  type Cidr,
  cidrOf,
  contains,
  firstFree,
  formatCidr,
  overlaps,
  parseAddress,
  sizeOf,
} from "./cidr.ts";
import { InvalidInput } from "./problem.ts";

const sizing = fc.record({
  plannedMaxNodes: fc.integer({ min: 1, max: 5_000 }),
  rdma: fc.boolean(),
  surgeNodes: fc.integer({ min: 0, max: 500 }),
  lustreTiB: fc.option(fc.integer({ min: 1, max: 25_632 }), { nil: undefined }),
  firewall: fc.boolean(),
  runnerFirewall: fc.boolean(),
});

/** Networks that exist already, somewhere in private address space, none over another. */
const peers = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2 ** 24 - 1 }), fc.integer({ min: 12, max: 28 })), {
    maxLength: 6,
  })
  .map((seeds) =>
    seeds
      .map(([at, prefix]): Cidr => {
        const first = 10 * 2 ** 24 + at;
        return { first: first - (first % 2 ** (32 - prefix)), prefix };
      })
      .filter((range, index, all) => !all.slice(0, index).some((other) => overlaps(range, other))),
  );

const request = fc
  .tuple(sizing, peers)
  .map(([sizes, ranges]) => ({ ...sizes, peeredCidrs: ranges.map(formatCidr) }));

/** Every range of a plan that no other may touch. */
function rangesOf(plan: AddressPlan): Cidr[] {
  const hubs = [plan.hubVnet, plan.runnerHubVnet].filter((hub) => hub !== undefined);
  return [plan.vnet, plan.podCidr, plan.serviceCidr, ...hubs].map(cidrOf);
}

function expectSound(plan: AddressPlan, { rdma, peeredCidrs = [] }: AddressRequest): void {
  const taken = [
    ...rangesOf(plan),
    ...peeredCidrs.map(cidrOf),
    ...reservedCidrs.filter(({ rdmaOnly }) => rdma || !rdmaOnly).map(({ cidr }) => cidrOf(cidr)),
  ];
  for (const range of rangesOf(plan))
    expect(taken.filter((other) => overlaps(range, other))).toEqual([range]);

  const { firewall, runnerFirewall, ...inVnet } = plan.subnets;
  const subnets = Object.values(inVnet);
  for (const { cidr, needed } of subnets) {
    expect(contains(cidrOf(plan.vnet), cidrOf(cidr))).toBe(true);
    expect(sizeOf(cidrOf(cidr))).toBeGreaterThanOrEqual(needed);
    expect(subnets.filter((other) => overlaps(cidrOf(cidr), cidrOf(other.cidr)))).toHaveLength(1);
  }
  expect(firewall?.cidr).toBe(plan.hubVnet);
  expect(runnerFirewall?.cidr).toBe(plan.runnerHubVnet);
  const dns = (parseAddress(plan.dnsServiceIp) ?? 0) - cidrOf(plan.serviceCidr).first;
  expect(dns > 1 && dns < sizeOf(cidrOf(plan.serviceCidr))).toBe(true);
}

describe("plans", () => {
  test("ND H100 with 512 planned nodes", () => {
    expect(planAddresses({ plannedMaxNodes: 512, rdma: true, lustreTiB: 128, firewall: true })).toEqual({
      vnet: "10.0.0.0/21",
      subnets: {
        nodes: { cidr: "10.0.0.0/22", needed: 518, sum: "512 nodes + 1 surge + 5 reserved = 518" },
        system: { cidr: "10.0.4.0/25", needed: 115, sum: "100 nodes + 10 surge + 5 reserved = 115" },
        privateEndpoints: {
          cidr: "10.0.4.128/26",
          needed: 55,
          sum: "50 private endpoint addresses + 5 reserved = 55",
        },
        runner: { cidr: "10.0.4.192/28", needed: 16, sum: "11 machines + 5 reserved = 16" },
        apiServer: { cidr: "10.0.4.208/28", needed: 14, sum: "9 API server addresses + 5 reserved = 14" },
        lustre: { cidr: "10.0.5.0/24", needed: 256, sum: "Managed Lustre up to 196 TiB: a /24" },
        firewall: { cidr: "10.0.8.0/26", needed: 64, sum: "Azure Firewall: a /26 = 64" },
      },
      podCidr: "10.128.0.0/14",
      podSum: "(512 nodes + 1 surge + 110 system nodes) × /24 = 159,488 addresses",
      serviceCidr: "10.96.0.0/20",
      dnsServiceIp: "10.96.0.10",
      hubVnet: "10.0.8.0/26",
    });
  });

  test("are sound for whatever is asked for, and never refused", () => {
    fc.assert(
      fc.property(request, (wanted) => expectSound(planAddresses(wanted), wanted)),
      { numRuns: 300 },
    );
  });

  test("do not move when the runner or the nodes get a way out later", () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const plan = (firewall: boolean, runnerFirewall: boolean) =>
          planAddresses({ ...wanted, firewall, runnerFirewall });
        const { runnerHubVnet, subnets, ...rest } = plan(true, true);
        const { runnerFirewall, ...others } = subnets;
        expect({ ...rest, subnets: others }).toEqual(plan(true, false));
        expect(plan(false, true).runnerHubVnet).toBe(runnerHubVnet);
        expect(plan(false, false)).not.toHaveProperty("runnerHubVnet");
      }),
      { numRuns: 100 },
    );
  });

  test("hold every node, its pods and its surge", () => {
    fc.assert(
      fc.property(request, (wanted) => {
        const plan = planAddresses(wanted);
        const nodes = wanted.plannedMaxNodes + wanted.surgeNodes;
        expect(sizeOf(cidrOf(plan.subnets.nodes.cidr)) - 5).toBeGreaterThanOrEqual(nodes);
        expect(sizeOf(cidrOf(plan.podCidr)) / 256).toBeGreaterThanOrEqual(nodes + 100);
      }),
    );
  });

  test("stay as they are while the cluster grows", () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1 }), fc.integer({ min: 1 }), (wanted, a, b) => {
        const at = (nodes: number) =>
          planAddresses({ ...wanted, nodes: 1 + (nodes % wanted.plannedMaxNodes) });
        expect(at(a)).toEqual(at(b));
      }),
    );
  });

  test("do not move when a file system of the table or a firewall comes later", () => {
    fc.assert(
      fc.property(request, fc.integer({ min: 1, max: 400 }), (wanted, lustreTiB) => {
        const before = planAddresses({ ...wanted, lustreTiB: undefined, firewall: false });
        const after = planAddresses({ ...wanted, lustreTiB, firewall: true });
        const { lustre, firewall, ...others } = after.subnets;
        expect(others).toEqual(before.subnets);
        expect([lustre, firewall]).not.toContain(undefined);
        expect([after.vnet, after.podCidr, after.serviceCidr]).toEqual([
          before.vnet,
          before.podCidr,
          before.serviceCidr,
        ]);
      }),
    );
  });

  test("accept ranges of the user that are large enough and free, and use exactly those", () => {
    const parent = [cidrOf("10.0.0.0/8"), cidrOf("100.64.0.0/10")];
    fc.assert(
      fc.property(request, fc.integer({ min: 0, max: 3 }), fc.boolean(), (wanted, wider, withDns) => {
        const own = planAddresses(wanted);
        const taken = wanted.peeredCidrs.map(cidrOf);
        const move = (text: string, least: number): string | undefined => {
          const range = firstFree(parent, Math.max(cidrOf(text).prefix - wider, least), taken);
          if (range !== undefined) taken.push(range);
          return range && formatCidr(range);
        };
        const given = {
          podCidr: move(own.podCidr, 10),
          serviceCidr: move(own.serviceCidr, 13),
          vnet: move(own.vnet, 10),
        };
        const { podCidr, serviceCidr, vnet } = given;
        fc.pre(podCidr !== undefined && serviceCidr !== undefined && vnet !== undefined);
        const dnsServiceIp = withDns ? serviceCidr.replace(/\.0\/\d+$/, ".53") : undefined;
        const asked = { ...wanted, podCidr, serviceCidr, vnet, dnsServiceIp, firewall: false };
        const plan = planAddresses(asked);
        expectSound(plan, asked);
        expect(plan).toMatchObject(dnsServiceIp === undefined ? given : { ...given, dnsServiceIp });
      }),
    );
  });

  test("keep off the InfiniBand network, which other clusters may use", () => {
    const around = { plannedMaxNodes: 16, peeredCidrs: ["10.0.0.0/8"] };
    expect(planAddresses({ ...around, rdma: true }).vnet).toBe("172.17.0.0/22");
    expect(planAddresses({ ...around, rdma: false }).vnet).toBe("172.16.0.0/22");
  });

  test("file systems beyond the table get subnets in proportion", () => {
    const { lustre } = planAddresses({ plannedMaxNodes: 16, rdma: true, lustreTiB: 768 }).subnets;
    expect(lustre?.sum).toBe("Managed Lustre of 768 TiB: a /22, reckoned from a /23 for 400 TiB");
  });

  test("say where there is no room left", () => {
    expect(() =>
      planAddresses({ plannedMaxNodes: 5_000, rdma: true, peeredCidrs: ["10.0.0.0/8", "100.64.0.0/10"] }),
    ).toThrow(
      new InvalidInput("addresses", [
        {
          path: "podCidr",
          value: undefined,
          message:
            "no free /11 is left beside 10.0.0.0/8, 100.64.0.0/10, 172.17.0.0/18 and what Azure reserves",
          fix: "give smaller ranges for the others, or peer with less",
        },
      ]),
    );
  });
});
