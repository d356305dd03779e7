import { checkFile, type FileKind, fileText } from "../planning/checked-file.ts";
import { refuse } from "../planning/problem.ts";
import { type PriceFile, priceFileModel } from "./price-file-model.ts";
import { rowProblems } from "./price-rows.ts";

/** How to write each property. */
const FIXES: Readonly<Record<string, string>> = {
  prices: "write a list of rows",
  discounts: "write a list of discounts",
  currency: "write for example USD or EUR",
  origin: "leave it out, or write own or refreshed",
  item: "write for example vm/Standard_ND96isr_H100_v5",
  items: "write for example vm/*",
  region: "write for example eastus or us-east-1",
  regions: "write for example [eastus, eastus2]",
  unit: "write one of these",
  price: "write for example 98.32",
  percent: "write for example 12.5",
  from: "write for example 51200, or leave it out",
  term: "leave it out for onDemand, or write one of these",
  terms: "leave it out for onDemand, or write a list of these",
  source: "say where the price was read or agreed",
  reason: "say why, in a few words",
  asOf: "write for example 2026-11-22",
};

const PRICE_FILE: FileKind<PriceFile> = {
  name: "a price file",
  // All regions of a cloud, refreshed, are a tenth of this.
  maxBytes: 16 * 1024 * 1024,
  model: priceFileModel,
  fixes: FIXES,
  example: `currency: USD
prices:
  - { item: lustre/AMLFS-Durable-Premium-250, region: eastus, unit: TiB-month, price: 215.00, source: our quote, asOf: 2026-11-22 }
discounts:
  - { items: "vm/*", percent: 12, reason: our agreement }`,
};

/**
 * Reads a price file, YAML or JSON.
 *
 * @throws InvalidInput that lists everything that is wrong with it.
 */
export function readPriceFile(file: string): PriceFile {
  return parsePriceFile(fileText(file, PRICE_FILE), file);
}

/**
 * Parses the text of a price file. Numbers are taken as they are written, so that no digit of a price is lost.
 *
 * @param shownAs how messages name it.
 * @throws InvalidInput that lists everything that is wrong with it.
 */
export function parsePriceFile(text: string, shownAs: string): PriceFile {
  const { content, place } = checkFile(text, shownAs, PRICE_FILE);
  refuse(shownAs, rowProblems(content, place));
  return content;
}
