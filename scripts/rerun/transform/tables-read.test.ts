import { expect, test } from 'vitest';
import { tablesRead } from './tables-read.ts';

const tables = [
  { name: 'daily', reads: ['orders', 'items'] },
  { name: 'monthly', reads: ['daily'] },
  { name: 'yearly', reads: ['monthly', 'regions'] },
  { name: 'other', reads: ['orders'] },
];

test.each([
  ['daily', ['daily']],
  ['yearly', ['yearly', 'monthly', 'daily']],
  ['unknown', ['unknown']],
])('%s reads %j', (name, expected) => expect([...tablesRead(name, tables)]).toEqual(expected));
