import { afterEach, describe, expect, test } from "vitest";
import { azurePrices } from "../../../catalog/prices.ts";
import type { Refreshed, RefreshRequest } from "../refreshed.ts";
import { type Served, type Server, serve } from "../testing/serve.ts";
import type { WebOptions } from "../web.ts";
import { meters, notRefreshed } from "./meters.ts";
import { refreshAzure } from "./refresh.ts";
import { RetailPrices } from "./retail-prices.ts";

const H100 = "vm/Standard_ND96isr_H100_v5";
const REQUEST: RefreshRequest = { region: "eastus", currency: "USD", asOf: "2026-11-24" };

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

async function serving(answer: (path: string, url: string) => Served): Promise<Server> {
  const server = await serve(answer);
  open.push(server);
  return server;
}

/** A meter in the documented form; the figures of H100 are those captured on 2026-09-16. */
function h100(changes: object = {}): object {
  return {
    currencyCode: "USD",
    tierMinimumUnits: 0.0,
    retailPrice: 98.32,
    unitPrice: 98.32,
    armRegionName: "eastus",
    location: "US East",
    effectiveStartDate: "2023-08-01T00:00:00Z",
    meterName: "ND96isrH100v5",
    productName: "Virtual Machines NDsr H100 v5 Series",
    skuName: "ND96isrH100v5",
    serviceName: "Virtual Machines",
    serviceFamily: "Compute",
    unitOfMeasure: "1 Hour",
    type: "Consumption",
    isPrimaryMeterRegion: true,
    armSkuName: "Standard_ND96isr_H100_v5",
    ...changes,
  };
}

/** A meter that is no machine's. */
function meter(product: string, name: string, changes: object = {}): object {
  return h100({ productName: product, meterName: name, skuName: "Standard", armSkuName: "", ...changes });
}

const page = (...Items: readonly object[]): object => ({
  BillingCurrency: "USD",
  CustomerEntityId: "Default",
  CustomerEntityType: "Retail",
  Items,
  NextPageLink: null,
  Count: Items.length,
});

/** What is found for an item where the list has these meters. */
async function found(item: string, rows: readonly object[], request = REQUEST): Promise<Refreshed> {
  const { url } = await serving(() => ({ body: page(...rows) }));
  return refreshAzure(
    new RetailPrices({ endpoint: url }),
    request,
    meters.filter((each) => each.item === item),
  );
}

const short = ({ rows, unanswered }: Refreshed): readonly string[] => [
  ...rows.map(({ term, price, from }) => `${term} ${price}${from ? ` from ${from}` : ""}`),
  ...unanswered.map(({ reason }) => `unknown: ${reason}`),
];

