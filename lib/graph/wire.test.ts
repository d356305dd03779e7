import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Properties, SECRET, UNKNOWN, type Value } from "./graph.ts";
import { fromWire, toWire } from "./wire.ts";

const SIGNATURE = "4dabf18193072939515e22adb298388d";

describe("fromWire", () => {
  it.each<[string, unknown, Value]>([
    ["a plain value", { a: [1, "x", true, null] }, { a: [1, "x", true, null] }],
    ["an unknown", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", UNKNOWN],
    ["an unknown number of an older provider", "3eeb2bf0-c639-47a8-9e75-3b44932eb421", UNKNOWN],
    ["unknowns inside", ["04da6b54-80e4-46f7-96ec-b56ff0331ba9", 1], [UNKNOWN, 1]],
    ["a secret on the wire", { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", value: "x" }, SECRET],
    ["a secret of a state", { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" }, SECRET],
    ["a secret as the CLI prints it", "[secret]", SECRET],
    [
      "a known output",
      { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: { a: 1 }, dependencies: [] },
      { a: 1 },
    ],
    ["an unknown output", { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" }, UNKNOWN],
    ["a secret output", { [SIGNATURE]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: 1, secret: true }, SECRET],
    [
      "a resource",
      { [SIGNATURE]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "urn:pulumi:s::p::t::n", id: "" },
      "urn:pulumi:s::p::t::n",
    ],
    [
      "an asset",
      { [SIGNATURE]: "c44067f5952c0a294b673a41bacd8c17", __pulumiAsset: true, text: "x" },
      { text: "x" },
    ],
  ])("reads %s", (_, wire, value) => {
    expect(fromWire({ property: wire })).toEqual({ property: value });
  });
});

describe("toWire", () => {
  const leaf = fc.constantFrom<Value>(null, true, 1, "x", UNKNOWN, SECRET);
  const { value } = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      leaf,
      fc.array(tie("value")),
      fc.dictionary(fc.string(), tie("value")),
    ),
  }));

  it("is what fromWire reads", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (properties: Properties) => {
        expect(fromWire(toWire(properties))).toEqual(properties);
      }),
    );
  });
});
