import { csvLine, type DataFile, textFile } from './data-file.ts';

/** A sales region: ISO 3166-2 code, the city it is run from, and what the generator makes of it. */
export interface Region {
  readonly region: string;
  readonly name: string;
  readonly country: string;
  /** WGS 84, degrees. */
  readonly latitude: number;
  readonly longitude: number;
  /** Hours ahead of UTC when people are awake there; daylight saving is left out. */
  readonly utcOffset: number;
  /** Share of the business in March 2026, and what it is multiplied by each month. */
  readonly weight: number;
  readonly monthlyGrowth: number;
}

/** Real places with their real coordinates; weights and growth are invented. */
export const regions: readonly [Region, ...Region[]] = [
  place('US-NY', 'New York', 'United States', 40.7128, -74.006, -4, 20, 1.03),
  place('US-CA', 'San Francisco', 'United States', 37.7749, -122.4194, -7, 16, 1.05),
  place('GB-LND', 'London', 'United Kingdom', 51.5074, -0.1278, 1, 14, 1.01),
  place('DE-BE', 'Berlin', 'Germany', 52.52, 13.405, 2, 12, 1.04),
  place('FR-IDF', 'Paris', 'France', 48.8566, 2.3522, 2, 10, 0.96),
  place('JP-13', 'Tokyo', 'Japan', 35.6762, 139.6503, 9, 9, 1.02),
  place('BR-SP', 'São Paulo', 'Brazil', -23.5505, -46.6333, -3, 7, 1.08),
  place('IN-MH', 'Mumbai', 'India', 19.076, 72.8777, 5.5, 6, 1.12),
  place('AU-NSW', 'Sydney', 'Australia', -33.8688, 151.2093, 10, 5, 1.0),
  place('CA-ON', 'Toronto', 'Canada', 43.6532, -79.3832, -4, 4, 1.02),
  place('ZA-WC', 'Cape Town', 'South Africa', -33.9249, 18.4241, 2, 2, 1.06),
];

function place(
  region: string,
  name: string,
  country: string,
  latitude: number,
  longitude: number,
  utcOffset: number,
  weight: number,
  monthlyGrowth: number,
): Region {
  return { region, name, country, latitude, longitude, utcOffset, weight, monthlyGrowth };
}

/** An item of the price list. */
export interface Item {
  readonly item: string;
  readonly category: string;
  /** As the price list writes it. */
  readonly unitPrice: string;
  /** How often it is sold, and how many pieces at most in a usual sale. */
  readonly weight: number;
  readonly most: number;
}

/** The price list; two ways of writing prices. */
export const items: readonly [Item, ...Item[]] = [
  listed('gel-pen-black', 'Stationery', '1.85', 20, 60),
  listed('notebook-a5', 'Stationery', '6.40', 18, 40),
  listed('copy-paper-500', 'Stationery', '7.95', 22, 80),
  listed('stapler', 'Stationery', '13.20', 6, 8),
  listed('desk-lamp', 'Furniture', '48.90', 6, 6),
  listed('office-chair', 'Furniture', '$219.00', 9, 8),
  listed('standing-desk', 'Furniture', '$549.50', 5, 4),
  listed('filing-cabinet', 'Furniture', '$184.75', 3, 3),
  listed('monitor-24', 'Displays', '$169.99', 9, 8),
  listed('monitor-32-4k', 'Displays', '$429.00', 6, 5),
  listed('projector', 'Displays', '$1,099.00', 2, 2),
  listed('laptop-13', 'Computers', '$1,149.00', 8, 5),
  listed('laptop-16', 'Computers', '$1,899.00', 5, 4),
  listed('tablet-11', 'Computers', '$529.00', 6, 6),
  listed('server-1u', 'Computers', '$4,350.00', 1, 2),
  listed('usb-c-dock', 'Accessories', '$139.90', 9, 8),
  listed('keyboard', 'Accessories', '59.00', 10, 10),
  listed('mouse', 'Accessories', '27.50', 12, 12),
  listed('headset', 'Accessories', '89.95', 8, 10),
  listed('webcam-hd', 'Accessories', '64.25', 5, 6),
  listed('wifi-access-point', 'Networking', '$189.00', 4, 6),
  listed('switch-24-port', 'Networking', '$312.40', 3, 3),
  listed('patch-cable-2m', 'Networking', '4.10', 8, 50),
];

function listed(item: string, category: string, unitPrice: string, weight: number, most: number): Item {
  return { item, category, unitPrice, weight, most };
}

/** datasets/regions and datasets/items: small, kept by hand in this file, clean but for how prices are written. */
export function lookups(): DataFile[] {
  const regionLines = regions.map(({ region, name, country, latitude, longitude }) =>
    csvLine([region, name, country, String(latitude), String(longitude)]),
  );
  const itemLines = items.map(({ item, category, unitPrice }) => csvLine([item, category, unitPrice]));
  return [
    textFile('regions/regions.csv', ['region,name,country,latitude,longitude', ...regionLines]),
    textFile('items/items.csv', ['Item,Category,Unit Price', ...itemLines]),
  ];
}
