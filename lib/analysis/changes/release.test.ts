import { describe, expect, test } from "vitest";
import { graphOf, UNKNOWN } from "../../graph/graph.ts";
import { ndH100 } from "../testing/nd-h100.ts";
import { brokenPromises, releaseOf } from "./release.ts";

const today = ndH100();
const release = releaseOf(today);
const urnOf = (name: string): string => today.resources.find((one) => one.name === name)?.urn ?? "";

describe("releaseOf", () => {
  test("keeps what a resource cannot keep its place without, as far as it is known", () => {
    expect(release[urnOf("h1")]).toEqual({
      agentPoolName: "h1",
      availabilityZones: '["1"]',
      enableEncryptionAtHost: true,
      "gpuProfile.driver": "Install",
      osDiskSizeGB: 512,
      osDiskType: "Ephemeral",
      vmSize: "Standard_ND96isr_H100_v5",
    });
    expect(release[urnOf("scratch")]).not.toHaveProperty("encryptionSettings.keyEncryptionKey.keyUrl");
  });

  test("has every resource, components too", () => {
    expect(Object.keys(release)).toEqual(today.resources.map(({ urn }) => urn));
  });
});

describe("brokenPromises", () => {
  test("none of the program itself, whatever changes in place", () => {
    expect(brokenPromises(release, today)).toEqual([]);
    expect(brokenPromises(release, ndH100({ h1: { count: 1, tags: { a: "b" } } }))).toEqual([]);
  });

  test.each([
    ["an input that is another", { vmSize: "Standard_ND96asr_v4" }, "vmSize"],
    ["an input that is gone", { agentPoolName: null }, "agentPoolName"],
    ["an input that nobody knows any more", { osDiskType: UNKNOWN }, "osDiskType"],
    ["a list with an item more", { availabilityZones: ["1", "2"] }, "availabilityZones"],
    ["a part of an input", { gpuProfile: { driver: "None" } }, "gpuProfile.driver"],
  ])("%s", (_, inputs, property) => {
    expect(brokenPromises(release, ndH100({ h1: inputs }))).toEqual([{ urn: urnOf("h1"), property }]);
  });

  test("a resource that is gone, unless an alias leads to it", () => {
    const without = today.resources.filter(({ name }) => name !== "h3");
    const [pool] = today.resources.filter(({ name }) => name === "h3");
    expect(brokenPromises(release, graphOf(today, without))).toEqual([{ urn: urnOf("h3"), property: null }]);
    const renamed = pool && { ...pool, urn: "urn:new", name: "new", aliases: [pool.urn] };
    expect(brokenPromises(release, graphOf(today, [...without, ...(renamed ? [renamed] : [])]))).toEqual([]);
  });
});
