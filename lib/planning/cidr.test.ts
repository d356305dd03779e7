import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Cidr,
  cidrOf,
  contains,
  firstFree,
  formatAddress,
  formatCidr,
  overlaps,
  parseAddress,
  parseCidr,
  prefixFor,
  sizeOf,
} from "./cidr.ts";

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });

const range: fc.Arbitrary<Cidr> = fc.tuple(address, fc.integer({ min: 0, max: 32 })).map(([at, prefix]) => ({
  first: at - (at % 2 ** (32 - prefix)),
  prefix,
}));

const last = (cidr: Cidr): number => cidr.first + sizeOf(cidr) - 1;

describe("notation", () => {
  test.each([
    "",
    "10.0.0.0",
    "10.0.0/8",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "256.0.0.0/8",
    "10.0.0.0/8 ",
    "::/0",
    "0x0a.0.0.0/8",
  ])("%j is no range", (text) => {
    expect(parseCidr(text)).toBeUndefined();
    expect(() => cidrOf(text)).toThrow(RangeError);
  });

  test("host bits are seen, and the range that holds them is given", () => {
    expect(parseCidr("10.0.0.5/20")).toEqual({ cidr: { first: 10 * 2 ** 24, prefix: 20 }, canonical: false });
    expect(() => cidrOf("10.0.0.5/20")).toThrow("10.0.0.5/20 is no canonical CIDR");
  });

  test("what is written is read again", () => {
    fc.assert(
      fc.property(range, address, (cidr, at) => {
        expect(parseCidr(formatCidr(cidr))).toEqual({ cidr, canonical: true });
        expect(parseAddress(formatAddress(at))).toBe(at);
      }),
    );
  });

  test.each(["10.0.0", "10.0.0.256", "1", "::1", ""])("%j is no address", (text) =>
    expect(parseAddress(text)).toBeUndefined(),
  );
});

describe("arithmetic", () => {
  test("ranges overlap where one holds an end of the other", () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        const shared = Math.max(a.first, b.first) <= Math.min(last(a), last(b));
        expect(overlaps(a, b)).toBe(shared);
        expect(contains(a, b)).toBe(a.first <= b.first && last(b) <= last(a));
      }),
    );
  });

  test("the prefix is the longest that is large enough", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), (addresses) => {
        const prefix = prefixFor(addresses);
        expect(2 ** (32 - prefix)).toBeGreaterThanOrEqual(addresses);
        expect(prefix === 32 || 2 ** (31 - prefix) < addresses).toBe(true);
      }),
    );
  });

  test("a free range is free, inside its parent and canonical; none is missed", () => {
    const parent = cidrOf("10.0.0.0/24");
    const inside = fc
      .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 24, max: 32 }))
      .map(([at, prefix]) => ({
        first: parent.first + at - (at % 2 ** (32 - prefix)),
        prefix,
      }));
    fc.assert(
      fc.property(fc.array(inside, { maxLength: 12 }), fc.integer({ min: 24, max: 32 }), (taken, prefix) => {
        const step = 2 ** (32 - prefix);
        const candidates = Array.from({ length: 256 / step }, (_, index) => ({
          first: parent.first + index * step,
          prefix,
        }));
        const free = candidates.find((candidate) => !taken.some((other) => overlaps(candidate, other)));
        expect(firstFree([parent], prefix, taken)).toEqual(free);
      }),
    );
  });
});
