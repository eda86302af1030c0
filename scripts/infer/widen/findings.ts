import { count } from '../../../lambda/clean/findings.ts';
import { type Finding, quote } from '../../../lambda/schema/finding.ts';

/** Why a schema is not widened for new files, beside what clean itself says of files. Every wording is here. */
export const widenCodes = [
  'date-orders-differ',
  'day-order-open',
  'keys-come-again',
  'number-marks-differ',
  'still-rejected',
  'units-differ',
  'values-lost',
] as const;
export type WidenCode = (typeof widenCodes)[number];
export type WidenFinding = Finding<WidenCode>;

/** Where something was seen. */
export interface SeenAt {
  readonly file: string;
  readonly line?: number | undefined;
}

const finding = (
  code: WidenCode,
  place: SeenAt,
  rest: Omit<WidenFinding, 'code' | 'severity' | 'place'>,
): WidenFinding => ({ code, severity: 'error', place, ...rest });

/** New rows of one file whose key rows before them have too. */
export interface RepeatedKeys {
  readonly file: string;
  readonly rows: number;
  /** Rows whose key came before. */
  readonly met: number;
  /** Those of them whose other values differ. */
  readonly differing: number;
  /** Where the first of those is, or the first at all. */
  readonly example: { readonly row: number; readonly other: string; readonly otherRow: number };
}

export const findings = {
  dateOrdersDiffer: (place: SeenAt, column: string, format: string, known: string) =>
    finding('date-orders-differ', place, {
      subject: column,
      expected: `days written as ${known}, as the schema reads them`,
      got: `days written as ${format}: one text would be two days`,
      fix: 'write the dates of all files in one order, or make it a dataset of its own',
    }),
  unitsDiffer: (place: SeenAt, column: string, unit: string, known: string) =>
    finding('units-differ', place, {
      subject: column,
      expected: `numbers in ${known}, as "unit" says`,
      got: `numbers in ${unit}, which would be read as ${known}`,
      fix: 'give them a column or a dataset of their own',
    }),
  dayOrderOpen: (place: SeenAt, column: string) =>
    finding('day-order-open', place, {
      subject: column,
      expected: 'days that the schema reads, or whose order can be told',
      got: 'days of which nothing tells whether the day or the month comes first',
      fix: 'run it with --date-order dmy, mdy or ymd',
    }),
  /** @param fate what becomes of such rows by the schema's onDuplicate */
  keysComeAgain: ({ file, rows, met, differing, example }: RepeatedKeys, key: readonly string[], fate: string) =>
    finding(
      'keys-come-again',
      { file },
      {
        subject: key.join(', '),
        expected: 'a key that no other file has',
        got: `${met} of ${count(rows, 'row')} with a key that came before, ${differing === 0 ? 'and the same values' : `${differing} of them with other values`}, such as row ${example.row} and row ${example.otherRow} of ${example.other}; ${fate}`,
        fix: `${differing === 0 ? 'if it was delivered before, leave it out; ' : ''}if the key names rows of one file only, run it with --drop-key; if later rows replace earlier ones, declare "onDuplicate" "latest" in schema.json`,
      },
    ),
  numberMarksDiffer: (place: SeenAt, column: string, format: string, known: string) =>
    finding('number-marks-differ', place, {
      subject: column,
      expected: `numbers written as ${known}, as the schema reads them`,
      got: `numbers written as ${format}: one text would be two numbers`,
      fix: 'write the numbers of all files with the same marks, or make it a dataset of its own',
    }),
  stillRejected: (
    { file, rejected, rows }: { readonly file: string; readonly rejected: number; readonly rows: number },
    tolerance: number,
    why: string,
  ) =>
    finding(
      'still-rejected',
      { file },
      {
        expected: `at most ${Number((tolerance * 100).toFixed(2))} % of its rows to be refused by the wider schema, as "tolerance" says`,
        got: `${rejected} of ${rows}, most of them: ${why}`,
        fix: 'mend the file, or make it a dataset of its own',
      },
    ),
  /** @param change what it was and what it would be; undefined: its values are not to be shown @param lost values of this column */
  valuesLost: (
    place: SeenAt,
    {
      column,
      row,
      lost,
      change,
    }: {
      readonly column: string | undefined;
      readonly row: number;
      readonly lost: number;
      readonly change: readonly [string, string | null] | undefined;
    },
  ) =>
    finding('values-lost', place, {
      subject: column,
      expected: 'values of the files before to stay as they are',
      got: `${count(lost, column === undefined ? 'row' : 'value')} that the wider schema ${
        column === undefined ? 'refuses' : 'loses or changes'
      }, the first in row ${row}${change === undefined ? '' : `: ${quote(change[0])} becomes ${change[1] === null ? 'empty' : quote(change[1])}`}`,
      fix: 'make the new file a dataset of its own, or widen the schema by hand',
    }),
};
