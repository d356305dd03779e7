import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { type Cidr, firstFree, formatCidr, parseCidr, sizeOf } from "../planning/cidr.ts";
import { addressMapsOf } from "./address-map.ts";
import type { AddressRange } from "./addresses.ts";

function range(kind: AddressRange["kind"], cidr: AddressRange["cidr"], name: string = kind): AddressRange {
  return { urn: name, name, kind, cidr, addresses: UNKNOWN, usedBy: [] };
}

describe("addressMapsOf", () => {
  test("a quarter of the addresses is a quarter of the map, in the order of addresses", () => {
    const [map] = addressMapsOf([
      range("virtual network", "10.0.0.0/24"),
      range("subnet", "10.0.0.64/26", "a"),
    ]);
    expect(map?.blocks).toEqual([
      { cidr: "10.0.0.0/26", addresses: 64, subnet: null, x: 0, y: 0, width: 0.5, height: 0.5 },
      { cidr: "10.0.0.64/26", addresses: 64, subnet: "a", x: 0, y: 0.5, width: 0.5, height: 0.5 },
      { cidr: "10.0.0.128/25", addresses: 128, subnet: null, x: 0.5, y: 0, width: 0.5, height: 1 },
    ]);
  });

  test("what is not known, what is not IPv4 and what lies elsewhere is on no map", () => {
    const maps = addressMapsOf([
      range("virtual network", UNKNOWN),
      range("virtual network", "fd00::/48"),
      range("virtual network", "10.0.0.0/24"),
      range("subnet", "192.168.0.0/24"),
      range("pods", "10.0.0.0/25"),
    ]);
    expect(maps.map(({ blocks }) => blocks.map(({ subnet }) => subnet))).toEqual([[null]]);
  });

  test("blocks cover each address once, and areas are shares of the addresses", () => {
    const prefixes = fc.array(fc.integer({ min: 21, max: 29 }), { maxLength: 12 });
    fc.assert(
      fc.property(prefixes, (wanted) => {
        const network = parseCidr("10.0.0.0/20");
        if (network === undefined) throw new Error("no range");
        const taken: Cidr[] = [];
        for (const prefix of wanted) {
          const free = firstFree([network.cidr], prefix, taken);
          if (free !== undefined) taken.push(free);
        }
        const subnets = taken.map((cidr) => range("subnet", formatCidr(cidr), formatCidr(cidr)));
        const [map] = addressMapsOf([range("virtual network", "10.0.0.0/20"), ...subnets]);
        const blocks = map?.blocks ?? [];
        let next = network.cidr.first;
        for (const { cidr, addresses, width, height } of blocks) {
          expect(parseCidr(cidr)?.cidr.first).toBe(next);
          expect(width * height).toBe(addresses / sizeOf(network.cidr));
          next += addresses;
        }
        expect(next).toBe(network.cidr.first + sizeOf(network.cidr));
        const drawn = blocks.flatMap(({ subnet }) => subnet ?? []);
        expect(drawn.toSorted()).toEqual(taken.map(formatCidr).toSorted());
      }),
    );
  });
});
