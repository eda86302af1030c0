import fc from 'fast-check';
import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { ColumnType } from '../../../../lambda/schema/column-type.ts';
import type { DraftTable } from '../plan/draft-table.ts';
import type { ColumnProfile } from '../profile/profile.ts';

const words = [
  'revenue',
  'usd',
  'day',
  'year',
  'id',
  'region',
  'name',
  'latitude',
  'longitude',
  'rank',
  'price',
  'share',
  'select',
  'order',
  'group',
  'country',
  'state',
  'is',
  'active',
  'temperature',
  'c',
  'count',
  'message',
  'month',
  'x',
  'to',
  'date',
  'avg',
  'min',
  'category',
  'constructor',
  'row',
  'rows',
  'dates',
  'about',
];
const anyName = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 }).map((some) => some.join('_'));
const anyType: fc.Arbitrary<ColumnType> = fc.oneof(
  fc
    .constantFrom<ColumnType['kind']>('string', 'integer', 'number', 'boolean', 'date', 'timestamp')
    .map((kind) => ({ kind }) as ColumnType),
  fc.constant<ColumnType>({ kind: 'decimal', precision: 18, scale: 2 }),
);
const anyUnit = fc.option(fc.constantFrom('USD', '°C', '%', 'ratio', 'orders', 'ms', 'degrees', 'points of 10', 'kg'), {
  nil: undefined,
});

const anyColumn: fc.Arbitrary<TableColumn> = fc.record({
  name: anyName,
  type: anyType,
  nullable: fc.boolean(),
  description: fc.constantFrom('', 'What it is.', 'Distinct users; not additive.', 'IMDb rating <b> & "more".'),
  unit: anyUnit,
});

/** A profile that some rows could have. */
function anyProfile({ type }: TableColumn, rows: number): fc.Arbitrary<ColumnProfile> {
  return fc.integer({ min: 0, max: rows }).chain((nulls) => {
    const present = rows - nulls;
    return fc.integer({ min: Math.min(1, present), max: Math.min(present, 100_000) }).chain((distinct) => {
      const counts = { distinct, nulls };
      if (present === 0) return fc.constant(counts);
      if (type.kind === 'string') {
        const text = fc.record({ longest: fc.integer({ min: 0, max: 200 }), opaque: fc.boolean() });
        return text.map((each) => ({ ...counts, text: each }));
      }
      if (type.kind === 'boolean') return fc.constant({ ...counts, distinct: Math.min(2, distinct) });
      if (type.kind === 'date' || type.kind === 'timestamp')
        return anyTimes(distinct).map((times) => ({ ...counts, times }));
      const value = fc.oneof(
        fc.integer({ min: -3000, max: 3000 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      );
      return fc.array(value, { minLength: 7, maxLength: 7 }).map((some) => {
        const [min = 0, p01 = 0, p10 = 0, median = 0, p90 = 0, p99 = 0, max = 0] = [...some].sort((a, b) => a - b);
        return { ...counts, numbers: { min, p01, p10, median, p90, p99, max, whole: some.every(Number.isInteger) } };
      });
    });
  });
}

function anyTimes(distinct: number) {
  const anyTime = fc.date({ min: new Date('0001-01-01'), max: new Date('9998-12-31'), noInvalidDate: true });
  return fc.tuple(anyTime, anyTime).map((some) => {
    const [from = new Date(0), to = from] = [...some].sort((a, b) => a.getTime() - b.getTime());
    const at = (length: number) =>
      Math.max(1, Math.min(distinct, Math.round((to.getTime() - from.getTime()) / length)));
    const day = 86_400_000;
    const periods = {
      ...{ minute: distinct, hour: at(day / 24), day: at(day), week: at(7 * day) },
      ...{ month: at(30 * day), year: at(365 * day) },
    };
    const written = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
    return { min: written(from), max: written(to), periods };
  });
}

/** Any contract with a profile that fits it. */
export const anyTable: fc.Arbitrary<DraftTable> = fc
  .tuple(
    fc.constantFrom('sales', 'rows', 'order_lines'),
    fc.uniqueArray(anyColumn, { minLength: 1, maxLength: 14, selector: ({ name }) => name }),
    fc.constantFrom(0, 1, 2, 30, 5_000, 3_000_000),
    fc.constantFrom('Sales', 'Sales per day & <region>', 'x'.repeat(400)),
  )
  .chain(([name, columns, rows, title]) =>
    fc.tuple(...columns.map((column) => anyProfile(column, rows))).map((profiles) => ({
      name,
      contract: {
        title,
        description: 'What it holds. '.repeat(40),
        owner: 'sales',
        columns,
        key: [columns[0]?.name ?? ''],
      },
      profile: {
        rows,
        columns: new Map(columns.map((column, index) => [column.name, profiles[index] ?? { distinct: 0, nulls: 0 }])),
        pairs: [],
      },
      restricted: new Set<string>(),
    })),
  );
