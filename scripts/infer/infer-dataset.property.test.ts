import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { formatSchema } from './format-schema.ts';
import { type Inferred, inferDataset } from './infer-dataset.ts';
import { fileOf, unsettled } from './testing/input-files.ts';
import { csvOf, typedTables } from './testing/typed-tables.ts';

async function draftOf(name: string, bytes: Uint8Array, chunk?: number): Promise<Inferred | readonly string[]> {
  const read = await inferDataset([fileOf(name, bytes, chunk)], unsettled);
  return 'inferred' in read ? read.inferred : read.findings.map(({ code }) => code);
}

const isDraft = (came: Inferred | readonly string[]): came is Inferred => 'verdict' in came;

describe('tables whose types are known', () => {
  it('are drafted with these types, and lose no row by the draft', async () => {
    await fc.assert(
      fc.asyncProperty(typedTables, fc.constantFrom(',', ';', '\t'), async (columns, delimiter) => {
        const draft = await draftOf('typed.csv', Buffer.from(csvOf(columns, delimiter)));
        if (!isDraft(draft)) throw new Error(`refused: ${draft.join(', ')}`);
        const { properties } = draft.schema as { readonly properties: Readonly<Record<string, unknown>> };
        expect(draft.verdict).toMatchObject({ rows: columns[0]?.cells.length, quarantined: 0 });
        for (const { name, expected, cells } of columns) {
          const type = cells.includes('') ? [expected['type'], 'null'] : expected['type'];
          expect(properties[name], name).toMatchObject({ ...expected, type });
        }
      }),
      { numRuns: 60 },
    );
  });
});

const ok = join(import.meta.dirname, 'testdata', 'ok');
const inputs = readdirSync(ok).flatMap((situation) =>
  readdirSync(join(ok, situation))
    .filter((name) => name !== 'schema.json' && name !== 'remarks.txt')
    .map((name) => ({ name, bytes: readFileSync(join(ok, situation, name)) })),
);

/** Something happens to a file: bytes are lost, repeated, replaced. */
const spoilt = fc
  .record({
    input: fc.constantFrom(...inputs),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat({ max: 40 }),
    put: fc.oneof(
      fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '\n',
        '\r',
        '\n\n',
        '\0',
        '\ufeff',
        'é',
        '#',
        '""',
        '{',
        ']',
        '1e999',
        '-',
        '\t',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    isEnd: fc.boolean(),
  })
  .map(({ input: { name, bytes }, at, cut, put, isEnd }) => {
    const start = Math.floor(at * bytes.length);
    const rest = isEnd ? [] : [bytes.subarray(start + cut)];
    return { name, bytes: Buffer.concat([bytes.subarray(0, start), Buffer.from(put), ...rest]) };
  });
const anyBytes = fc.record({
  name: fc.constantFrom('a.csv', 'a.tsv', 'a.ndjson', 'a.json', 'a.csv.gz', 'a.txt'),
  bytes: fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...'ab1,;"\n\r\t#{}[]: é-./'), maxLength: 200 }).map((text) => Buffer.from(text)),
    fc.string({ maxLength: 100 }).map((text) => gzipSync(text)),
  ),
});

describe('whatever bytes a file holds', () => {
  it('there is a finding, or a draft that parses and counts every row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(spoilt, anyBytes), async ({ name, bytes }) => {
        const draft = await draftOf(name, bytes);
        if (!isDraft(draft)) {
          expect(draft.length).toBeGreaterThan(0);
          return;
        }
        const { schema, verdict, lookAt } = draft;
        const parsed = parseDatasetSchema(formatSchema(schema), { name: 'drafted', file: 'schema.json' });
        expect(parsed).toHaveProperty('schema');
        expect(verdict.quarantined).toBeLessThanOrEqual(verdict.rows);
        const rejected = verdict.reasons.reduce((sum, { rows }) => sum + rows, 0);
        expect(rejected > 0).toBe(verdict.quarantined > 0);
        const said = `${verdict.quarantined} of ${verdict.rows} rows go to quarantine by this draft`;
        expect(lookAt.includes(said)).toBe(verdict.quarantined > 0);
        if (verdict.quarantined > 0) expect(verdict.examples.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  it('the draft is the same however they are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt, fc.integer({ min: 1, max: 64 }), async ({ name, bytes }, length) => {
        const [whole, cut] = [await draftOf(name, bytes), await draftOf(name, bytes, length)];
        expect(isDraft(cut) ? { ...cut, compose: undefined } : cut).toEqual(
          isDraft(whole) ? { ...whole, compose: undefined } : whole,
        );
      }),
      { numRuns: 80 },
    );
  });
});
