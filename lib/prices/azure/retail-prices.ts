import * as z from "zod";
import { Web, type WebOptions } from "../web.ts";
import { type RetailItem, retailItem } from "./retail-item.ts";

/** Azure's Retail Prices API: public, without login. */
const ENDPOINT = "https://prices.azure.com";

/** The version that prints savings plans; its filters are case-sensitive. */
const PATH = "/api/retail/prices?api-version=2023-01-01-preview";

const page = z.looseObject({ Items: z.array(retailItem), NextPageLink: z.string().nullish() });

/** Azure's public price list. */
export class RetailPrices {
  readonly #web: Web;

  constructor(options: Partial<WebOptions> = {}) {
    this.#web = new Web({ endpoint: ENDPOINT, ...options });
  }

  /** Where it was asked, for a row's source. */
  get source(): string {
    return `${ENDPOINT}${PATH}`;
  }

  /**
   * Every meter that a filter finds, all pages.
   *
   * @param filter OData.
   * @param currency ISO 4217.
   * @throws InvalidInput where it cannot be asked, or a page of the answer is missing or is of another form.
   */
  async find(filter: string, currency: string): Promise<readonly RetailItem[]> {
    const items: RetailItem[] = [];
    const seen = new Set<string>();
    const query = `&currencyCode=${encodeURIComponent(`'${currency}'`)}&$filter=${encodeURIComponent(filter)}`;
    let url: string | null | undefined = `${this.#web.endpoint}${PATH}${query}`;
    while (url) {
      if (seen.has(url)) throw this.#web.unusable("its pages come round again and never end");
      seen.add(url);
      const { Items, NextPageLink } = this.#parsed(await (await this.#web.get(url)).text());
      items.push(...Items);
      url = NextPageLink;
    }
    return items;
  }

  #parsed(text: string): z.output<typeof page> {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      const what = /^\s*</.test(text) ? "an HTML page" : "something";
      throw this.#web.unusable(`it answered with ${what} that is no JSON`);
    }
    const checked = page.safeParse(json);
    if (checked.success) return checked.data;
    const where = checked.error.issues[0]?.path.join(".") ?? "";
    throw this.#web.unusable(`its answer is not of the documented form (at ${where || "the top"})`);
  }
}
