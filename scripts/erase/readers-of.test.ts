import { expect, it } from 'vitest';
import { readersOf } from './readers-of.ts';

it('follows tables that read tables', () => {
  const tables = [
    { name: 'monthly', reads: ['daily'] },
    { name: 'daily', reads: ['sales', 'items'] },
    { name: 'other', reads: ['movies'] },
  ];
  expect(readersOf('items', tables)).toEqual(['daily', 'monthly']);
  expect(readersOf('nothing', tables)).toEqual([]);
});
