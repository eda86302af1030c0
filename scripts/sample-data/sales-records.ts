import { day, daysFrom, hour, isWeekend, minute, startOf, utcParts } from './calendar.ts';
import { csvLine, type DataFile, type Fault, textFile, writeRows } from './data-file.ts';
import { type Item, items, type Region, regions } from './lookups.ts';
import type { Random } from './random.ts';
import { saleNote } from './sale-note.ts';

interface Sale {
  readonly id: string;
  readonly item: string;
  readonly quantity: string;
  readonly discount: string;
  readonly region: string;
  readonly instant: number;
  /** How the till or shop writes times. */
  readonly clock: 'iso' | 'us' | 'long';
  readonly online: string;
  readonly updated: number;
  readonly note: string;
}

const firstMonth = 3;
const lastMonth = 10;
/** A data centre was fitted out: three large orders on one day. */
const bulkDay = startOf('2026-09-15');
const headings = [
  'Transaction ID',
  'Item',
  'Quantity',
  'Unit Discount',
  'Region',
  'Timestamp',
  'Online',
  'Updated At',
  'Note',
];

function timestamp({ instant, clock }: Sale): string {
  const { year, month, monthName, dayOfMonth, date, time } = utcParts(instant);
  if (clock === 'iso') return `${date} ${time}`;
  if (clock === 'us') return `${month}/${dayOfMonth}/${year} ${time.slice(0, 5)}`;
  const hours = Number(time.slice(0, 2));
  const twelve = String(hours % 12 === 0 ? 12 : hours % 12).padStart(2, '0');
  return `${Number(dayOfMonth)} ${monthName} ${year} ${twelve}:${time.slice(3, 5)} ${hours < 12 ? 'AM' : 'PM'}`;
}

const write = (sale: Sale): string =>
  csvLine(
    [
      sale.id,
      sale.item,
      sale.quantity,
      sale.discount,
      sale.region,
      timestamp(sale),
      sale.online,
      new Date(sale.updated).toISOString(),
      sale.note,
    ],
    ';',
  );

const faults: readonly Fault<Sale>[] = [
  { kind: 'quantity of none', times: [1, 3], write: (sale) => write({ ...sale, quantity: '0' }) },
  { kind: 'quantity in words', times: [0, 2], write: (sale) => write({ ...sale, quantity: 'two' }) },
  { kind: 'half a piece', times: [0, 1], write: (sale) => write({ ...sale, quantity: '1.5' }) },
  { kind: 'no such day', times: [0, 2], write: (sale) => write(sale).replace(timestamp(sale), '2026-02-30 11:20:00') },
  {
    kind: 'day before month',
    times: [0, 2],
    write: (sale) => write(sale).replace(timestamp(sale), '31/08/2026 09:15'),
  },
  { kind: 'no region', times: [0, 2], write: (sale) => write({ ...sale, region: 'NULL' }) },
  { kind: 'region by name', times: [0, 1], write: (sale) => write({ ...sale, region: 'Berlin' }) },
  { kind: 'discount not a number', times: [0, 1], write: (sale) => write({ ...sale, discount: '10 percent' }) },
  { kind: 'listed twice', times: [1, 3], write: (sale) => `${write(sale)}\n${write(sale)}` },
  { kind: 'line cut off', times: [0, 1], suits: (sale) => sale.note === '', write: (sale) => write(sale).slice(0, 26) },
];

/** Back to school lifts computers in September; furniture falls in July and August. */
function season(item: Item, month: number): number {
  if (item.category === 'Computers' && month === 9) return 1.5;
  if (item.category === 'Furniture' && (month === 7 || month === 8)) return 0.6;
  return 1;
}

function pickItem(month: number, random: Random): Item {
  const [first, ...rest] = items;
  const share = (item: Item) => [item, item.weight * season(item, month)] as const;
  return random.weighted([share(first), ...rest.map(share)]);
}

function pickRegion(month: number, random: Random): Region {
  const [first, ...rest] = regions;
  const share = (region: Region) => [region, region.weight * region.monthlyGrowth ** (month - firstMonth)] as const;
  return random.weighted([share(first), ...rest.map(share)]);
}

