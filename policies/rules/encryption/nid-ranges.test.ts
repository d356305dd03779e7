import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { networkRange, nidRange, overlap } from "./nid-ranges.ts";

test.each<[string, boolean]>([
  ["10.0.4.5@tcp", true],
  ["10.0.4.[192-207,240]@tcp", true],
  [" 10.0.*.* ", true],
  ["*@tcp", false],
  ["10.0.4@tcp", false],
  ["10.0.4.x@tcp", false],
  ["10.0.4.[1-]@tcp", false],
  ["", false],
])("%j is an address of Lustre: %s", (text, expected) => {
  expect(nidRange(text) !== undefined).toBe(expected);
});

test.each(["10.0.0.0", "fd00::/8", "10.0.0.0/33", ""])("%j is no network of IPv4", (text) => {
  expect(networkRange(text)).toBeUndefined();
});

describe("overlap", () => {
  test.each<[nid: string, cidr: string, expected: boolean]>([
    ["10.0.4.[192-207]@tcp", "10.0.4.192/28", true],
    ["10.0.4.[192-207]@tcp", "10.0.4.208/28", false],
    ["10.0.4.[1,250]@tcp", "10.0.4.240/28", true],
    ["10.0.*.7@tcp", "10.0.4.0/24", true],
    ["10.0.*.7@tcp", "10.0.4.8/29", false],
    ["10.1.0.1@tcp", "10.0.0.0/15", true],
  ])("%s and %s: %s", (nid, cidr, expected) => {
    expect(overlap(nidRange(nid) ?? [], networkRange(cidr) ?? [])).toBe(expected);
  });

  test("an address is in a network exactly when arithmetic says so", () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(
        fc.tuple(octet, octet, octet, octet),
        fc.integer({ min: 0, max: 32 }),
        octet,
        (address, bits, other) => {
          const number = (octets: readonly number[]) => octets.reduce((sum, value) => sum * 256 + value, 0);
          const network = [address[0], address[1], address[2], other];
          const size = 2 ** (32 - bits);
          const inside = Math.floor(number(address) / size) === Math.floor(number(network) / size);
          const nid = nidRange(`${address.join(".")}@tcp`) ?? [];
          expect(overlap(nid, networkRange(`${network.join(".")}/${bits}`) ?? [])).toBe(inside);
        },
      ),
    );
  });
});
