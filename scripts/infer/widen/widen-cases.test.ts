import { Buffer } from 'node:buffer';
import { describe, expect, test } from 'vitest';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { formatSchema } from '../format-schema.ts';
import { inferDataset } from '../infer-dataset.ts';
import { fileOf, unsettled } from '../testing/input-files.ts';
import { verifyDraft } from '../verify-draft.ts';
import { widenSchema } from './widen-schema.ts';

async function drafted(text: string, name = 'input.csv') {
  const read = await inferDataset([fileOf(name, Buffer.from(text))], unsettled);
  if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
  return read.inferred;
}

/** The old file's schema, widened for the new file. */
async function widen(before: string, after: string, name = 'input.csv') {
  const old = formatSchema((await drafted(before, name)).schema);
  const widened = await widenSchema(
    old,
    'drafted',
    [fileOf(name, Buffer.from(after))],
    (await drafted(after, name)).columns,
  );
  return { old, widened };
}

async function cleanRows(schemaText: string, file: string, name = 'input.csv'): Promise<number> {
  const parsed = parseDatasetSchema(schemaText, { name: 'drafted', file: 'schema.json' });
  if ('findings' in parsed) throw new TypeError(JSON.stringify(parsed.findings));
  const { rows, quarantined, findings } = await verifyDraft(
    { ...parsed.schema, tolerance: 1 },
    [fileOf(name, Buffer.from(file))],
    undefined,
  );
  expect(findings).toEqual([]);
  return rows - quarantined;
}

const table = (header: string, rows: readonly string[]): string => `${header}\n${rows.join('\n')}\n`;
const times = (many: number, row: (at: number) => string): string[] => Array.from({ length: many }, (_, at) => row(at));

