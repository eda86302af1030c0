import fc from 'fast-check';

/** A column in a known way of writing, and the type that a draft must give back. */
export interface TypedColumn {
  readonly name: string;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly cells: readonly string[];
}

const two = (value: number): string => String(value).padStart(2, '0');
const day = fc.record({
  y: fc.integer({ min: 1990, max: 2030 }),
  m: fc.integer({ min: 1, max: 12 }),
  d: fc.integer({ min: 1, max: 28 }),
});
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** The 28th of a month says which number is the day, and numbers beyond 31 that another is the year. */
const settled = { y: 2021, m: 2, d: 28 };

const formatted = (formats: readonly string[], format = 'date') => ({
  type: 'string',
  format,
  'x-sluice': { formats },
});

interface Kind {
  readonly expected: Readonly<Record<string, unknown>>;
  readonly cell: fc.Arbitrary<string>;
  /** Cells that make the way of writing unmistakable. */
  readonly first: readonly string[];
}

const dates = (format: string, write: (one: typeof settled) => string): Kind => ({
  expected: format === 'YYYY-MM-DD' ? { type: 'string', format: 'date' } : formatted([format]),
  cell: day.map(write),
  first: [write(settled), write({ ...settled, m: 11 })],
});

const whole = fc.integer({ min: -9_000_000, max: 9_000_000 });
const kinds: Readonly<Record<string, Kind>> = {
  amount: { expected: { type: 'integer' }, cell: whole.map(String), first: ['0', '17'] },
  ratio: {
    expected: { type: 'number' },
    cell: fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(3)),
    first: ['0.125', '-3.001'],
  },
  comma: {
    expected: { type: 'number', 'x-sluice': { formats: ['1234,56'] } },
    cell: fc.integer({ min: 0, max: 99_999 }).map((value) => `${value},${value % 10}`),
    first: ['0,5', '12,3'],
  },
  is_done: { expected: { type: 'boolean' }, cell: fc.constantFrom('true', 'false'), first: ['true', 'false'] },
  has_paid: { expected: { type: 'boolean' }, cell: fc.constantFrom('yes', 'no'), first: ['yes', 'no'] },
  seen_on: dates('YYYY-MM-DD', ({ y, m, d }) => `${y}-${two(m)}-${two(d)}`),
  sold_on: dates('DD.MM.YYYY', ({ y, m, d }) => `${two(d)}.${two(m)}.${y}`),
  made_on: dates('MM/DD/YYYY', ({ y, m, d }) => `${two(m)}/${two(d)}/${y}`),
  left_on: dates('DD MMM YYYY', ({ y, m, d }) => `${two(d)} ${months[m - 1]} ${y}`),
  sent_at: {
    expected: { type: 'string', format: 'date-time' },
    cell: day.map(({ y, m, d }) => `${y}-${two(m)}-${two(d)}T${two(d % 24)}:${two(m)}:00Z`),
    first: ['2024-05-06T07:08:09Z'],
  },
  phrase: {
    expected: { type: 'string' },
    cell: fc.stringMatching(/^[a-z]{4,9} [a-z]{4,9}$/),
    first: ['quite plain', 'other words', 'some "quoted" one', 'with; mark'],
  },
  postal_code: {
    expected: { type: 'string' },
    cell: fc.integer({ min: 0, max: 99_999 }).map((value) => String(value).padStart(5, '0')),
    first: ['01234', '00001'],
  },
};

/** Tables of 25 to 60 rows of some of the kinds, one cell in ten empty where a column has empty ones at all. */
export const typedTables: fc.Arbitrary<readonly TypedColumn[]> = fc
  .record({
    names: fc.uniqueArray(fc.constantFrom(...Object.keys(kinds)), { minLength: 2, maxLength: 6 }),
    rows: fc.integer({ min: 25, max: 60 }),
  })
  .chain(({ names, rows }) =>
    fc.tuple(
      ...names.map((name) => {
        const { expected, cell, first } = kinds[name] ?? { expected: {}, cell: fc.constant(''), first: [] };
        return fc
          .record({ cells: fc.array(cell, { minLength: rows, maxLength: rows }), sparse: fc.boolean() })
          .map(({ cells, sparse }): TypedColumn => {
            const all = [...first, ...cells].slice(0, rows);
            const holes = all.map((one, index) => (sparse && index >= first.length && index % 10 === 9 ? '' : one));
            return { name, expected, cells: holes };
          });
      }),
    ),
  );

/** The columns as a CSV file. */
export function csvOf(columns: readonly TypedColumn[], delimiter: string): string {
  const field = (text: string): string =>
    text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = columns[0]?.cells.map((_, index) => columns.map(({ cells }) => field(cells[index] ?? ''))) ?? [];
  return [columns.map(({ name }) => name), ...rows].map((fields) => `${fields.join(delimiter)}\n`).join('');
}
