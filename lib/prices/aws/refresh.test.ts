import { afterEach, describe, expect, test } from "vitest";
import { awsPrices } from "../../../catalog/prices.ts";
import type { Refreshed, RefreshRequest } from "../refreshed.ts";
import { type Served, type Server, serve } from "../testing/serve.ts";
import { notRefreshed, offers } from "./offers.ts";
import { PriceList } from "./price-list.ts";
import { refreshAws } from "./refresh.ts";

const REQUEST: RefreshRequest = { region: "us-east-1", currency: "USD", asOf: "2026-11-24" };

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) await server.close();
});

interface Dimension {
  readonly USD: string;
  readonly unit?: string;
  readonly begin?: string;
}

/** A product in the form of an offer file, with its prices on demand, by the amount from which they hold. */
interface Sold {
  readonly attributes: Readonly<Record<string, string>>;
  readonly onDemand: readonly Dimension[];
  readonly effectiveDate?: string;
  readonly reserved?: readonly {
    readonly USD: string;
    readonly termAttributes: Readonly<Record<string, string>>;
  }[];
}

/** https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html */
function offerFile(sold: readonly Sold[]): object {
  const dimensions = (sku: string, rows: readonly Dimension[]) =>
    Object.fromEntries(
      rows.map(({ USD, unit = "Hrs", begin = "0" }, index) => [
        `${sku}.JRTCKXETXF.${index}`,
        {
          rateCode: `${sku}.JRTCKXETXF.${index}`,
          beginRange: begin,
          endRange: "Inf",
          unit,
          pricePerUnit: { USD },
          appliesTo: [],
        },
      ]),
    );
  const numbered = sold.map((each, index) => [`SKU${index}`, each] as const);
  const term = (
    sku: string,
    effectiveDate: string,
    rows: readonly Dimension[],
    termAttributes: object = {},
  ) => ({
    sku,
    effectiveDate,
    priceDimensions: dimensions(sku, rows),
    termAttributes,
  });
  return {
    formatVersion: "v1.0",
    offerCode: "AmazonEC2",
    publicationDate: "2026-11-20T00:00:00Z",
    products: Object.fromEntries(
      numbered.map(([sku, { attributes }]) => [sku, { sku, productFamily: "Compute Instance", attributes }]),
    ),
    terms: {
      OnDemand: Object.fromEntries(
        numbered.map(([sku, { onDemand, effectiveDate = "2026-11-01T00:00:00Z" }]) => [
          sku,
          { [`${sku}.JRTCKXETXF`]: term(sku, effectiveDate, onDemand) },
        ]),
      ),
      Reserved: Object.fromEntries(
        numbered.map(([sku, { reserved = [] }]) => [
          sku,
          Object.fromEntries(
            reserved.map(({ USD, termAttributes }, index) => [
              `${sku}.R${index}`,
              term(sku, "2026-11-01T00:00:00Z", [{ USD }], termAttributes),
            ]),
          ),
        ]),
      ),
    },
    attributesList: {},
  };
}

/** The attributes by which p5 is told from its namesakes. */
const p5 = (changes: Readonly<Record<string, string>> = {}): Sold["attributes"] => ({
  instanceType: "p5.48xlarge",
  operatingSystem: "Linux",
  tenancy: "Shared",
  preInstalledSw: "NA",
  capacitystatus: "Used",
  marketoption: "OnDemand",
  operation: "RunInstances",
  regionCode: "us-east-1",
  usagetype: "BoxUsage:p5.48xlarge",
  ...changes,
});

const CURRENT = "/offers/v1.0/aws/AmazonEC2/20261120000000/us-east-1/index.json";
const index = {
  formatVersion: "v1.0",
  regions: { "us-east-1": { regionCode: "us-east-1", currentVersionUrl: CURRENT } },
};

async function serving(file: Served): Promise<Server> {
  const server = await serve((path) => (path.endsWith("region_index.json") ? { body: index } : file));
  open.push(server);
  return server;
}

