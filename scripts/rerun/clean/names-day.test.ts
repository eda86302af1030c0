import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Day, namesDay, parseDay } from './names-day.ts';

const dayOf = (text: string): Day => parseDay(text) ?? expect.fail(`${text} is no day`);

test.each([
  'orders/2026-05-01.csv',
  'orders/2026_05_01.csv.gz',
  'orders/2026.05.01.csv',
  'orders/20260501.csv',
  'orders/orders-20260501-part2.csv',
  'orders/20260501T093000Z.ndjson',
  'orders/202605010930.csv',
  'orders/20260501093000.csv',
  'orders/2026/05/01.csv',
  'orders/2026/05/01/09/part-0.csv',
  'orders/dt=2026-05-01/part.csv',
  'orders/year=2026/month=05/day=01/a.csv',
  'orders/year=2026/month=5/day=1/a.csv',
  'orders/Y=2026/m=05/d=01/a.csv',
  'orders/eu/2026-05-01T09:30:00Z.json',
])('%s is of 2026-05-01', (key) => expect(namesDay(key, dayOf('2026-05-01'))).toBe(true));

test.each([
  ['another day', 'orders/2026-05-02.csv'],
  ['its month', 'orders/2026-05.csv'],
  ['its month, and an hour', 'orders/2026/05/part-01.csv'],
  ['a longer number', 'orders/120260501.csv'],
  ['a number that goes on', 'orders/202605011.csv'],
  ['a day that begins alike', 'orders/2026-05-011.csv'],
  ['two separators', 'orders/2026-05_01.csv'],
  ["the dataset's name", 'orders_20260501/a.csv'],
  ['day 10', 'orders/year=2026/month=5/day=10/a.csv'],
  ['month 15', 'orders/year=2026/month=15/day=1/a.csv'],
  ['another word', 'orders/fiscal_year=2026/month=5/day=1/a.csv'],
])('%s is not 2026-05-01: %s', (_, key) => expect(namesDay(key, dayOf('2026-05-01'))).toBe(false));

test.each(['2026-5-1', '2026-02-29', '2026-13-01', '0000-00-00', '2026-05-01T00:00', 'today', ''])(
  '"%s" is no day',
  (text) => expect(parseDay(text)).toBeUndefined(),
);

const anyDay = fc
  .date({ min: new Date('1970-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => dayOf(date.toISOString().slice(0, 10)));
const form = fc.constantFrom<(day: Day) => string>(
  ({ text }) => text,
  ({ text }) => text.replaceAll('-', '_'),
  ({ text }) => text.replaceAll('-', '/'),
  ({ text }) => text.replaceAll('-', ''),
  ({ text }) => `${text.replaceAll('-', '')}T2359`,
  ({ text }) => `${text.replaceAll('-', '')}235959`,
  ({ year, month, day }) => `year=${year}/month=${month}/day=${day}`,
  ({ year, month, day }) => `year=${year}/month=${Number(month)}/day=${Number(day)}`,
);
/** What may stand around a day in a path, without digits. */
const around = fc.stringMatching(/^[a-z]{0,6}[-/ ]?$/);

test('a day in any form, anywhere below the dataset, is that day and no other', () => {
  fc.assert(
    fc.property(anyDay, anyDay, form, around, around, (day, other, write, before, after) => {
      const key = `orders/${before}${before === '' || /[-/ ]$/.test(before) ? '' : '-'}${write(day)}${after === '' ? '' : `.${after}`}.csv`;
      expect(namesDay(key, day), key).toBe(true);
      expect(namesDay(key, other), `${key} ${other.text}`).toBe(day.text === other.text);
    }),
  );
});

test('numbers with neither sign nor year name no day', () => {
  fc.assert(
    fc.property(anyDay, fc.nat({ max: 9_999_999 }), (day, number) => {
      expect(namesDay(`orders/part-${number}.csv`, day)).toBe(false);
    }),
  );
});
