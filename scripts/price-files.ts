import { Option } from "commander";
import type { PriceBook } from "../catalog/price-book.ts";
import { prices } from "../catalog/prices.ts";
import { gather, type Problem, refuse } from "../lib/planning/problem.ts";
import { priceBookFrom } from "../lib/prices/price-book-from.ts";
import { readPriceFile } from "../lib/prices/price-file.ts";

/** The option by which a command takes price files; its value is a list of files. */
export function pricesOption(): Option {
  return new Option("--prices <file>", "refreshed prices, or your own prices and discounts; may be repeated")
    .argParser((file: string, before: readonly string[]) => [...before, file])
    .default([], "the dated prices of the catalogue");
}

/**
 * The prices of the catalogue and of these files.
 *
 * @throws InvalidInput with the problems of all files.
 */
export function priceBookOfFiles(files: readonly string[]): PriceBook {
  const problems: Problem[] = [];
  const read = files.map((file) => gather(problems, () => readPriceFile(file)));
  refuse("price files", problems);
  return priceBookFrom(
    prices,
    read.filter((file) => file !== undefined),
  );
}