/** A discount a piece, as the till writes it: none, five per cent, or ten on large quantities. */
function discount(item: Item, quantity: number, random: Random): string {
  const price = Number(item.unitPrice.replace(/[$,]/g, ''));
  const share = quantity >= 10 ? 0.1 : random.chance(0.25) ? 0.05 : 0;
  if (share === 0)
    return random.weighted([
      ['0.00', 8],
      ['$0.00', 2],
      ['', 3],
      ['n/a', 1],
    ]);
  const cents = (price * share).toFixed(2);
  return random.chance(0.5) ? cents : `$${cents.replace(/\B(?=(\d{3})+\.)/g, ',')}`;
}

function sale(start: number, number: number, random: Random): Sale {
  const { year, month } = utcParts(start);
  const region = pickRegion(Number(month), random);
  const item = pickItem(Number(month), random);
  const most = random.chance(0.04) ? item.most * 4 : item.most;
  const quantity = Math.max(1, Math.ceil(most * random.uniform() ** 2));
  const localHour = Math.min(21, Math.max(7, random.normal(13.5, 3)));
  const utcHour = (localHour - region.utcOffset + 24) % 24;
  const instant = start + Math.floor((utcHour * hour) / 1000) * 1000;
  return {
    id: `T${year.slice(2)}${month}-${String(number).padStart(5, '0')}`,
    item: random.chance(0.008) ? 'fax-machine' : random.chance(0.03) ? ` ${item.item.toUpperCase()} ` : item.item,
    quantity: quantity >= 100 && random.chance(0.3) ? `${quantity} ` : String(quantity),
    discount: discount(item, quantity, random),
    region: region.region,
    instant,
    clock: region.country === 'United States' ? random.pick(['us', 'us', 'iso']) : random.pick(['iso', 'iso', 'long']),
    online: random.chance(0.42) ? random.pick(['yes', 'Y', 'true']) : random.pick(['no', 'N', 'false']),
    updated: instant + random.integer(1, 20) * minute,
    note: saleNote(random),
  };
}

/** Sales of a UTC day: about thirty, fewer on weekends. Region growth is in the regions, growth of the whole is here. */
function salesOf(start: number, random: Random): Sale[] {
  const months = (start - startOf('2026-03-01')) / (30.5 * day);
  const expected = 27 * 1.025 ** months * (isWeekend(start) ? 0.45 : 1.2);
  const count = Math.max(3, Math.round(random.normal(expected, Math.sqrt(expected) * 0.7)));
  return Array.from({ length: count }, () => sale(start, 0, random));
}

function bulkOrders(start: number, random: Random): Sale[] {
  const order = { ...sale(start, 0, random), region: 'DE-BE', online: 'no', note: '', clock: 'iso' as const };
  return [
    { ...order, item: 'server-1u', quantity: '48', discount: '$435.00' },
    { ...order, item: 'switch-24-port', quantity: '30', discount: '$31.24' },
    { ...order, item: 'patch-cable-2m', quantity: '1,200', discount: '0.41' },
  ];
}

/** A later month lists some sales of the month before again, corrected: other quantity, later `Updated At`. */
function corrections(sales: readonly Sale[], random: Random): Sale[] {
  const chosen = sales.filter((entry) => /^\d+$/.test(entry.quantity) && random.chance(0.015));
  return chosen.map((entry) => ({
    ...entry,
    quantity: String(Math.max(1, Number(entry.quantity) + random.pick([-2, -1, 1, 3]))),
    updated: entry.updated + random.integer(9, 25) * day,
    note: 'corrected',
  }));
}

/** datasets/sales_records: a file a month, March to October 2026. */
export function salesRecords(random: Random): DataFile[] {
  let before: readonly Sale[] = [];
  return Array.from({ length: lastMonth - firstMonth + 1 }, (_, index) => {
    const month = `2026-${String(firstMonth + index).padStart(2, '0')}`;
    const length = new Date(Date.UTC(2026, firstMonth + index, 0)).getUTCDate();
    const sold = daysFrom(`${month}-01`, length).flatMap((start) => [
      ...salesOf(start, random),
      ...(start === bulkDay ? bulkOrders(start, random) : []),
    ]);
    sold.sort((one, other) => one.instant - other.instant);
    const numbered = sold.map((entry, place) => ({
      ...entry,
      id: entry.id.replace(/\d{5}$/, String(place + 1).padStart(5, '0')),
    }));
    const lines = writeRows([...corrections(before, random), ...numbered], write, faults, random);
    before = numbered;
    return textFile(`sales_records/${month}.csv`, [headings.join(';'), ...lines]);
  });
}
