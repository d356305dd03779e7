import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatAddress, formatCidr } from "../../../lib/planning/cidr.ts";
import { nidList, resolveRootSquash, rootSquashProblems } from "./root-squash.ts";

test.each([
  [["10.0.4.7"], "10.0.4.7@tcp"],
  [["10.0.4.0/28"], "10.0.4.[0-15]@tcp"],
  [["10.0.4.128/25", "10.0.5.7/32"], "10.0.4.[128-255]@tcp;10.0.5.7@tcp"],
])("%j is %s to Lustre", (networks, list) => {
  expect(nidList(networks)).toBe(list);
});

test("every range of a /24 or less is accepted, and names its first and last address", () => {
  const ranges = fc.tuple(fc.nat(2 ** 32 - 1), fc.integer({ min: 24, max: 31 })).map(([address, prefix]) => {
    const size = 2 ** (32 - prefix);
    return { cidr: { first: address - (address % size), prefix }, size };
  });
  fc.assert(
    fc.property(ranges, ({ cidr, size }) => {
      const squash = resolveRootSquash({ adminNetworks: [formatCidr(cidr)] });
      expect(rootSquashProblems(squash, "rootSquash")).toEqual([]);
      const [, start, first, last] = /^(.*)\.\[(\d+)-(\d+)\]@tcp$/.exec(nidList(squash.adminNetworks)) ?? [];
      expect([`${start}.${first}`, `${start}.${last}`]).toEqual([
        formatAddress(cidr.first),
        formatAddress(cidr.first + size - 1),
      ]);
    }),
  );
});

describe("refused", () => {
  const networkRule = "must be an IPv4 address, or a range of a /24 or less without host bits";
  const idRule = "must be a whole number from 1 to 4294967295";
  const admins = ["10.0.4.0/28"];
  test.each<[string, Parameters<typeof resolveRootSquash>[0], object]>([
    [
      "nobody is root",
      { adminNetworks: [] },
      {
        path: "squash.adminNetworks",
        value: [],
        message: "at least one is needed: where nobody is root, nobody can make the first directory",
        fix: "write the range of the machines that administer the cluster",
      },
    ],
    ...["10.0.0.0/23", "10.0.4.1/28", "10.0.4", "0.0.0.0/0", "*@tcp", "10.0.4.7@tcp;*"].map(
      (network): [string, Parameters<typeof resolveRootSquash>[0], object] => [
        network,
        { adminNetworks: [...admins, network] },
        {
          path: "squash.adminNetworks[1]",
          value: network,
          message: networkRule,
          fix: "write for example 10.0.4.0/28",
        },
      ],
    ),
    [
      "squashed to root",
      { adminNetworks: admins, squashUid: 0 },
      { path: "squash.squashUid", value: 0, message: idRule, fix: "write 65534" },
    ],
    [
      "squashed to root's group",
      { adminNetworks: admins, squashGid: 0 },
      { path: "squash.squashGid", value: 0, message: idRule, fix: "write 65534" },
    ],
    [
      "an id that is no number of 32 bits",
      { adminNetworks: admins, squashUid: 2 ** 32 },
      { path: "squash.squashUid", value: 2 ** 32, message: idRule, fix: "write 65534" },
    ],
  ])("%s", (_name, squash, problem) => {
    expect(rootSquashProblems(resolveRootSquash(squash), "squash")).toEqual([problem]);
  });
});
