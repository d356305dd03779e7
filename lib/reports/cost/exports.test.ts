import { parse } from "csv-parse/sync";
import { Decimal } from "decimal.js";
import { expect, test } from "vitest";
import { catalogPrices } from "../../../catalog/prices.ts";
import { costOf } from "../../analysis/cost.ts";
import { type ResourceSketch, sketch } from "../../analysis/testing/graphs.ts";
import { ndH100 } from "../../analysis/testing/nd-h100.ts";
import { SECRET, UNKNOWN } from "../../graph/graph.ts";
import { focusCsv } from "./focus.ts";
import { notInOpenCost, openCostCsv } from "./opencost.ts";
import { type CostDocument, costDocumentOf } from "./report.ts";

const graph = ndH100({ h2: { scaleSetPriority: "Spot" } });
const document = costDocumentOf({ graph, source: "test", asOf: "2026-12-15", version: "1" });
const read = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

test("FOCUS has a row for each priced line, and adds up to the total", () => {
  const rows = read(focusCsv(document));
  expect(rows).toHaveLength(document.cost.lines.length);
  expect(Decimal.sum(...rows.map(({ BilledCost = "" }) => BilledCost)).toFixed(2)).toBe(
    document.cost.monthly,
  );
  expect(rows.find(({ ResourceName }) => ResourceName === "h1")).toMatchObject({
    BillingCurrency: "USD",
    ChargePeriodStart: "2026-12-01T00:00:00Z",
    ChargePeriodEnd: "2026-12-31T10:00:00Z",
    ListUnitPrice: "98.32",
    PricingQuantity: String(86 * 730),
    PricingUnit: "Hours",
    PricingCategory: "Standard",
    ProviderName: "Microsoft",
    RegionId: "eastus",
    ResourceType: "azure-native:containerservice:AgentPool",
    ServiceCategory: "Compute",
    ServiceName: "Virtual Machines",
    SkuId: "vm/Standard_ND96isr_H100_v5",
  });
  expect(rows.find(({ ResourceName }) => ResourceName === "h2")?.PricingCategory).toBe("Dynamic");
});

test("FOCUS: quantity times unit price is the cost, to the cent", () => {
  for (const { PricingQuantity = "", ContractedUnitPrice = "", ContractedCost } of read(focusCsv(document))) {
    expect(new Decimal(PricingQuantity).times(ContractedUnitPrice).toFixed(2)).toBe(ContractedCost);
  }
});

test("FOCUS tells a list price from what is left of it", () => {
  const discount = { listPrice: "100", percent: "12", reason: "agreement" };
  const cost = costOf(graph, {
    ...catalogPrices,
    priceOf: (...key) => {
      const price = catalogPrices.priceOf(...key);
      return price && { ...price, price: "88", discount };
    },
  });
  const discounted: CostDocument = { ...document, cost };
  expect(read(focusCsv(discounted)).find(({ ResourceName }) => ResourceName === "h1")).toMatchObject({
    ListUnitPrice: "100",
    ContractedUnitPrice: "88",
    ListCost: new Decimal(100).times(86 * 730).toFixed(2),
  });
});

const focusOf = (...sketches: readonly ResourceSketch[]) =>
  read(
    focusCsv(
      costDocumentOf({ graph: sketch(...sketches), source: "test", asOf: "2027-02-28", version: "1" }),
    ),
  );

test("FOCUS: both periods are the 730 hours for which the cost is, in a short month too", () => {
  const [row = {}] = focusOf({ type: "network:PrivateEndpoint", name: "endpoint" });
  const hours = (from = "", to = ""): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;
  expect(row.ChargePeriodStart).toBe("2027-02-01T00:00:00Z");
  expect(hours(row.ChargePeriodStart, row.ChargePeriodEnd)).toBe(730);
  expect([row.BillingPeriodStart, row.BillingPeriodEnd]).toEqual([
    row.ChargePeriodStart,
    row.ChargePeriodEnd,
  ]);
  expect(row.PricingQuantity).toBe("730");
});

