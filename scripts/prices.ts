import { type Command, Option } from "commander";
import ora from "ora";
import { awsRegionOf } from "../catalog/aws/regions.ts";
import { regionOf } from "../catalog/azure/regions.ts";
import { CURRENCY_RULE, isCurrency } from "../catalog/currency.ts";
import { InvalidInput } from "../lib/planning/problem.ts";
import { PriceList } from "../lib/prices/aws/price-list.ts";
import { refreshAws } from "../lib/prices/aws/refresh.ts";
import { refreshAzure } from "../lib/prices/azure/refresh.ts";
import { RetailPrices } from "../lib/prices/azure/retail-prices.ts";
import { type Refreshed, type RefreshRequest, refreshedFileText } from "../lib/prices/refreshed.ts";
import { checkDate } from "./dates.ts";
import type { Terminal } from "./terminal.ts";
import { checkOut, replaceOut } from "./write-out.ts";

type Cloud = "azure" | "aws";

interface PricesOptions {
  readonly region: string;
  readonly cloud?: Cloud;
  readonly currency: string;
  readonly out?: string;
  readonly asOf?: string;
}

/** Where price lists are. Only tests give others than the clouds' own. */
export interface PriceLists {
  readonly azure: RetailPrices;
  readonly aws: PriceList;
}

/** Adds `exaform prices`. */
export function addPrices(program: Command, terminal: Terminal, lists?: PriceLists): void {
  program
    .command("prices")
    .description("ask a cloud's public price list for today's prices of one region, as a file for --prices")
    .requiredOption("--region <region>", "the cloud's short name of it, for example eastus or us-east-1")
    .addOption(
      new Option("--cloud <cloud>", "whose region it is (default: by its name)").choices(["azure", "aws"]),
    )
    .option("--currency <code>", "ISO 4217; AWS prints US dollars only", "USD")
    .option("--out <file>", "write it there instead of to stdout")
    .option("--as-of <date>", "the day that the rows carry, YYYY-MM-DD (default: today)", checkDate)
    .action((options: PricesOptions) =>
      refresh(options, terminal, lists ?? { azure: new RetailPrices(), aws: new PriceList() }),
    );
}

async function refresh(options: PricesOptions, terminal: Terminal, lists: PriceLists): Promise<void> {
  const { currency, out } = options;
  const cloud = cloudOf(options);
  checkCurrency(cloud, currency);
  if (out !== undefined) checkOut(out);
  const asOf = options.asOf ?? new Date().toISOString().slice(0, 10);
  const spinner = ora({
    isEnabled: terminal.stderr.isTTY === true,
    isSilent: terminal.stderr.isTTY !== true,
  });
  const asking = `asking ${cloud === "azure" ? "Azure" : "AWS"} for ${options.region}`;
  spinner.start(asking);
  const request: RefreshRequest = {
    region: options.region,
    currency,
    asOf,
    onProgress: (what) => {
      spinner.text = `${asking}: ${what}`;
    },
  };
  let refreshed: Refreshed;
  try {
    refreshed = await (cloud === "azure"
      ? refreshAzure(lists.azure, request)
      : refreshAws(lists.aws, request));
  } finally {
    spinner.stop();
  }
  if (refreshed.rows.length === 0) throw nothingFound(options);
  const text = refreshedFileText(refreshed.rows, currency);
  if (out === undefined) terminal.stdout.write(text);
  else replaceOut(out, text);
  terminal.stderr.write(summaryOf(refreshed));
}

function cloudOf({ region, cloud }: PricesOptions): Cloud {
  if (cloud !== undefined) return cloud;
  if (regionOf(region)?.name === region) return "azure";
  if (awsRegionOf(region) !== undefined) return "aws";
  throw new InvalidInput("prices", [
    {
      path: "--region",
      value: region,
      message: "no cloud of the catalogue has a region of this short name",
      fix: "write for example eastus or us-east-1; for a region that is newer, say whose: --cloud azure or --cloud aws",
    },
  ]);
}

function checkCurrency(cloud: Cloud, currency: string): void {
  const problem = (message: string, fix: string): InvalidInput =>
    new InvalidInput("prices", [{ path: "--currency", value: currency, message, fix }]);
  if (!isCurrency(currency)) throw problem(CURRENCY_RULE, "write for example EUR");
  if (cloud === "aws" && currency !== "USD")
    throw problem("AWS prints its prices in US dollars only", "leave it out");
}

function nothingFound({ region, currency }: PricesOptions): InvalidInput {
  return new InvalidInput("prices", [
    {
      path: "--region",
      value: region,
      message: `the price list has nothing for it in ${currency}; nothing was written`,
      fix: "check the spelling of region and currency",
    },
  ]);
}

function summaryOf({ rows, unanswered }: Refreshed): string {
  const items = new Set(rows.map(({ item }) => item)).size;
  return [
    `items priced: ${items}, in rows: ${rows.length}; not found, which stay unknown: ${unanswered.length}`,
    ...unanswered.map(({ item, reason }) => `  ${item}: ${reason}`),
    "",
  ].join("\n");
}
