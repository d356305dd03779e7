import { Decimal } from "decimal.js";
import type { Price } from "../../../catalog/price.ts";
import type { PriceBook } from "../../../catalog/price-book.ts";

/** A rate of exchange, declared by the user: nothing looks one up. */
export interface ExchangeRate {
  /** Of the amounts that come out, ISO 4217. */
  readonly currency: string;
  /** What one unit of the book's currency is in it, decimal text. */
  readonly rate: string;
  readonly asOf: string;
  readonly source: string;
}

/** No digit of a price times a rate is lost. */
const Exact = Decimal.clone({ precision: 60 });

/** The same prices in another currency; each says at which rate. */
export function exchangedBook(book: PriceBook, exchange: ExchangeRate): PriceBook {
  const note = exchangeNote(book.currency, exchange);
  const exchanged = (price: Price): Price => ({
    ...price,
    currency: exchange.currency,
    price: new Exact(price.price).times(exchange.rate).toFixed(),
    source: `${price.source}; ${note}`,
  });
  return {
    currency: exchange.currency,
    priceOf: (...key) => {
      const price = book.priceOf(...key);
      return price && exchanged(price);
    },
    tiersOf: (...key) => book.tiersOf(...key).map(exchanged),
  };
}

/** The rate in words. */
export function exchangeNote(from: string, { currency, rate, asOf, source }: ExchangeRate): string {
  return `${rate} ${currency} for 1 ${from}, ${asOf}, ${source}`;
}