describe("the traps of a machine's meters", () => {
  test.each<[string, readonly object[], readonly string[]]>([
    ["Linux on demand", [h100()], ["onDemand 98.32"]],
    [
      "Windows has the same meter name",
      [h100({ productName: "Virtual Machines NDsr H100 v5 Series Windows", retailPrice: 102.736 }), h100()],
      ["onDemand 98.32"],
    ],
    [
      "classic cloud services have the same size",
      [h100({ productName: "NDsr H100 v5 Series Cloud Services", retailPrice: 110 }), h100()],
      ["onDemand 98.32"],
    ],
    [
      "a dedicated host is not a machine",
      [h100({ productName: "NDsr H100 v5 Series Dedicated Host", retailPrice: 108 }), h100()],
      ["onDemand 98.32"],
    ],
    [
      "a host's odd size is another size",
      [h100({ armSkuName: "Standard_ND96isr_H100_v5_Type1", retailPrice: 108 }), h100()],
      ["onDemand 98.32"],
    ],
    [
      "spot is another term",
      [
        h100(),
        h100({ meterName: "ND96isrH100v5 Spot", skuName: "ND96isrH100v5 Spot", retailPrice: 18.169536 }),
      ],
      ["onDemand 98.32", "spot 18.169536"],
    ],
    [
      "low priority is Batch's",
      [h100(), h100({ meterName: "ND96isrH100v5 Low Priority", retailPrice: 19.664 })],
      ["onDemand 98.32"],
    ],
    [
      "of two spot meters the newer one is in force",
      [
        h100({
          meterName: "ND96isrH100v5 Spot",
          retailPrice: 17,
          effectiveStartDate: "2026-09-01T00:00:00Z",
        }),
        h100({
          meterName: "ND96isrH100v5 Spot",
          retailPrice: 25,
          effectiveStartDate: "2026-02-01T00:00:00Z",
        }),
      ],
      ["spot 17"],
    ],
    [
      "what takes effect later is not taken",
      [h100(), h100({ retailPrice: 90, effectiveStartDate: "2026-12-01T00:00:00Z" })],
      ["onDemand 98.32"],
    ],
    [
      "two prices of one day are none",
      [h100(), h100({ retailPrice: 97 })],
      ["unknown: two meters print different prices of one day (onDemand)"],
    ],
    [
      "the price of a reservation is for its whole term, whatever its unit says",
      [
        h100({ type: "Reservation", reservationTerm: "1 Year", retailPrice: 550_000 }),
        h100({ type: "Reservation", reservationTerm: "3 Years", retailPrice: 1_050_000 }),
      ],
      ["reservation1Year 62.7853881279", "reservation3Years 39.9543378995"],
    ],
    [
      "savings plans are a list inside the meter on demand",
      [
        h100({
          savingsPlan: [
            { term: "1 Year", retailPrice: 80.1, unitPrice: 80.1 },
            { term: "3 Years", retailPrice: 55.5, unitPrice: 55.5 },
          ],
        }),
      ],
      ["onDemand 98.32", "savingsPlan1Year 80.1", "savingsPlan3Years 55.5"],
    ],
    [
      "a price for development and test is not for production",
      [h100({ type: "DevTestConsumption" })],
      ["unknown: it has no price"],
    ],
    [
      "a meter that only bills yields to the primary one",
      [h100({ isPrimaryMeterRegion: false, retailPrice: 99 }), h100()],
      ["onDemand 98.32"],
    ],
    ["but counts where it is the only one", [h100({ isPrimaryMeterRegion: false })], ["onDemand 98.32"]],
    ["a size that is listed without a meter is unknown", [], ["unknown: no such meter"]],
    [
      "another region's meter is not this one's",
      [h100({ armRegionName: "eastus2" })],
      ["unknown: no such meter"],
    ],
    [
      "nothing is never a price",
      [h100({ retailPrice: 0 })],
      ["unknown: its meter prints a price of nothing, which is not taken for one"],
    ],
    [
      "a unit that nobody knows",
      [h100({ unitOfMeasure: "100 Hours" })],
      ['unknown: its meter counts by "100 Hours", which is not understood'],
    ],
    [
      "dollars where euros were asked for",
      [h100({ currencyCode: "EUR" })],
      ["unknown: it is priced in EUR only"],
    ],
  ])("%s", async (_, rows, expected) => {
    expect(short(await found(H100, rows))).toEqual(expected);
  });

  test("a row says whose price it is, of which meter and which day", async () => {
    const { rows } = await found(H100, [h100()]);
    expect(rows).toEqual([
      {
        item: H100,
        region: "eastus",
        currency: "USD",
        unit: "hour",
        os: "linux",
        price: "98.32",
        term: "onDemand",
        source:
          "https://prices.azure.com/api/retail/prices?api-version=2023-01-01-preview, Virtual Machines NDsr H100 v5 Series, ND96isrH100v5, in force since 2023-08-01",
        asOf: "2026-11-24",
      },
    ]);
  });
});

