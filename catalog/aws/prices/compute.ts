import { type MachineRow, machinePrices, type Price, type PriceOrigin, pricesOf } from "../../price.ts";
import { offerFiles, priceList } from "./offers.ts";

const dataReceipts: PriceOrigin = {
  source: "datareceipts/data-receipts 109-gpu-pricing/hyperscalers.json",
  asOf: "2026-11-09",
};

const dstack: PriceOrigin = { source: "https://github.com/dstackai/dstack/pull/4110", asOf: "2026-08-06" };

/** Public tables of others that agree, and that are linear with the rows read from the price list. */
const linear = priceList("AmazonEC2", "undated", "medium");

/**
 * The page prints prices that were to change on 2025-01-01. The whole block is paid when it is reserved, so that a rate of
 * then says little about today; the operating system is paid for besides, and Linux costs nothing.
 */
const capacityBlockPage: PriceOrigin = {
  source: "https://aws.amazon.com/ec2/capacityblocks/pricing/",
  asOf: "2024-12",
  confidence: "medium",
};

function ec2(type: string, origin: PriceOrigin, rows: readonly MachineRow[]): Price[] {
  return machinePrices(`ec2/${type}`, origin, rows);
}

function capacityBlocks(type: string, price: string, regions: readonly string[]): Price[] {
  const rows = regions.map((region): MachineRow => [region, price]);
  return ec2(type, capacityBlockPage, rows).map((row) => ({ ...row, term: "capacityBlock" }));
}

/** Prices of Linux instances, and of EKS. No price of p6-b300 and p6e-gb200 is public. */
export const computePrices: readonly Price[] = [
  ...ec2("p4d.24xlarge", dataReceipts, [["us-east-1", "21.957642"]]),
  ...ec2("p4de.24xlarge", dataReceipts, [["us-east-1", "27.44705"]]),
  ...ec2("p5.48xlarge", dataReceipts, [["us-east-1", "55.04"]]),
  ...ec2("p5.4xlarge", priceList("AmazonEC2", "2026-10-07", "medium"), [["us-east-1", "6.88"]]),
  ...ec2("p5en.48xlarge", dstack, [
    ["us-east-1", "63.296"],
    ["us-east-2", "63.296"],
    ["us-west-2", "63.296"],
    ["eu-north-1", "67.7267"],
    ["us-west-1", "79.12"],
  ]),
  ...ec2("p6-b200.48xlarge", priceList("AmazonEC2", "2026-10-07", "medium"), [["us-east-1", "113.9328"]]),
  ...capacityBlocks("p5.48xlarge", "39.33", ["us-east-1", "us-east-2"]),
  ...capacityBlocks("p5e.48xlarge", "43.26", ["us-east-2"]),
  ...capacityBlocks("p4d.24xlarge", "14.75", ["us-east-2", "us-west-2"]),
  ...ec2("m5.large", offerFiles, [["us-east-1", "0.096"]]),
  ...ec2("m5.xlarge", offerFiles, [["us-east-1", "0.192"]]),
  ...ec2("m6i.large", offerFiles, [["us-east-1", "0.096"]]),
  ...ec2("m6i.xlarge", offerFiles, [["us-east-1", "0.192"]]),
  ...ec2("m6i.4xlarge", linear, [["us-east-1", "0.768"]]),
  ...ec2("m6i.8xlarge", linear, [["us-east-1", "1.536"]]),
  ...ec2("m7i.large", offerFiles, [["us-east-1", "0.1008"]]),
  ...ec2("m7i.2xlarge", linear, [["us-east-1", "0.4032"]]),
  ...ec2("m7i.4xlarge", linear, [["us-east-1", "0.8064"]]),
  ...ec2("m7i.8xlarge", linear, [["us-east-1", "1.6128"]]),
  ...ec2("m7i.16xlarge", linear, [["us-east-1", "3.2256"]]),
  ...ec2("t3.medium", offerFiles, [["us-east-1", "0.0416"]]),
  ...ec2("t3.large", offerFiles, [["us-east-1", "0.0832"]]),
  ...ec2("c6i.large", offerFiles, [["us-east-1", "0.085"]]),
  ...ec2("r6i.large", offerFiles, [["us-east-1", "0.126"]]),
  ...pricesOf("us-east-1", offerFiles, [["eks/standardSupport", "hour", "0.10"]]),
  // What a cluster on an old version costs in all: the standard price and 0.50 more.
  ...pricesOf("us-east-1", priceList("AmazonEKS", "2026-09-18"), [["eks/extendedSupport", "hour", "0.60"]]),
];
