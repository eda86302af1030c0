import { expect, it } from 'vitest';
import { lastRow } from './last-row.ts';

it.each([
  ['id,_row\n', undefined],
  ['1,a,1\n2,b,27\n', 27],
  ['1,"a,\n5",1048576\n', 1_048_576],
  ['', 0],
])('of %j is %j', (text, row) => expect(lastRow(new TextEncoder().encode(text))).toBe(row));