test("FOCUS has tags as a JSON object, of the resource and its parents; none is made up, and no secret is in it", () => {
  const parent = {
    type: "network:PrivateEndpoint",
    name: "parent",
    inputs: { tags: { team: "a", cost: "b" } },
  };
  const tags = { team: "=cmd()", key: SECRET, later: UNKNOWN };
  const child = { type: "network:PrivateEndpoint", name: "child", parent: "parent", inputs: { tags } };
  const rows = focusOf(parent, child, { type: "network:PrivateEndpoint", name: "bare" });
  const found = Object.fromEntries(rows.map(({ ResourceName = "", Tags = "" }) => [ResourceName, Tags]));
  expect(JSON.parse(found.parent ?? "")).toEqual({ team: "a", cost: "b" });
  expect(JSON.parse(found.child ?? "")).toEqual({ team: "=cmd()", cost: "b", key: null, later: null });
  expect(found.bare).toBe("");
});

test.each(["=1+1", "+1", "-1", "@SUM(1)", "\t=1", "\r=1"])(
  "a name that a spreadsheet would run is text in the exports: %j",
  (name) => {
    expect(focusOf({ type: "network:PrivateEndpoint", name })).toMatchObject([{ ResourceName: `'${name}` }]);
    const lines = document.cost.lines.map((line) => ({ ...line, pool: name }));
    const rows = read(openCostCsv({ ...document, cost: { ...document.cost, lines } }));
    expect(new Set(rows.map(({ InstanceID }) => InstanceID))).toEqual(new Set([`'${name}`]));
  },
);

test.each([
  [{ type: "network:PrivateEndpoint", name: "a" }, "Azure Private Link", "Networking", "Hours"],
  [{ type: "privatedns:PrivateZone", name: "a" }, "Azure DNS", "Networking", "Months"],
  [
    {
      type: "compute:Disk",
      name: "a",
      inputs: { location: "eastus", diskSizeGB: 128, sku: { name: "Premium_LRS" } },
    },
    "Azure Disk Storage",
    "Storage",
    "Months",
  ],
])(
  "FOCUS names what is bought as the cloud does: %s",
  (resource, ServiceName, ServiceCategory, PricingUnit) => {
    expect(focusOf(resource)).toMatchObject([
      { ServiceName, ServiceCategory, PricingUnit, ProviderName: "Microsoft" },
    ]);
  },
);

test("OpenCost has a row for each pool, in the columns of its CSV provider", () => {
  const csv = openCostCsv(document);
  expect(csv.split("\n")[0]).toBe(
    "EndTimestamp,InstanceID,Region,AssetClass,InstanceIDField,InstanceType,MarketPriceHourly,Version",
  );
  expect(
    read(csv).map(({ InstanceID, Region, MarketPriceHourly }) => [InstanceID, Region, MarketPriceHourly]),
  ).toEqual([
    ["h1", "eastus", "98.32"],
    ["h2", "eastus", "18.169536"],
    ["h3", "eastus", "98.32"],
    ["system", "eastus", "0.904"],
  ]);
});

test("OpenCost counts the priced costs that have no row: machines of a scale set too", () => {
  const machines = {
    type: "compute:VirtualMachineScaleSet",
    name: "machines",
    inputs: {
      location: "eastus",
      sku: { name: "Standard_ND96asr_v4", capacity: 4 },
      virtualMachineProfile: { osProfile: { linuxConfiguration: {} } },
    },
  };
  const alone = costDocumentOf({ graph: sketch(machines), source: "test", asOf: "2026-12-15", version: "1" });
  expect(alone.cost.lines).toMatchObject([{ unit: "hour", quantity: "4" }]);
  expect(read(openCostCsv(alone))).toEqual([]);
  expect(notInOpenCost(alone)).toBe(1);
});

test("what has no price is in no export", () => {
  const priceless = costDocumentOf({
    graph: ndH100({ cluster: { location: "norwayeast" } }),
    source: "test",
    asOf: "2026-12-15",
    version: "1",
  });
  expect(read(openCostCsv(priceless))).toEqual([]);
  expect(read(focusCsv(priceless)).filter(({ ResourceName }) => ResourceName === "h1")).toEqual([]);
});