/** What is found for an item in a file of these products. */
async function found(item: string, sold: readonly Sold[], request = REQUEST): Promise<Refreshed> {
  const { url } = await serving({ body: offerFile(sold) });
  const asked = offers.filter((offer) => offer.item === item);
  return refreshAws(new PriceList({ endpoint: url }), request, asked);
}

const short = ({ rows, unanswered }: Refreshed): readonly string[] => [
  ...rows.map(({ term, price, from }) => `${term} ${price}${from ? ` from ${from}` : ""}`),
  ...unanswered.map(({ reason }) => `unknown: ${reason}`),
];

describe("the namesakes of an instance", () => {
  const real: Sold = { attributes: p5(), onDemand: [{ USD: "55.0400000000" }] };

  test.each<[string, Readonly<Record<string, string>>, string]>([
    [
      "a capacity block, at a price of nothing",
      { marketoption: "CapacityBlock", operation: "RunInstances:CB" },
      "0.0000000000",
    ],
    ["a capacity block by its option alone", { marketoption: "CapacityBlock" }, "39.3300000000"],
    ["Windows", { operatingSystem: "Windows", operation: "RunInstances:0002" }, "63.8720000000"],
    ["SQL Server on it", { preInstalledSw: "SQL Std" }, "70"],
    ["software in its operation only", { operation: "RunInstances:0004" }, "71"],
    ["a host of its own", { tenancy: "Dedicated" }, "60.5440000000"],
    ["reserved capacity that nobody uses", { capacitystatus: "UnusedCapacityReservation" }, "55.05"],
    ["reserved capacity that was paid", { capacitystatus: "AllocatedCapacityReservation" }, "0"],
    ["another region", { regionCode: "us-east-2" }, "56"],
    ["another size", { instanceType: "p5.4xlarge" }, "6.88"],
  ])("%s", async (_, changes, USD) => {
    const decoy: Sold = { attributes: p5(changes), onDemand: [{ USD }] };
    expect(short(await found("ec2/p5.48xlarge", [decoy, real]))).toEqual(["onDemand 55.04"]);
    expect(short(await found("ec2/p5.48xlarge", [decoy]))).toEqual(["unknown: no such product"]);
  });

  test("two products with two prices are none", async () => {
    const other: Sold = { attributes: p5(), onDemand: [{ USD: "54" }] };
    expect(short(await found("ec2/p5.48xlarge", [other, real]))).toEqual([
      "unknown: several products print different prices",
    ]);
    expect(short(await found("ec2/p5.48xlarge", [real, real]))).toEqual(["onDemand 55.04"]);
  });

  test("what takes effect later is not taken, and nothing is never a price", async () => {
    const later = { ...real, effectiveDate: "2026-12-01T00:00:00Z" };
    expect(short(await found("ec2/p5.48xlarge", [later]))).toEqual([
      "unknown: it has no price that is in force",
    ]);
    expect(short(await found("ec2/p5.48xlarge", [{ ...real, onDemand: [{ USD: "0.0000000000" }] }]))).toEqual(
      ["unknown: its product prints a price of nothing, which is not taken for one"],
    );
  });

  test("of the reservations, the standard ones without advance payment are by the hour", async () => {
    const attributes = (LeaseContractLength: string, OfferingClass: string, PurchaseOption: string) => ({
      LeaseContractLength,
      OfferingClass,
      PurchaseOption,
    });
    const reserved = [
      { USD: "0.0000000000", termAttributes: attributes("1yr", "standard", "All Upfront") },
      { USD: "36.1", termAttributes: attributes("1yr", "standard", "No Upfront") },
      { USD: "41", termAttributes: attributes("1yr", "convertible", "No Upfront") },
      { USD: "24.5", termAttributes: attributes("3yr", "standard", "No Upfront") },
      { USD: "12.2", termAttributes: attributes("3yr", "standard", "Partial Upfront") },
      { USD: "18.1", termAttributes: attributes("1yr", "standard", "Partial Upfront") },
    ];
    expect(short(await found("ec2/p5.48xlarge", [{ ...real, reserved }]))).toEqual([
      "onDemand 55.04",
      "reservation1Year 36.1",
      "reservation3Years 24.5",
    ]);
  });
});

