import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { formatSchema } from '../format-schema.ts';
import { inferText } from '../testing/infer-text.ts';
import { verifyDraft } from '../verify-draft.ts';
import { rewriteSchema } from './rewrite-schema.ts';
import { widenSchema } from './widen-schema.ts';

const fileOf = (text: string) => ({
  name: 'input.csv',
  open: async function* () {
    yield Buffer.from(text);
  },
});

async function drafted(text: string) {
  const read = await inferText(text);
  if ('findings' in read) throw new TypeError(JSON.stringify(read.findings));
  return read.inferred;
}

/** The old file's schema, widened for the new file. */
async function widen(before: string, after: string) {
  const old = formatSchema((await drafted(before)).schema);
  const widened = await widenSchema(old, 'drafted', [fileOf(after)], (await drafted(after)).columns);
  return { old, widened };
}

async function cleanRows(schemaText: string, file: string): Promise<number> {
  const parsed = parseDatasetSchema(schemaText, { name: 'drafted', file: 'schema.json' });
  if ('findings' in parsed) throw new TypeError(JSON.stringify(parsed.findings));
  const { rows, quarantined, findings } = await verifyDraft(
    { ...parsed.schema, tolerance: 1 },
    [fileOf(file)],
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

  test('for nothing leaves the text as it is, to the byte', async () => {
    const before = table(
      'id,n',
      times(30, (at) => `a${at},${at % 5}`),
    );
    const { old, widened } = await widen(before, before);
    expect(widened).toMatchObject({ text: old, changes: [] });
  });

  test('never loses a row of the files before', async () => {
    const value = fc.oneof(
      fc.integer({ min: 0, max: 20 }).map(String),
      fc.constantFrom('', 'NA', '1.5', 'x', '2025-01-02', '3/4/2025', 'yes'),
    );
    const file = fc.array(fc.tuple(value, value), { minLength: 12, maxLength: 30 }).map((rows) =>
      table(
        'id,a,b',
        rows.map(([a, b], at) => `k${at},${a},${b}`),
      ),
    );
    await fc.assert(
      fc.asyncProperty(file, file, async (before, after) => {
        const { old, widened } = await widen(before, after);
        if ('findings' in widened) return;
        expect(await cleanRows(widened.text, before)).toBeGreaterThanOrEqual(await cleanRows(old, before));
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

test('a rewritten schema says what it is to say, and keeps the text of what did not change', () => {
  const json = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 5 });
  fc.assert(
    fc.property(json, json, fc.constantFrom(undefined, 1, 4), (before, after, indent) => {
      const text = JSON.stringify(before, undefined, indent);
      const written = rewriteSchema(text, JSON.parse(text), JSON.parse(JSON.stringify(after)));
      expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(after)));
    }),
  );
  const text =
    '{\n  "title": "A",\n  "properties": {\n    "a":   {"type":"integer"},\n    "b": { "type": "string" }\n  }\n}\n';
  const after = { ...JSON.parse(text), properties: { a: { type: 'integer' }, b: { type: ['string', 'null'] } } };
  expect(rewriteSchema(text, JSON.parse(text), after)).toContain('"a": {"type":"integer"},');
});