describe("the units and tiers of other meters", () => {
  const acr = meter("Container Registry", "Premium Registry Unit", {
    unitOfMeasure: "1/Day",
    retailPrice: 1.6666,
  });
  const logs = (tierMinimumUnits: number, retailPrice: number) =>
    meter("Log Analytics", "Analytics Logs Data Ingestion", {
      skuName: "Analytics Logs",
      unitOfMeasure: "1 GB",
      tierMinimumUnits,
      retailPrice,
    });
  const v2 = (name: string, changes: object) =>
    meter("Azure Premium SSD v2", `Premium LRS Provisioned ${name}`, { skuName: "Premium LRS", ...changes });
  const lustre = (changes: object) =>
    meter("Azure Managed Lustre", "250 MBps/TiB Provisioned Capacity", {
      unitOfMeasure: "1 GiB/Hour",
      ...changes,
    });

  test.each<[string, string, readonly object[], readonly string[]]>([
    ["a day's price becomes a month's", "acr/Premium", [acr], ["onDemand 50.6924166667"]],
    [
      "what is free is not a price of nothing",
      "logAnalytics/ingestion",
      [logs(5, 2.3), logs(0, 0)],
      ["onDemand 2.3 from 5"],
    ],
    [
      "tiers stand in their order",
      "blob/hot/LRS",
      [
        [512_000, 0.01914],
        [0, 0.0208],
        [51_200, 0.019968],
      ].map(([tierMinimumUnits, retailPrice]) =>
        meter("General Block Blob v2", "Hot LRS Data Stored", {
          skuName: "Hot LRS",
          unitOfMeasure: "1 GB/Month",
          tierMinimumUnits,
          retailPrice,
        }),
      ),
      ["onDemand 0.0208", "onDemand 0.019968 from 51200", "onDemand 0.01914 from 512000"],
    ],
    [
      "a disk's own meter, not its mounts'",
      "disk/Premium_LRS/P10",
      [
        meter("Premium SSD Managed Disks", "P10 LRS Disk Mount", {
          skuName: "P10 LRS",
          unitOfMeasure: "1/Month",
        }),
        meter("Premium SSD Managed Disks", "P10 LRS Disk", {
          skuName: "P10 LRS",
          unitOfMeasure: "1/Month",
          retailPrice: 19.71,
        }),
      ],
      ["onDemand 19.71"],
    ],
    [
      "small numbers keep their digits",
      "disk/PremiumV2_LRS/iops",
      [v2("IOPS", { unitOfMeasure: "1/Hour", retailPrice: 0.000007 })],
      ["onDemand 0.000007 from 3000"],
    ],
    [
      "Lustre by the number in its name",
      "lustre/AMLFS-Durable-Premium-250",
      [lustre({ retailPrice: 0.0003 })],
      ["onDemand 0.3072"],
    ],
    [
      "and by no other number",
      "lustre/AMLFS-Durable-Premium-125",
      [lustre({ retailPrice: 0.0003 })],
      ["unknown: no such meter"],
    ],
    [
      "Lustre by a month is not understood",
      "lustre/AMLFS-Durable-Premium-250",
      [lustre({ unitOfMeasure: "1 GB/Month" })],
      ['unknown: its meter counts by "1 GB/Month", which is not understood'],
    ],
    [
      "an endpoint has one price everywhere",
      "privateEndpoint",
      [
        meter("Virtual Network Private Link", "Standard Private Endpoint", {
          armRegionName: "Global",
          retailPrice: 0.01,
        }),
      ],
      ["onDemand 0.01"],
    ],
    [
      "a private zone is listed under no region",
      "privateDnsZone",
      [
        { tierMinimumUnits: 0, retailPrice: 0.5 },
        { tierMinimumUnits: 25, retailPrice: 0.1 },
      ].map((tier) =>
        meter("Azure DNS", "Private Zone", {
          skuName: "Private",
          armRegionName: "",
          unitOfMeasure: "1",
          ...tier,
        }),
      ),
      ["onDemand 0.5", "onDemand 0.1 from 25"],
    ],
    [
      "the tier Premium of AKS is a meter of the SKU Standard",
      "aks/Premium",
      [
        meter("Azure Kubernetes Service", "Standard Uptime SLA", { retailPrice: 0.1 }),
        meter("Azure Kubernetes Service", "Standard Long Term Support", { retailPrice: 0.6 }),
      ],
      ["onDemand 0.6"],
    ],
  ])("%s", async (_, item, rows, expected) => {
    expect(short(await found(item, rows))).toEqual(expected);
  });

  test("what has one price everywhere is written so", async () => {
    const endpoint = meter("Virtual Network Private Link", "Standard Private Endpoint", {
      armRegionName: "Global",
    });
    expect((await found("privateEndpoint", [endpoint])).rows.map(({ region }) => region)).toEqual(["global"]);
  });
});

