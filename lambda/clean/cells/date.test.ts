import { parse as parseByDateFns } from 'date-fns';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { compileDate, compileDateTime } from './date.ts';

const textOf = (cell: Cell): string | undefined => ('text' in cell ? cell.text : undefined);
const codeOf = (cell: Cell): string | undefined => ('fault' in cell ? cell.fault.code : undefined);
const pad = (value: number, width = 2): string => String(value).padStart(width, '0');

/** The pattern in our words, in those of date-fns, and how to write the parts. */
const patterns = [
  ['DD.MM.YYYY', 'dd.MM.yyyy', (y, m, d) => `${pad(d)}.${pad(m)}.${pad(y, 4)}`],
  ['MM/DD/YYYY', 'MM/dd/yyyy', (y, m, d) => `${pad(m)}/${pad(d)}/${pad(y, 4)}`],
  ['YYYYMMDD', 'yyyyMMdd', (y, m, d) => `${pad(y, 4)}${pad(m)}${pad(d)}`],
  [
    'MMM D YYYY',
    'MMM d yyyy',
    (y, m, d) =>
      `${['Jan', 'feb', 'MAR', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][m - 1] ?? 'Foo'} ${d} ${pad(y, 4)}`,
  ],
] as const satisfies readonly (readonly [string, string, (y: number, m: number, d: number) => string])[];

function oracle(text: string, pattern: string): string | undefined {
  const date = parseByDateFns(text, pattern, new Date(2000, 0, 1));
  if (Number.isNaN(date.getTime())) return undefined;
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

describe('compileDate', () => {
  it.each(patterns)('%s: takes the days of the calendar and no others, as date-fns does', (ours, theirs, write) => {
    const read = compileDate([ours]);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          const text = write(year, month, day);
          expect(textOf(read(text)), text).toBe(oracle(text, theirs));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes two-digit years as POSIX does', () => {
    const read = compileDate(['D.M.YY']);
    expect(['1.2.68', '1.2.69', '31.12.00'].map((text) => textOf(read(text)))).toEqual([
      '2068-02-01',
      '1969-02-01',
      '2000-12-31',
    ]);
  });

  it('takes nothing before, after or between', () => {
    const read = compileDate(['DD.MM.YYYY']);
    for (const text of [
      '1.02.2026',
      '01.02.26',
      '01.02.20261',
      '01-02-2026',
      '01.02.2026 ',
      '２026-01-01',
      '+2026-01-01',
    ]) {
      expect(codeOf(read(text)), text).toBe('date-format');
    }
  });
});

describe('compileDateTime', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'America/St_Johns',
  ];
  const instants = fc
    .integer({ min: Date.UTC(1975, 0, 1), max: Date.UTC(2035, 0, 1) })
    .map((at) => Math.floor(at / 1000) * 1000);

  it('gives back the instant whose wall-clock time Intl prints, or says that it was twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const wall = new Intl.DateTimeFormat('sv-SE', {
          timeZone: zone,
          dateStyle: 'short',
          timeStyle: 'medium',
        }).format(instant);
        const cell = compileDateTime([], zone)(wall);
        const text = textOf(cell);
        if (text === undefined) expect(codeOf(cell)).toBe('time-repeated');
        else expect(new Date(text).getTime()).toBe(instant);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-29 02:00:00', 'time-skipped'],
    ['Europe/Berlin', '2026-03-29 02:59:59', 'time-skipped'],
    ['Europe/Berlin', '2026-03-29 03:00:00', '2026-03-29T01:00:00Z'],
    ['Europe/Berlin', '2026-10-25 02:00:00', 'time-repeated'],
    ['Europe/Berlin', '2026-10-25 03:00:00', '2026-10-25T02:00:00Z'],
    ['America/New_York', '2026-03-08 02:30', 'time-skipped'],
    ['America/New_York', '2026-11-01 01:30', 'time-repeated'],
    ['Australia/Lord_Howe', '2026-10-04 02:15', 'time-skipped'],
    ['Pacific/Apia', '2011-12-30 12:00', 'time-skipped'],
  ])('%s has %s as %s', (zone, text, expected) => {
    const cell = compileDateTime([], zone)(text);
    expect(textOf(cell) ?? codeOf(cell)).toBe(expected);
  });

  it('keeps microseconds, drops no digit, and stays within the years 1 to 9999', () => {
    const read = compileDateTime(['YYYY-MM-DD HH:mm:ss.SSS'], 'UTC');
    expect(textOf(read('2026-01-02T03:04:05.000001Z'))).toBe('2026-01-02T03:04:05.000001Z');
    expect(textOf(read('2026-01-02 03:04:05.120'))).toBe('2026-01-02T03:04:05.12Z');
    expect(textOf(read('2026-01-02T03:04:05.1234560Z'))).toBe('2026-01-02T03:04:05.123456Z');
    expect(codeOf(read('2026-01-02T03:04:05.1234567Z'))).toBe('date-time-format');
    expect(codeOf(read('0001-01-01T00:30:00+01:00'))).toBe('date-time-format');
    expect(codeOf(read('9999-12-31T23:30:00-01:00'))).toBe('date-time-format');
  });
});
