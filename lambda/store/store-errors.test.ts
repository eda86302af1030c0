import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { conflict, denied, illegalKey, notFound, unavailable } from './store-errors.ts';

const errors = [
  notFound('.lake/raw/', 'orders/2026-10.csv', '3f2a…'),
  conflict('s3://csv-processed-data/', '_manifests/orders/2026-10.csv.json', '8d1c…'),
  illegalKey('orders/a:b.csv', 'a:b.csv'),
  unavailable(
    's3://csv-raw-data/',
    'orders/2026-10.csv',
    'read',
    Object.assign(new TypeError('connect ECONNREFUSED 127.0.0.1:9'), { code: 'ECONNREFUSED' }),
  ),
];

it('says what FINDINGS.md shows, a heading a code', async () => {
  const text = await readFile(join(import.meta.dirname, 'FINDINGS.md'), 'utf8');
  const shown = [...text.matchAll(/^## (\S+)\n[\s\S]*?^ {4}(.*)$/gm)].map(([, code, message]) => `${code}: ${message}`);
  expect(shown).toEqual(errors.map(({ code, message }) => `${code}: ${message}`));
});

it('keeps what the system said', () => {
  const cause = Object.assign(new TypeError('permission denied'), { code: 'EACCES' });
  const error = denied('.lake/raw/', 'a', 'write', cause);
  expect(error).toMatchObject({ name: 'StoreError', code: 'denied', key: 'a', cause });
  expect(error.message).toBe('.lake/raw/a: expected permission to write it, got EACCES (permission denied); grant it');
});
