import { describe, expect, test } from "vitest";
import { type Properties, UNKNOWN } from "../../graph/graph.ts";
import { costOf } from "../cost.ts";
import { type ResourceSketch, sketch } from "../testing/graphs.ts";

const location = "eastus";

/** What is paid by use: item and the price of one unit. */
function usagesOf(...sketches: readonly ResourceSketch[]): (readonly [string, string | undefined])[] {
  return costOf(sketch(...sketches))
    .unpriced.filter(({ kind }) => kind === "usage")
    .map(({ item, unitPrice }) => [item, unitPrice?.price]);
}

describe("operations with keys", () => {
  const vault = { type: "keyvault:Vault", name: "vault", inputs: { vaultName: "kv", location } };

  test.each<[Properties, string, string | undefined]>([
    [{ kty: "RSA", keySize: 2048 }, "RSA-2048 key: operations", "0.03"],
    [{ kty: "RSA", keySize: 3072 }, "RSA-3072 key: operations", "0.15"],
    [{ kty: "EC" }, "EC key: operations", "0.15"],
    [{ kty: "RSA-HSM", keySize: 2048 }, "RSA-2048 key in a hardware module: operations", "0.03"],
    [{ kty: "RSA-HSM", keySize: 3072 }, "RSA-3072 key in a hardware module: operations", "0.15"],
    [{ kty: "EC-HSM" }, "EC key in a hardware module: operations", "0.15"],
    [{ kty: "RSA", keySize: UNKNOWN }, "RSA-unknown key: operations", undefined],
  ])("%j", (properties, item, price) => {
    const key = { type: "keyvault:Key", name: "key", inputs: { vaultName: "kv", properties } };
    const usages = usagesOf(vault, key);
    expect(usages).toContainEqual(["key vault: operations without a key", "0.03"]);
    expect(usages.filter(([name]) => name.endsWith(": operations"))).toEqual([[item, price]]);
  });
});

describe("operations with blobs", () => {
  test.each([
    ["Standard_LRS", "LRS", "0.05", "0.004"],
    ["Standard_ZRS", "ZRS", undefined, undefined],
  ])("%s", (name, redundancy, write, read) => {
    const inputs = { location, sku: { name }, accessTier: "Hot" };
    const usages = usagesOf({ type: "storage:StorageAccount", name: "account", inputs });
    expect(usages.slice(1)).toEqual([
      [`blob storage, hot ${redundancy}: write operations`, write],
      [`blob storage, hot ${redundancy}: read operations`, read],
    ]);
  });
});

describe("retention of logs", () => {
  test.each<[string, Properties, (readonly [string, string | undefined])[]]>([
    ["not said", { location: "westeurope" }, []],
    ["as included", { location: "westeurope", retentionInDays: 31 }, []],
    ["longer", { location: "westeurope", retentionInDays: 180 }, [["logs kept beyond 31 days", "0.13"]]],
    [
      "longer, in a region without a price",
      { location, retentionInDays: 32 },
      [["logs kept beyond 31 days", undefined]],
    ],
    ["unknown", { location: "westeurope", retentionInDays: UNKNOWN }, [["logs kept beyond 31 days", "0.13"]]],
  ])("%s", (_, inputs, kept) => {
    const usages = usagesOf({ type: "operationalinsights:Workspace", name: "logs", inputs });
    expect(usages.slice(1)).toEqual(kept);
  });

  test("says how many days it is", () => {
    const inputs = { location, retentionInDays: 180 };
    const { unpriced } = costOf(sketch({ type: "operationalinsights:Workspace", name: "logs", inputs }));
    expect(unpriced.map(({ reason }) => reason)).toContain(
      "180 - 31 included = 149 days of all that is logged; how much that is, is not declared",
    );
  });
});