describe("the units and tiers of other products", () => {
  test.each<[string, string, string, readonly Dimension[], readonly string[]]>([
    [
      "throughput by the GiB/s",
      "ebs/gp3/throughput",
      "EBS:VolumeP-Throughput.gp3",
      [{ USD: "40.96", unit: "GiBps-mo" }],
      ["onDemand 0.04 from 125"],
    ],
    [
      "IOPS above what a volume includes",
      "ebs/gp3/iops",
      "EBS:VolumeP-IOPS.gp3",
      [{ USD: "0.005", unit: "IOPS-Mo" }],
      ["onDemand 0.005 from 3000"],
    ],
    [
      "requests one by one",
      "s3/STANDARD/writes",
      "Requests-Tier1",
      [{ USD: "0.000005", unit: "Requests" }],
      ["onDemand 0.05"],
    ],
    [
      "requests, of which some are free",
      "kms/requests",
      "us-east-1-KMS-Requests",
      [
        { USD: "0.0000030000", unit: "Requests", begin: "20000" },
        { USD: "0.0000000000", unit: "Requests", begin: "0" },
      ],
      ["onDemand 0.03 from 2"],
    ],
    [
      "tiers in their order",
      "s3/STANDARD/storage",
      "USE2-TimedStorage-ByteHrs",
      [
        { USD: "0.021", unit: "GB-Mo", begin: "512000" },
        { USD: "0.023", unit: "GB-Mo", begin: "0" },
        { USD: "0.022", unit: "GB-Mo", begin: "51200" },
      ],
      ["onDemand 0.023", "onDemand 0.022 from 51200", "onDemand 0.021 from 512000"],
    ],
    [
      "a unit that nobody knows",
      "s3/STANDARD/storage",
      "TimedStorage-ByteHrs",
      [{ USD: "1", unit: "Furlongs" }],
      ['unknown: its product counts by "Furlongs", which is not understood'],
    ],
    [
      "a kind of usage with a longer name",
      "vpc/natGateway",
      "RegionalNatGateway-Hours",
      [{ USD: "1" }],
      ["unknown: no such product"],
    ],
    [
      "an outpost's",
      "vpc/natGateway",
      "Outposts-NatGateway-Hours",
      [{ USD: "1" }],
      ["unknown: no such product"],
    ],
  ])("%s", async (_, item, usagetype, onDemand, expected) => {
    expect(short(await found(item, [{ attributes: { usagetype }, onDemand }]))).toEqual(expected);
  });

  test("extended support costs its surcharge on top of the standard price", async () => {
    const cluster: Sold = {
      attributes: { usagetype: "USE1-AmazonEKS-Hours:perCluster" },
      onDemand: [{ USD: "0.10" }],
    };
    const extended: Sold = {
      attributes: { usagetype: "USE1-AmazonEKS-Hours:extendedSupport" },
      onDemand: [{ USD: "0.50" }],
    };
    const eks = offers.filter(({ offer }) => offer === "AmazonEKS");
    const ask = async (...sold: readonly Sold[]) => {
      const { url } = await serving({ body: offerFile(sold) });
      return refreshAws(new PriceList({ endpoint: url }), REQUEST, eks);
    };
    expect(short(await ask(cluster, extended))).toEqual(["onDemand 0.1", "onDemand 0.6"]);
    expect(short(await ask(extended))).toEqual([
      "unknown: no such product",
      "unknown: it comes on top of eks/standardSupport, which has no price",
    ]);
  });
});

