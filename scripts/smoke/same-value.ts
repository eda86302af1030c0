import type { ColumnType } from '../../lambda/schema/column-type.ts';

/**
 * Whether Athena and DuckDB mean the same value, however they write it: `5.0E-1` and `0.5`, `1980-01-01 00:00:00.000 UTC` and
 * `1980-01-01 00:00:00`. Doubles may differ by what a sum in another order makes.
 */
export function isSameValue({ kind }: ColumnType, expected: string | null, got: string | null): boolean {
  if (expected === null || got === null) return expected === got;
  switch (kind) {
    case 'number': {
      const [one, other] = [Number(expected), Number(got)];
      return Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
    }
    case 'decimal':
      return plainDecimal(expected) === plainDecimal(got);
    case 'timestamp':
      return instantOf(expected) === instantOf(got);
    case 'boolean':
      return expected.toLowerCase() === got.toLowerCase();
    default:
      return expected === got;
  }
}

const plainDecimal = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** UTC, to the millisecond. */
const instantOf = (text: string): number => {
  const [, date = '', time = ''] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?: ?UTC|Z|\+00(?::00)?)?$/.exec(text) ?? [];
  return Date.parse(`${date}T${time}Z`);
};
