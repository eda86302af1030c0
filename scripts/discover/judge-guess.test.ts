import { expect, it } from 'vitest';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import { judgeGuess, type Verdict } from './judge-guess.ts';

const kinds: readonly ColumnType[] = [
  { kind: 'string' },
  { kind: 'integer' },
  { kind: 'number' },
  { kind: 'decimal', precision: 10, scale: 2 },
  { kind: 'boolean' },
  { kind: 'date' },
  { kind: 'timestamp' },
];
const sign: Readonly<Record<Verdict, string>> = { fits: '=', narrower: '<', contradicts: 'x' };

it.each([
  // declared: string integer number decimal boolean date timestamp
  ['string', '======='],
  ['bigint', '<===xxx'],
  ['int', '<===xxx'],
  ['double', '<x==xxx'],
  ['decimal(10,2)', '<x==xxx'],
  ['boolean', '<xxx=xx'],
  ['date', '<xxxx=x'],
  ['timestamp', '<xxxxx='],
  ['VARCHAR(20)', '======='],
  ['struct<a:int>', '<xxxxxx'],
])('a guess of %s', (guess, verdicts) => {
  expect(kinds.map((type) => sign[judgeGuess(type, guess)]).join('')).toBe(verdicts);
});
