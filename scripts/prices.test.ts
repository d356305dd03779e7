import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { Command } from "commander";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PriceList } from "../lib/prices/aws/price-list.ts";
import { RetailPrices } from "../lib/prices/azure/retail-prices.ts";
import { type Served, type Server, serve } from "../lib/prices/testing/serve.ts";
import { priceBookOfFiles } from "./price-files.ts";
import { addPrices } from "./prices.ts";
import type { Terminal } from "./terminal.ts";

let folder = "";
let results = "";
let messages = "";
const terminal: Terminal = {
  stdin: Readable.from([]),
  stdout: { write: (text) => (results += text) },
  stderr: { write: (text) => (messages += text) },
};
const servers: Server[] = [];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "prices-"));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => {
  [results, messages] = ["", ""];
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** Runs the subcommand against a price list on loopback. */
async function run(answer: (path: string) => Served, ...args: readonly string[]): Promise<Server> {
  const server = await serve(answer);
  servers.push(server);
  const options = { endpoint: server.url, retries: 0 };
  const program = new Command("exaform").exitOverride();
  addPrices(program, terminal, { azure: new RetailPrices(options), aws: new PriceList(options) });
  await program.parseAsync(["prices", "--as-of", "2026-11-24", ...args], { from: "user" });
  return server;
}

const h100 = (changes: object = {}): object => ({
  currencyCode: "USD",
  tierMinimumUnits: 0,
  retailPrice: 91.5,
  armRegionName: "eastus",
  effectiveStartDate: "2026-11-01T00:00:00Z",
  meterName: "ND96isrH100v5",
  productName: "Virtual Machines NDsr H100 v5 Series",
  skuName: "ND96isrH100v5",
  serviceName: "Virtual Machines",
  unitOfMeasure: "1 Hour",
  type: "Consumption",
  isPrimaryMeterRegion: true,
  armSkuName: "Standard_ND96isr_H100_v5",
  ...changes,
});

const machinesOnly = (path: string, ...items: readonly object[]): Served => ({
  body: { Items: path.includes("Virtual Machines") ? items : [], NextPageLink: null },
});

describe("prices", () => {
  test("writes a file that the cost commands take, and says what stays unknown", async () => {
    const file = join(folder, "eastus.yaml");
    await run((path) => machinesOnly(path, h100()), "--region", "eastus", "--out", file);
    expect(readFileSync(file, "utf8")).toBe(`currency: USD
origin: refreshed
prices:
  - item: vm/Standard_ND96isr_H100_v5
    region: eastus
    term: onDemand
    unit: hour
    price: "91.5"
    os: linux
    source: https://prices.azure.com/api/retail/prices?api-version=2023-01-01-preview, Virtual Machines NDsr H100 v5 Series, ND96isrH100v5, in force since 2026-11-01
    asOf: 2026-11-24
`);
    const book = priceBookOfFiles([file]);
    expect(book.priceOf("vm/Standard_ND96isr_H100_v5", "eastus")).toMatchObject({
      price: "91.5",
      asOf: "2026-11-24",
    });
    expect(messages).toMatch(/^items priced: 1, in rows: 1; not found, which stay unknown: \d+$/m);
    expect(messages).toContain("  lustre/AMLFS-Durable-Premium-250: no such meter\n");
  });

  test("prints to stdout where no file is named, and asks for the currency", async () => {
    const euro = h100({ currencyCode: "EUR", retailPrice: 84.1 });
    const { asked } = await run(
      (path) => machinesOnly(path, euro),
      "--region",
      "eastus",
      "--currency",
      "EUR",
    );
    expect(results).toMatch(/^currency: EUR\n.*price: "84\.1"/s);
    expect(asked.every((path) => path.includes("currencyCode='EUR'"))).toBe(true);
  });

  test("leaves the file as it was where the list cannot be used, and no part of a new one", async () => {
    const file = join(folder, "kept.yaml");
    writeFileSync(file, "as it was");
    const failing = (path: string): Served =>
      path.includes("Key Vault") ? { status: 500 } : machinesOnly(path, h100());
    await expect(run(failing, "--region", "eastus", "--out", file)).rejects.toThrow(
      /the price list cannot be used: it answered 500\. Nothing was written/,
    );
    expect(readFileSync(file, "utf8")).toBe("as it was");
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("of a region that answers nothing are an error, not an empty file", async () => {
    const file = join(folder, "none.yaml");
    await expect(run((path) => machinesOnly(path), "--region", "eastus", "--out", file)).rejects.toThrow(
      "the price list has nothing for it in USD; nothing was written",
    );
    expect(readdirSync(folder)).not.toContain("none.yaml");
  });

  test("asks AWS for a region of AWS", async () => {
    const { asked } = await run(() => ({ status: 503 }), "--region", "us-east-1").catch(
      () => servers[0] ?? Promise.reject(new Error("nothing was served")),
    );
    expect(asked).toEqual(["/offers/v1.0/aws/AmazonEC2/current/region_index.json"]);
  });

  test.each<[string, readonly string[], string]>([
    [
      "an unknown region",
      ["--region", "eastus9"],
      "no cloud of the catalogue has a region of this short name",
    ],
    [
      "a region by its long name",
      ["--region", "East US"],
      "no cloud of the catalogue has a region of this short name",
    ],
    [
      "euros of AWS",
      ["--region", "us-east-1", "--currency", "EUR"],
      "AWS prints its prices in US dollars only",
    ],
    [
      "a currency in words",
      ["--region", "eastus", "--currency", "euro"],
      "must be a currency's three capital letters of ISO 4217",
    ],
    [
      "a currency that is none",
      ["--region", "eastus", "--currency", "XXQ"],
      "must be a currency's three capital letters of ISO 4217",
    ],
    [
      "a file in a folder that is not there",
      ["--region", "eastus", "--out", join(import.meta.dirname, "nowhere", "eastus.yaml")],
      "cannot be written: ENOENT",
    ],
    [
      "a folder in place of a file",
      ["--region", "eastus", "--out", import.meta.dirname],
      "cannot be written: it is a folder",
    ],
  ])("refuses %s before it asks", async (_, args, message) => {
    await expect(run(() => ({ status: 500 }), ...args)).rejects.toThrow(message);
    expect(servers[0]?.asked).toEqual([]);
  });
});