describe("asking", () => {
  const gpu = offers.filter(({ item }) => item === "ec2/p5.48xlarge");
  const sold: readonly Sold[] = [{ attributes: p5(), onDemand: [{ USD: "55.04" }] }];
  const failure = async (file: Served): Promise<string> => {
    const { url } = await serving(file);
    const error: unknown = await refreshAws(new PriceList({ endpoint: url, retries: 0 }), REQUEST, gpu).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return /cannot be used: (.*?)\. Nothing was written/.exec(String(error))?.[1] ?? String(error);
  };

  test("reads the file that the index of regions names, and says so", async () => {
    const { url, asked } = await serving({ body: offerFile(sold) });
    const { rows } = await refreshAws(new PriceList({ endpoint: url }), REQUEST, gpu);
    expect(asked).toEqual(["/offers/v1.0/aws/AmazonEC2/current/region_index.json", CURRENT]);
    expect(rows).toEqual([
      expect.objectContaining({ source: `${url}${CURRENT}`, os: "linux", asOf: "2026-11-24" }),
    ]);
  });

  test("a region without a file is unknown, not empty", async () => {
    const { url, asked } = await serving({ body: offerFile(sold) });
    const { rows, unanswered } = await refreshAws(
      new PriceList({ endpoint: url }),
      { ...REQUEST, region: "eu-west-9" },
      gpu,
    );
    expect([rows, unanswered[0]?.reason, asked.length]).toEqual([
      [],
      "AmazonEC2 has no price list for eu-west-9",
      1,
    ]);
  });

  test("never reads a file of another host", async () => {
    const other = await serve(() => ({ body: offerFile(sold) }));
    open.push(other);
    const server = await serve(() => ({
      body: { regions: { "us-east-1": { currentVersionUrl: `${other.url}/x` } } },
    }));
    open.push(server);
    await expect(refreshAws(new PriceList({ endpoint: server.url }), REQUEST, gpu)).rejects.toThrow(
      /is not its own/,
    );
    expect(other.asked).toEqual([]);
  });

  const whole = JSON.stringify(offerFile(sold));
  test.each<[string, Served, string]>([
    [
      "a file that ends too early",
      { body: whole.slice(0, -20) },
      "it answered with something that is no whole JSON document",
    ],
    ["a connection that breaks", { body: whole, breaksAfter: 300 }, "the request failed (aborted)"],
    [
      "HTML",
      { body: "<html>maintenance</html>" },
      "it answered with something that is no whole JSON document",
    ],
    ["a refusal", { status: 403 }, "it answered 403"],
    [
      "another form",
      { body: { products: { A: { sku: 1 } } } },
      "its answer is not of the documented form (at sku)",
    ],
    [
      "prices before products",
      { body: { terms: { OnDemand: { A: {} } }, products: {} } },
      "it prints prices before the products that they are for",
    ],
  ])("refuses %s", async (_, file, reason) => {
    expect(await failure(file)).toBe(reason);
  });

  test("fails as a whole where one file fails", async () => {
    const server = await serve((path) =>
      path.includes("AmazonFSx")
        ? { status: 500 }
        : { body: path.endsWith("region_index.json") ? index : offerFile(sold) },
    );
    open.push(server);
    await expect(refreshAws(new PriceList({ endpoint: server.url, retries: 0 }), REQUEST)).rejects.toThrow(
      "it answered 500",
    );
  });
});

describe("the table of products", () => {
  test("has every AWS item of the catalogue once, or says why not", () => {
    const asked = offers.map(({ item }) => item);
    expect(asked.filter((item, at) => asked.indexOf(item) !== at)).toEqual([]);
    const covered = new Set([...asked, ...Object.keys(notRefreshed)]);
    expect([...new Set(awsPrices.map(({ item }) => item))].filter((item) => !covered.has(item))).toEqual([]);
    expect(Object.keys(notRefreshed).filter((item) => asked.includes(item))).toEqual([]);
  });

  test("counts every item as the catalogue does", () => {
    const units = new Map(awsPrices.map(({ item, unit }) => [item, unit]));
    expect(offers.filter(({ item, unit }) => units.has(item) && units.get(item) !== unit)).toEqual([]);
  });
});
