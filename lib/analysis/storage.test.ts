import { describe, expect, test } from "vitest";
import { UNKNOWN } from "../graph/graph.ts";
import { storageOf } from "./storage.ts";
import { sketch } from "./testing/graphs.ts";
import { ndH100 } from "./testing/nd-h100.ts";

describe("storageOf", () => {
  test("Lustre has a size and the throughput that follows from it; accounts have a purpose and containers", () => {
    const [scratch, datasets, ...others] = storageOf(ndH100());
    expect(scratch).toMatchObject({
      kind: "Managed Lustre",
      sku: "AMLFS-Durable-Premium-250",
      capacityTiB: "16",
      throughputMBps: 4000,
      purpose: null,
    });
    expect(datasets).toMatchObject({
      name: "stdatasets",
      sku: "Standard_ZRS",
      purpose: "datasets",
      containers: ["train"],
    });
    expect(datasets).toMatchObject({ capacityTiB: null, throughputMBps: null });
    expect(others).toEqual([]);
  });

  test.each([
    ["size", { storageCapacityTiB: UNKNOWN }, { capacityTiB: UNKNOWN, throughputMBps: UNKNOWN }],
    ["SKU", { sku: { name: "AMLFS-Durable-Premium-9000" } }, { capacityTiB: "16", throughputMBps: UNKNOWN }],
    ["tags", { tags: UNKNOWN }, { purpose: UNKNOWN }],
  ])("an unknown %s is not guessed", (_, inputs, expected) => {
    expect(storageOf(ndH100({ scratch: inputs }))[0]).toMatchObject(expected);
  });

  test("a disk has its size in TiB without rounding", () => {
    const disk = {
      type: "compute:Disk",
      name: "disk",
      inputs: { sku: { name: "Premium_LRS" }, diskSizeGB: 512 },
    };
    expect(storageOf(sketch(disk))).toMatchObject([{ kind: "disk", capacityTiB: "0.5" }]);
  });
});
