import { expect, test } from 'vitest';
import type { Cleaned } from '../pipeline/cleaned.ts';
import { refusedFiles } from './refused-files.ts';

const cleaned = (status: Cleaned['status']): Cleaned => ({
  ...{ etag: '"1"', rawVersion: '1', schemaHash: 'a', engineVersion: '1', tokenKeyId: 'none', status },
  ...{ rowsIn: 4, rowsClean: 1, rowsQuarantined: 3 },
});
const buckets = { raw: { name: 's3://raw/' }, processed: { name: 's3://processed/' } };
const committed = new Map([['orders/a.csv', { name: 'datasets/orders/a.csv' }]]);

/** Place and severity of each, of a lake with one file of every kind. */
const judged = (status: Cleaned['status'], cleanedAgain: readonly string[] = []) =>
  refusedFiles(
    new Map(['orders/a.csv', 'orders/gone.csv', 'uploads/b.csv', 'uploads/c.csv'].map((key) => [key, cleaned(status)])),
    { buckets, committed, cleanedAgain: new Set(cleanedAgain) },
  ).map(({ place, severity }) => `${severity} ${place.file}`);

test('a committed file that was refused fails the sync; an uploaded one, or one that is not committed any more, is said', () =>
  expect(judged('failed')).toEqual([
    'error datasets/orders/a.csv',
    'warn s3://raw/orders/gone.csv',
    'warn s3://raw/uploads/b.csv',
    'warn s3://raw/uploads/c.csv',
  ]));

test('an uploaded file that the commit had cleaned again fails it', () =>
  expect(judged('failed', ['uploads/c.csv'])).toEqual([
    'error datasets/orders/a.csv',
    'warn s3://raw/orders/gone.csv',
    'warn s3://raw/uploads/b.csv',
    'error s3://raw/uploads/c.csv',
  ]));

test('what clean took is no finding', () => expect(judged('clean', ['uploads/c.csv'])).toEqual([]));

test('it says what came, where the report is, and who can mend it', () => {
  const all = refusedFiles(
    new Map([
      ['orders/a.csv', cleaned('failed')],
      ['uploads/b.csv', cleaned('failed')],
    ]),
    {
      ...{ buckets, committed, cleanedAgain: new Set<string>() },
    },
  );
  expect(all.map(({ got, fix }) => [got, fix])).toEqual([
    [
      '3 of 4 rows quarantined',
      'see s3://processed/_reports/orders/a.csv/ and mend the file; the last good version stays in the lake',
    ],
    [
      '3 of 4 rows quarantined',
      'see s3://processed/_reports/uploads/b.csv/ and tell whoever uploaded it; the last good version stays in the lake',
    ],
  ]);
});
