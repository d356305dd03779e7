import { JSONParser } from "@streamparser/json";
import * as z from "zod";
import { Web, type WebOptions } from "../web.ts";
import type { Attributes } from "./offer.ts";

/** AWS's bulk price list: public, without login. */
const ENDPOINT = "https://pricing.us-east-1.amazonaws.com";

/** The file of EC2 in one region has hundreds of megabytes. */
const TIMEOUT_MS = 30 * 60 * 1000;

const regionIndex = z.looseObject({
  regions: z.record(z.string(), z.looseObject({ currentVersionUrl: z.string() })),
});

const product = z.looseObject({
  sku: z.string(),
  productFamily: z.string().optional(),
  attributes: z.record(z.string(), z.string()),
});

const dimension = z.looseObject({
  unit: z.string(),
  beginRange: z.string().optional(),
  pricePerUnit: z.record(z.string(), z.string()),
});

const term = z.looseObject({
  effectiveDate: z.string(),
  priceDimensions: z.record(z.string(), dimension),
  termAttributes: z.record(z.string(), z.string()).default({}),
});

const terms = z.record(z.string(), term);

/** What a product costs on one set of conditions. */
export type OfferTerm = z.output<typeof term>;

/** A product that was wanted, with its prices. */
export interface Product {
  readonly attributes: Attributes;
  readonly onDemand: OfferTerm[];
  readonly reserved: OfferTerm[];
}

/** What one region's file of an offer says of the products that were wanted. */
export interface OfferFile {
  readonly url: string;
  readonly products: readonly Product[];
}

/** AWS's public price list. */
export class PriceList {
  readonly #web: Web;

  constructor(options: Partial<WebOptions> = {}) {
    this.#web = new Web({ endpoint: ENDPOINT, timeoutMs: TIMEOUT_MS, ...options });
  }

  /**
   * The products of an offer in a region. The file is read as it comes and never held as a whole.
   *
   * @param wanted which products to keep.
   * @param onProgress called with how many bytes have come.
   * @returns `undefined` where the offer has no file for the region.
   * @throws InvalidInput where the list cannot be asked, or its answer is not whole or of another form.
   */
  async read(
    offer: string,
    region: string,
    wanted: (attributes: Attributes) => boolean,
    onProgress?: (bytes: number) => void,
  ): Promise<OfferFile | undefined> {
    const index = await this.#web.get(
      `${this.#web.endpoint}/offers/v1.0/aws/${offer}/current/region_index.json`,
    );
    const { regions } = checked(this.#web, regionIndex, this.#parsed(await index.text()));
    const path = Object.hasOwn(regions, region) ? regions[region]?.currentVersionUrl : undefined;
    if (path === undefined) return undefined;
    const url = new URL(path, this.#web.endpoint).href;
    return { url, products: await this.#products(url, wanted, onProgress) };
  }

  async #products(
    url: string,
    wanted: (attributes: Attributes) => boolean,
    onProgress: ((bytes: number) => void) | undefined,
  ): Promise<Product[]> {
    const parser = new JSONParser({
      paths: ["$.products.*", "$.terms.OnDemand.*", "$.terms.Reserved.*"],
      keepStack: false,
    });
    const parsed: Parsed[] = [];
    parser.onValue = ({ value, key, stack }) => {
      parsed.push({ list: String(stack.at(-1)?.key), sku: String(key), value });
    };
    let malformed = false;
    parser.onError = () => {
      malformed = true;
    };
    const products = new Products(this.#web, wanted);
    let bytes = 0;
    for await (const chunk of (await this.#web.get(url)).chunks()) {
      parser.write(chunk);
      for (const each of parsed.splice(0)) products.take(each);
      if (malformed) break;
      bytes += chunk.length;
      onProgress?.(bytes);
    }
    if (malformed || !parser.isEnded) {
      throw this.#web.unusable("it answered with something that is no whole JSON document");
    }
    return products.wanted;
  }

  #parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.#web.unusable("it answered with something that is no JSON");
    }
  }
}

/** A part of an offer file, as the parser hands it out. */
interface Parsed {
  /** `products`, `OnDemand` or `Reserved`. */
  readonly list: string;
  readonly sku: string;
  readonly value: unknown;
}

/** Keeps the products that are wanted, and their prices, out of the parts of a file as they come. */
class Products {
  readonly #web: Web;
  readonly #isWanted: (attributes: Attributes) => boolean;
  readonly #kept = new Map<string, Product>();
  #seen = false;

  constructor(web: Web, isWanted: (attributes: Attributes) => boolean) {
    this.#web = web;
    this.#isWanted = isWanted;
  }

  get wanted(): Product[] {
    return [...this.#kept.values()];
  }

  /** @throws InvalidInput where a part is of another form, or prices come before what they are for. */
  take({ list, sku, value }: Parsed): void {
    if (list === "products") {
      this.#seen = true;
      const { productFamily = "", attributes } = checked(this.#web, product, value);
      const all = { ...attributes, productFamily };
      if (this.#isWanted(all)) this.#kept.set(sku, { attributes: all, onDemand: [], reserved: [] });
      return;
    }
    if (!this.#seen) throw this.#web.unusable("it prints prices before the products that they are for");
    const priced = this.#kept.get(sku);
    if (priced === undefined) return;
    priced[list === "Reserved" ? "reserved" : "onDemand"].push(
      ...Object.values(checked(this.#web, terms, value)),
    );
  }
}

function checked<T>(web: Web, model: z.ZodType<T>, value: unknown): T {
  const result = model.safeParse(value);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join(".") ?? "";
  throw web.unusable(`its answer is not of the documented form (at ${where || "the top"})`);
}