describe("asking", () => {
  const gpu = meters.filter(({ item }) => item === H100);
  const ask = (url: string, options: Partial<WebOptions> = {}) =>
    refreshAzure(new RetailPrices({ endpoint: url, ...options }), REQUEST, gpu);
  /** The error, without its advice. */
  const failure = async (url: string, options: Partial<WebOptions> = {}): Promise<string> => {
    const error: unknown = await ask(url, options).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return /cannot be used: (.*?)\. Nothing was written/.exec(String(error))?.[1] ?? String(error);
  };

  test("names region, service and size as Azure spells them, and the currency", async () => {
    const { url, asked } = await serving(() => ({ body: page(h100()) }));
    await ask(url);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(
      "/api/retail/prices?api-version=2023-01-01-preview&currencyCode='USD'&$filter=",
    );
    expect(asked[0]).toContain("armRegionName eq 'eastus' and serviceName eq 'Virtual Machines' and (");
    expect(asked[0]).toContain("armSkuName eq 'Standard_ND96isr_H100_v5'");
  });

  test("is done once for all items of one product, and for nothing else", async () => {
    const { url, asked } = await serving(() => ({ body: page() }));
    const { rows, unanswered } = await refreshAzure(new RetailPrices({ endpoint: url }), REQUEST);
    expect(rows).toEqual([]);
    expect(unanswered.map(({ item }) => item).toSorted()).toEqual(meters.map(({ item }) => item).toSorted());
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThan(40);
  });

  test("follows all pages, whose address may name the usual port", async () => {
    const { url, asked } = await serving((path, own) =>
      path.includes("$skip=1")
        ? { body: page(h100({ meterName: "ND96isrH100v5 Spot", retailPrice: 18 })) }
        : { body: { ...page(h100()), NextPageLink: `${own}/api/retail/prices?$filter=x&$skip=1` } },
    );
    expect(short(await ask(url))).toEqual(["onDemand 98.32", "spot 18"]);
    expect(asked).toHaveLength(2);
  });

  test("never follows a page to another host", async () => {
    const other = await serving(() => ({ body: page(h100()) }));
    const { url } = await serving(() => ({
      body: { ...page(), NextPageLink: `${other.url}/api/retail/prices` },
    }));
    expect(await failure(url)).toMatch(
      /^it names 127\.0\.0\.1:\d+ as the next address, which is not its own$/,
    );
    expect(other.asked).toEqual([]);
  });

  test("never follows a redirection", async () => {
    const other = await serving(() => ({ body: page(h100()) }));
    const { url } = await serving(() => ({ status: 302, headers: { location: other.url } }));
    expect([await failure(url), other.asked]).toEqual(["it answered 302", []]);
  });

  test("ends where pages come round again", async () => {
    const { url } = await serving((_, own) => ({ body: { ...page(), NextPageLink: `${own}/again` } }));
    expect(await failure(url)).toBe("its pages come round again and never end");
  });

  test.each([
    ["Azure's own header", { "x-ms-ratelimit-retailprices-retry-after": "0" }],
    ["Retry-After", { "retry-after": "0" }],
  ])("waits as %s says when it is throttled", async (_, headers) => {
    let left = 2;
    const { url, asked } = await serving(() =>
      left-- > 0 ? { status: 429, headers } : { body: page(h100()) },
    );
    expect(short(await ask(url))).toEqual(["onDemand 98.32"]);
    expect(asked).toHaveLength(3);
  });

  test("waits no shorter than Azure's own header says", async () => {
    const headers = { "x-ms-ratelimit-retailprices-retry-after": "3600" };
    const { url, asked } = await serving(() => ({ status: 429, headers }));
    expect(await failure(url, { timeoutMs: 60 })).toBe("it did not answer within 0.06 s");
    expect(asked).toHaveLength(1);
  });

  test.each<[string, Served, string]>([
    [
      "HTML",
      { body: "<!DOCTYPE html><html>sign in</html>" },
      "it answered with an HTML page that is no JSON",
    ],
    ["half a document", { body: '{"Items": [' }, "it answered with something that is no JSON"],
    ["a connection that breaks", { body: page(h100()), breaksAfter: 40 }, "the request failed (aborted)"],
    ["another form", { body: { value: [] } }, "its answer is not of the documented form (at Items)"],
    [
      "a meter without price",
      { body: page({ ...h100(), retailPrice: null }) },
      "its answer is not of the documented form (at Items.0.retailPrice)",
    ],
    ["a refusal", { status: 400, body: "bad filter" }, "it answered 400"],
  ])("refuses %s", async (_, answer, reason) => {
    const { url } = await serving(() => answer);
    expect(await failure(url, { retries: 0 })).toBe(reason);
  });

  test("says in one paragraph that nobody is there", async () => {
    const server = await serve(() => ({}));
    await server.close();
    expect(await failure(server.url, { retries: 0 })).toMatch(/^the request failed \(.*ECONNREFUSED/);
  });

  test("fails as a whole where one question fails", async () => {
    const { url } = await serving((path) =>
      path.includes("Key Vault") ? { status: 500 } : { body: page(h100()) },
    );
    const all = refreshAzure(new RetailPrices({ endpoint: url, retries: 0 }), REQUEST);
    await expect(all).rejects.toThrow("it answered 500");
  });
});

describe("the table of meters", () => {
  test("has every Azure item of the catalogue once, or says why not", () => {
    const asked = meters.map(({ item }) => item);
    expect(asked.filter((item, index) => asked.indexOf(item) !== index)).toEqual([]);
    const covered = new Set([...asked, ...Object.keys(notRefreshed)]);
    expect([...new Set(azurePrices.map(({ item }) => item))].filter((item) => !covered.has(item))).toEqual(
      [],
    );
    expect(Object.keys(notRefreshed).filter((item) => asked.includes(item))).toEqual([]);
  });

  test("counts every item as the catalogue does", () => {
    const units = new Map(azurePrices.map(({ item, unit }) => [item, unit]));
    expect(meters.filter(({ item, unit }) => units.has(item) && units.get(item) !== unit)).toEqual([]);
  });
});
