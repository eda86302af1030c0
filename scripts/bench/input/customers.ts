import { createRandom, type Random } from '../../sample-data/random.ts';
import * as words from './customer-words.ts';

/** A customer as its file writes it: the text of 30 fields, in the order of `customerColumns`. */
export type Customer = string[];

/** Names as the exporting program writes them; those of the schema are in scripts/bench/clean-wide/schema.json. */
export const customerColumns = [
  ...['Record ID', 'Title', 'Vorname', 'Nachname', 'Native Name', 'Company', 'E-Mail', 'Phone', 'Website', 'Street'],
  ...['City', 'Postal Code', 'Country', 'Language', 'Status', 'Segment', 'Description', 'Tags', 'Source', 'Campaign'],
  ...['Referrer', 'Job Title', 'Department', 'Customer Code', 'VAT ID', 'Signed On', 'Visits', 'Balance', 'Comment'],
  'Consent',
] as const;

/** Share of rows that break the schema. */
export const badShare = 0.01;

const two = (value: number): string => String(value).padStart(2, '0');
const orNull = (random: Random, share: number, text: string): string =>
  random.chance(share) ? random.pick(['', '', 'NULL', 'n/a']) : text;

function writeDay(random: Random): string {
  const [year, month, day] = [random.integer(2008, 2026), two(random.integer(1, 12)), two(random.integer(1, 28))];
  return random.chance(0.3) ? `${day}.${month}.${year}` : `${year}-${month}-${day}`;
}

function writeBalance(random: Random): string {
  const cents = random.integer(-900_000, 9_000_000);
  const plain = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${two(Math.abs(cents) % 100)}`;
  if (random.chance(0.7)) return plain;
  const [whole = '', fraction = ''] = plain.split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${fraction}`;
}

/** Sentences of `least` to `most` words from all languages of the file. */
function sentence(random: Random, least: number, most: number): string {
  const picked = Array.from({ length: random.integer(least, most) }, () => random.pick(words.prose));
  return picked.join(' ');
}

function soundCustomer(number: number, random: Random): Customer {
  const [first, last] = [random.pick(words.firstNames), random.pick(words.lastNames)];
  const [city, country, language] = random.pick(words.places);
  const host = random.pick(words.hosts);
  const code = `${random.pick(words.codes)}-${String(number % 100_000).padStart(5, '0')}-${random.pick(['a', 'b', 'c'])}`;
  return [
    String(number),
    sentence(random, 2, 5),
    // Now and then decomposed, as macOS writes names: NFC makes it the same text again.
    random.chance(0.01) ? first.normalize('NFD') : first,
    last,
    orNull(random, 0.6, random.pick(words.nativeNames)),
    orNull(random, 0.2, `${last} ${random.pick(words.companyForms)}`),
    `${random.pick(words.mailboxes)}${number % 9973}@${host}`,
    orNull(random, 0.3, `+${random.integer(1, 99)} ${random.integer(100, 999)} ${random.integer(100_000, 9_999_999)}`),
    orNull(random, 0.4, `https://${host}/${random.pick(words.mailboxes).replaceAll('.', '-')}`),
    `${random.pick(words.streets)} ${random.integer(1, 180)}`,
    random.chance(0.02) ? `  ${city} ` : city,
    String(random.integer(10_000, 99_999)),
    country,
    language,
    random.pick(['lead', 'active', 'active', 'dormant', 'closed']),
    orNull(random, 0.2, random.pick(['retail', 'wholesale', 'public', 'partner'])),
    sentence(random, 6, 16),
    orNull(random, 0.5, `${random.pick(words.tags)};${random.pick(words.tags)}`),
    random.pick(['web', 'fair', 'phone', 'referral', 'import']),
    orNull(random, 0.7, `${random.pick(words.tags)}-${random.integer(2019, 2026)}`),
    orNull(random, 0.6, `https://search.example.net/?q=${random.pick(words.tags)}&page=${random.integer(1, 40)}`),
    orNull(random, 0.3, random.pick(words.jobs)),
    orNull(random, 0.5, random.pick(words.departments)),
    code,
    orNull(random, 0.5, `${country}${random.integer(100_000_000, 999_999_999)}`),
    writeDay(random),
    String(random.chance(0.5) ? random.integer(0, 20) : random.integer(0, 30_000)),
    orNull(random, 0.1, writeBalance(random)),
    orNull(random, 0.8, random.pick(words.comments)),
    random.pick(['yes', 'no', 'true', 'false']),
  ];
}

/** Breaks one field, or the shape of the record. */
type Spoil = (customer: Customer) => void;

const field = (name: (typeof customerColumns)[number], text: string): Spoil => {
  const index = customerColumns.indexOf(name);
  return (customer) => {
    customer[index] = text;
  };
};

const faults: readonly [Spoil, ...Spoil[]] = [
  field('E-Mail', 'no address'),
  field('E-Mail', 'n/a'),
  field('Phone', '0 30 12 34'),
  field('Website', 'www example com'),
  field('Country', 'Deutschland'),
  field('Status', 'ACTIVE'),
  field('Segment', 'unknown'),
  field('City', '東'),
  field('Nachname', 'Ein viel zu langer Name, der in keine Spalte passt'),
  field('Customer Code', 'abc-12345-z'),
  field('VAT ID', 'DE12'),
  field('Signed On', '2026-13-01'),
  field('Signed On', '29.02.2025'),
  field('Visits', 'many'),
  field('Visits', '-3'),
  field('Balance', '1.234,567'),
  field('Balance', '12 €'),
  field('Consent', 'perhaps'),
  (customer) => void customer.splice(20),
  (customer) => void customer.push('x'),
];

/** Customers without end, the same for the same seed; one in a hundred breaks the schema. */
export function* customers(seed: number): Generator<Customer, never> {
  const random = createRandom(seed, 'bench-customers');
  for (let number = 1; ; number += 1) {
    const customer = soundCustomer(number, random);
    if (random.chance(badShare)) random.pick(faults)(customer);
    yield customer;
  }
}
