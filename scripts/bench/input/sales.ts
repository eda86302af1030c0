import { createRandom, type Random } from '../../sample-data/random.ts';
import type { Sale } from './sale.ts';
import { saleFaults } from './sale-faults.ts';

/** Share of rows that break the schema. */
export const badShare = 0.01;

const regions = ['north', 'south', 'east', 'west', 'centre', 'islands', 'export'] as const;
const makes = [
  'Acme',
  'Nord',
  'Blue Hill',
  'Kobo',
  'Selene',
  'Orbit',
  'Tall Tree',
  'Foster',
  'Zenith',
  'Mono',
] as const;
const makesAbroad = ['Séléné', 'Förster', 'Ångström', '株式会社'] as const;
const things = [
  'lamp',
  'desk',
  'chair',
  'router',
  'kettle',
  'notebook',
  'headset',
  'monitor',
  'shelf',
  'cable',
] as const;
const sizes = ['S', 'M', 'L', 'XL', '2m', '24"', 'mk II', '2026'] as const;
const people = [
  'ada.lovelace',
  'grace.h',
  'linus',
  'barbara.l',
  'edsger.w.d',
  'katherine.j',
  'alan.turing',
  'margaret',
] as const;
const hosts = ['example.com', 'mail.example.org', 'shop.example.net', 'example.co.uk'] as const;
const shortNotes = ['gift', 'call first', 'leave it at the door', 'second floor, left', 'fragile, keep dry'] as const;
const longNotes = [
  'Leave at the door.\nRing twice.',
  'Customer said: "no plastic", please.',
  'Two parcels:\n- one to the office,\n- one to the home address',
  'Café at the corner, ask for Zoë',
] as const;
const nullTokens = ['', '', '', 'NULL', 'n/a', '-'] as const;
const yes = ['true', 'yes', 'Y', '1'] as const;
const no = ['false', 'no', 'N', '0'] as const;
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** A day of 2021 to 2026 in one of the four ways that the schema knows; the plain one is the most frequent. */
function writeDay(random: Random): string {
  const [year, month, day] = [random.integer(2021, 2026), random.integer(1, 12), random.integer(1, 28)];
  const way = random.uniform();
  if (way < 0.55) return `${year}-${two(month)}-${two(day)}`;
  if (way < 0.75) return `${two(month)}/${two(day)}/${year}`;
  if (way < 0.9) return `${two(day)}.${two(month)}.${year}`;
  return `${day} ${monthNames[month - 1]} ${year}`;
}

/** Cents as text; six in a hundred with thousands separators or a currency sign, some without a second digit. */
function writePrice(random: Random): string {
  const cents = Math.floor(100 + 400_000 * random.uniform() ** 3);
  const plain = `${Math.floor(cents / 100)}.${two(cents % 100)}`;
  const way = random.uniform();
  if (way < 0.02) return `$${plain}`;
  if (way < 0.06) return `$${plain.replace(/\B(?=(\d{3})+\.)/g, ',')}`;
  return way < 0.1 ? plain.replace(/0$/, '') : plain;
}

function writeNote(random: Random): string {
  const way = random.uniform();
  if (way < 0.4) return random.pick(nullTokens);
  return way < 0.97 ? random.pick(shortNotes) : random.pick(longNotes);
}

function soundSale(number: number, random: Random): Sale {
  const product = `${random.pick(random.chance(0.03) ? makesAbroad : makes)} ${random.pick(things)} ${random.pick(sizes)}`;
  return {
    orderId: `S${String(number % 100_000_000).padStart(8, '0')}`,
    soldOn: writeDay(random),
    region: random.pick(regions),
    product: random.chance(0.02) ? ` ${product}  ` : product,
    quantity: String(random.integer(1, random.chance(0.05) ? 500 : 12)),
    unitPrice: writePrice(random),
    discount: random.chance(0.6) ? random.pick(nullTokens) : `0.${two(random.integer(0, 90))}`,
    email: random.chance(0.1)
      ? random.pick(nullTokens)
      : `${random.pick(people)}${random.integer(1, 9999)}@${random.pick(hosts)}`,
    note: writeNote(random),
    online: random.chance(0.4) ? random.pick(yes) : random.pick(no),
    shape: 'whole',
  };
}

/** Sales without end, the same for the same seed; one in a hundred breaks the schema in one of the ways of `saleFaults`. */
export function* sales(seed: number): Generator<Sale, never> {
  const random = createRandom(seed, 'bench-sales');
  for (let number = 1; ; number += 1) {
    const sale = soundSale(number, random);
    if (random.chance(badShare)) random.pick(saleFaults).spoil(sale);
    yield sale;
  }
}
