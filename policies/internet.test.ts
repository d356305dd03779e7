import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { overlap, reachOf } from "./internet.ts";

describe("how far a source or a destination reaches", () => {
  test.each([
    ["*", "everybody"],
    ["Internet", "everybody"],
    ["internet", "everybody"],
    ["Any", "everybody"],
    ["AzureCloud", "everybody"],
    ["AzureCloud.westeurope", "everybody"],
    ["0.0.0.0/0", "everybody"],
    ["0.0.0.0-255.255.255.255", "everybody"],
    ["128.0.0.0/1", "everybody"],
    ["10.0.0.0/7", "everybody"],
    ["::/0", "everybody"],
    ["8000::/1", "everybody"],
    ["20.0.0.0/8", "public"],
    ["203.0.114.0/24", "public"],
    ["52.1.2.3", "public"],
    ["172.0.0.0/8", "public"],
    ["192.168.0.0/15", "public"],
    ["2a01:111::/32", "public"],
    ["10.0.0.0/8", "private"],
    ["172.16.0.0/12", "private"],
    ["192.168.4.0/22", "private"],
    ["100.64.0.0/10", "private"],
    ["10.1.2.3", "private"],
    ["fd00:1234::/48", "private"],
    ["VirtualNetwork", "private"],
    ["AzureLoadBalancer", "private"],
    ["AzureMonitor", "private"],
  ])("%s: %s", (text, reach) => {
    expect(reachOf(text)).toBe(reach);
  });
});

describe("whether ranges overlap", () => {
  test.each([
    ["172.16.0.0/16", "172.16.4.0/24", true],
    ["172.16.4.0/24", "172.16.0.0/16", true],
    ["172.0.0.0/8", "172.16.0.0/16", true],
    ["172.17.0.0/16", "172.16.0.0/16", false],
    ["10.0.0.1", "10.0.0.0/24", true],
    ["::/0", "10.0.0.0/8", false],
    ["no range", "10.0.0.0/8", undefined],
    ["10.0.0.0/8", "", undefined],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(overlap(a, b)).toBe(expected);
  });

  const range = fc
    .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
    .map(([address, prefix]) => `${address}/${prefix}`);

  test("is the same both ways, and every range overlaps itself", () => {
    fc.assert(
      fc.property(range, range, (a, b) => {
        expect(overlap(a, b)).toBe(overlap(b, a));
        expect(overlap(a, a)).toBe(true);
      }),
    );
  });
});
