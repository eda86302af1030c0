import type { ColumnType } from '../../lambda/schema/column-type.ts';

/** `narrower`: the values look like less than the text that is declared. `contradicts`: they can't be of the declared type. */
export type Verdict = 'fits' | 'narrower' | 'contradicts';

const whole = ['bigint', 'int', 'smallint', 'tinyint'] as const;
const numeric = [...whole, 'double', 'float', 'decimal'] as const;

/**
 * What a crawler may guess from values of a declared type, besides `string`, which it takes whenever it is not sure (one type of an
 * empty column, of times with a zone, of numbers too long for it): https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html
 */
export const guesses: Readonly<Record<ColumnType['kind'], readonly string[]>> = {
  string: [],
  integer: whole,
  number: numeric,
  decimal: numeric,
  boolean: ['boolean'],
  date: ['date'],
  timestamp: ['timestamp'],
};

/** @param guess a type of Glue's catalog, with or without parameters: `decimal(10,2)` */
export function judgeGuess(type: ColumnType, guess: string): Verdict {
  const base = guess
    .trim()
    .toLowerCase()
    .replace(/[(<].*$/s, '');
  if (base === 'string' || base === 'varchar' || base === 'char' || guesses[type.kind].includes(base)) return 'fits';
  return type.kind === 'string' ? 'narrower' : 'contradicts';
}