describe('widening', () => {
  const cases: [string, string, string, RegExp][] = [
    [
      'integer to number',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id,n',
        times(30, (at) => `b${at},${at}.5`),
      ),
      /n: integer becomes number/,
    ],
    [
      'null',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id,n',
        times(30, (at) => `b${at},${at % 3 === 0 ? '' : at}`),
      ),
      /n may be empty/,
    ],
    [
      'a token',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id,n',
        times(30, (at) => `b${at},${at % 3 === 0 ? 'NA' : at}`),
      ),
      /n: "NA" is no value/,
    ],
    [
      'a value of a list',
      table(
        'id,s',
        times(60, (at) => `a${at},${['open', 'shut'][at % 2]}`),
      ),
      table(
        'id,s',
        times(60, (at) => `b${at},${['open', 'late'][at % 2]}`),
      ),
      /s: also "late"/,
    ],
    [
      'a date format',
      table(
        'id,d',
        times(30, (at) => `a${at},2025-01-${String((at % 28) + 1).padStart(2, '0')}`),
      ),
      table(
        'id,d',
        times(30, (at) => `b${at},${(at % 28) + 1}.1.2025`),
      ),
      /d: also written as D\.M\.YYYY/,
    ],
    [
      'times of days',
      table(
        'id,d',
        times(30, (at) => `a${at},2024-01-${String((at % 28) + 1).padStart(2, '0')}`),
      ),
      table(
        'id,d',
        times(30, (at) => `b${at},2025-01-${String((at % 28) + 1).padStart(2, '0')}T10:30:00Z`),
      ),
      /d: date becomes date-time; a day is its first moment in UTC/,
    ],
    [
      'a bound',
      table(
        'id,share_pct',
        times(30, (at) => `a${at},${at}`),
      ),
      table(
        'id,share_pct',
        times(30, (at) => `b${at},${at * 10}`),
      ),
      /maximum 100 becomes 290/,
    ],
    [
      'text',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id,n',
        times(30, (at) => `b${at},${['low', 'high'][at % 2]}`),
      ),
      /n: integer becomes text/,
    ],
    [
      'a column more',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id,n,m',
        times(30, (at) => `b${at},${at % 5},x`),
      ),
      /new: m/,
    ],
    [
      'a column less',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id',
        times(30, (at) => `b${at}`),
      ),
      /n need not be there/,
    ],
    [
      'another delimiter',
      table(
        'id,n',
        times(30, (at) => `a${at},${at % 5}`),
      ),
      table(
        'id;n',
        times(30, (at) => `b${at};${at % 5}`),
      ),
      /delimiter is found out/,
    ],
  ];
  test.each(cases)('by %s', async (_, before, after, says) => {
    const { old, widened } = await widen(before, after);
    if ('findings' in widened) throw new TypeError(JSON.stringify(widened.findings));
    expect(widened.changes.join('\n')).toMatch(says);
    expect(widened.verdict.quarantined).toBe(0);
    expect(await cleanRows(widened.text, before)).toBe(await cleanRows(old, before));
  });

  test('takes no text for null that older files mean', async () => {
    const before = table(
      'id,n,status',
      times(60, (at) => `a${at},${at === 3 ? -999 : at * 40 - 1200},${['open', 'unknown', 'shut'][at % 3]}`),
    );
    const after = table(
      'id,n,status',
      times(60, (at) => `b${at},${at % 6 === 0 ? -999 : at % 7 === 0 ? 'n/a' : at},${['open', 'n/a', 'sold'][at % 3]}`),
    );
    const { old, widened } = await widen(before, after);
    if ('findings' in widened) throw new TypeError(JSON.stringify(widened.findings));
    expect((await drafted(after)).columns.find(({ name }) => name === 'n')?.nullTokens).toEqual(['n/a', '-999']);
    const { properties } = JSON.parse(widened.text);
    expect(properties.n['x-sluice'].nullTokens).toEqual(['', 'n/a']);
    expect(properties.status['x-sluice'].nullTokens).toEqual(['', 'n/a']);
    expect(properties.status.enum).toContain('unknown');
    expect(await cleanRows(widened.text, before)).toBe(await cleanRows(old, before));
  });

  const refused: [string, string, string, string[]][] = [
    [
      'days in another order, though few tell',
      table(
        'id,d',
        times(400, (at) => `a${at},${(at % 12) + 1}/${(at % 28) + 1}/2024`),
      ),
      table(
        'id,d',
        times(400, (at) => `b${at},${at % 200 === 7 ? 25 : (at % 12) + 1}/${(at % 11) + 1}/2025`),
      ),
      ['date-orders-differ'],
    ],
    [
      'times in another order',
      table(
        'id,d',
        times(40, (at) => `a${at},${(at % 28) + 1}.${(at % 12) + 1}.2024 10:00`),
      ),
      table(
        'id,d',
        times(40, (at) => `b${at},${(at % 12) + 1}.${(at % 28) + 1}.2025 11:30`),
      ),
      ['date-orders-differ'],
    ],
    [
      'a point that groups beside one that begins the fraction',
      table(
        'id;d',
        times(40, (at) => `a${at};${(at % 9) + 1}.${100 + at},5`),
      ),
      table(
        'id;d',
        times(40, (at) => `b${at};${at}.${at % 2 === 0 ? '25' : '125'}`),
      ),
      ['number-marks-differ'],
    ],
    [
      'a comma that groups beside one that begins the fraction',
      table(
        'id;d',
        times(40, (at) => `a${at};${at},${(at % 90) + 10}`),
      ),
      table(
        'id;d',
        times(40, (at) => `b${at};${(at % 9) + 1},${100 + at}.5`),
      ),
      ['number-marks-differ'],
    ],
    [
      'a point that groups beside numbers without marks',
      table(
        'id;d',
        times(40, (at) => `a${at};${at}.${at % 2 === 0 ? '25' : '125'}`),
      ),
      table(
        'id;d',
        times(40, (at) => `b${at};${(at % 9) + 1}.${100 + at},5`),
      ),
      ['number-marks-differ'],
    ],
    [
      'no column of the key',
      table(
        'code,n',
        times(40, (at) => `a${at},${at % 5}`),
      ),
      table(
        'other,n',
        times(40, (at) => `b${at},${at % 5}`),
      ),
      ['missing-column'],
    ],
  ];
  test.each(refused)('is refused for %s', async (_, before, after, codes) => {
    const { widened } = await widen(before, after);
    expect('findings' in widened ? widened.findings.map(({ code }) => code) : widened.changes).toEqual(codes);
  });

  test('for nothing leaves the text as it is, to the byte', async () => {
    const before = table(
      'id,n',
      times(30, (at) => `a${at},${at % 5}`),
    );
    const { old, widened } = await widen(before, before);
    expect(widened).toMatchObject({ text: old, changes: [] });
  });

  test('by a field within an object', async () => {
    const record = (at: number, more: object) => `${JSON.stringify({ id: `e${at}`, at: { x: at, ...more } })}\n`;
    const before = times(20, (at) => record(at, {})).join('');
    const after = times(20, (at) => record(at + 50, { y: 'north', tags: ['a'] })).join('');
    const { old, widened } = await widen(before, after, 'input.ndjson');
    if ('findings' in widened) throw new TypeError(JSON.stringify(widened.findings));
    const { properties } = JSON.parse(widened.text);
    expect(Object.keys(properties.at.properties)).toEqual(['x', 'y', 'tags']);
    expect(properties.at.properties.tags.type).toEqual(['array', 'null']);
    expect(widened.verdict.quarantined).toBe(0);
    expect(await cleanRows(widened.text, before, 'input.ndjson')).toBe(await cleanRows(old, before, 'input.ndjson'));
  });
});
