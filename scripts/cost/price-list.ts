import file from './prices.json' with { type: 'json' };

/** A price of prices.json. */
export type PriceName = keyof typeof file.prices;

/** US dollars each, of the region and date that the file names. */
export interface PriceList {
  readonly asOf: string;
  readonly region: string;
  readonly usd: (name: PriceName) => number;
}

export const priceList: PriceList = {
  asOf: file.asOf,
  region: file.region,
  usd: (name) => file.prices[name].usd,
};
