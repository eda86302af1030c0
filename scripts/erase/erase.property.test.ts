import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { parseConditions } from './conditions.ts';
import { findRows } from './find-rows.ts';
import { withoutRows } from './without-rows.ts';

/** A file written with a person's rows, erased, is byte for byte the file written without them. */

const person = 'Zoë "Z" O’Hara-[Q], jr. (2)';

const schemaOf = (format: 'csv' | 'ndjson' | 'json', encoding?: string) => {
  const parsed = parseDatasetSchema(
    JSON.stringify({
      type: 'object',
      properties: {
        id: { type: 'integer' },
        name: { type: ['string', 'null'], 'x-sluice': { sensitive: 'tokenise' } },
        note: { type: ['string', 'null'] },
      },
      required: ['id'],
      'x-sluice': {
        ...{ owner: 'test', licence: 'CC0-1.0', source: 'upload', format, primaryKey: ['id'], tolerance: 0.01 },
        ...(format === 'csv' ? { dialect: { header: true, delimiter: ',', ...(encoding && { encoding }) } } : {}),
      },
    }),
    { name: 'people', file: 'people/schema.json' },
  );
  if ('findings' in parsed) return expect.fail(JSON.stringify(parsed.findings));
  return parsed.schema;
};

interface Row {
  readonly id: number | string;
  readonly name: string;
  readonly note: string;
}

const others = fc.constantFrom('Ann', 'Bo', '', 'Zoë', 'a\nb', 'x, y', 'say ""hi""', 'Ω');
const rowOf = (name: fc.Arbitrary<string>) =>
  fc.record({
    // What is no integer is quarantined.
    id: fc.oneof(fc.integer({ min: 0, max: 999 }), fc.constantFrom('?', 'x')),
    name,
    note: fc.constantFrom('', 'plain', 'with, comma', 'new\nline', 'é'),
  });
const rows = fc.array(fc.oneof(rowOf(others), rowOf(fc.constant(person))), { minLength: 1, maxLength: 25 });
const isTheirs = ({ name }: Row) => name === person;

const cell = (value: string | number): string => {
  const text = String(value).replaceAll('"', '""');
  return /[",\n]/.test(text) ? `"${text}"` : text;
};
const csv = (list: readonly Row[], newline: string): string =>
  ['id,name,note', ...list.map(({ id, name, note }) => [id, name, note].map(cell).join(','))]
    .map((line) => line + newline)
    .join('');
const ndjson = (list: readonly Row[], newline: string): string =>
  list.map((row) => JSON.stringify(row) + newline).join('');
const json = (list: readonly Row[]): string => `[${list.map((row) => JSON.stringify(row)).join(', ')}]\n`;

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const encodings: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
};

async function erased(format: 'csv' | 'ndjson' | 'json', bytes: Buffer, size: number) {
  const schema = schemaOf(format);
  const conditions = parseConditions(schema, [`name=${person}`]);
  const file = `people/a.${format}`;
  const found = await findRows(file, () => inChunks(bytes, size), schema, conditions);
  const left =
    found.rows.length === 0 ? bytes : await buffer(withoutRows(file, inChunks(bytes, size), found.rows, found.report));
  const again = await findRows(file, () => inChunks(left, size), schema, conditions);
  return { found, left, again };
}

describe('erasing a person', () => {
  const size = fc.integer({ min: 3, max: 400 });
  const newline = fc.constantFrom('\n', '\r\n');

  it.each(Object.keys(encodings))('leaves a CSV in %s as if they had never been in it', async (name) => {
    const encode = encodings[name] ?? Buffer.from;
    await fc.assert(
      fc.asyncProperty(rows, newline, size, fc.boolean(), async (list, end, chunk, zipped) => {
        const kept = list.filter((row) => !isTheirs(row));
        const plain = encode(csv(list, end));
        const { found, left, again } = await erased('csv', zipped ? gzipSync(plain) : plain, chunk);
        expect(found.rows).toHaveLength(list.length - kept.length);
        expect((zipped ? gunzipSync(left) : left).toString('hex')).toBe(encode(csv(kept, end)).toString('hex'));
        if (kept.length > 0) expect([again.holds, again.rowsIn]).toEqual(['nothing', kept.length]);
      }),
      { numRuns: 40 },
    );
  });

  it('leaves NDJSON as if they had never been in it', async () => {
    await fc.assert(
      fc.asyncProperty(rows, newline, size, async (list, end, chunk) => {
        const kept = list.filter((row) => !isTheirs(row));
        const { left } = await erased('ndjson', Buffer.from(ndjson(list, end)), chunk);
        expect(left.toString()).toBe(ndjson(kept, end));
      }),
      { numRuns: 40 },
    );
  });

  it('leaves an array without their elements', async () => {
    await fc.assert(
      fc.asyncProperty(rows, size, async (list, chunk) => {
        const kept = list.filter((row) => !isTheirs(row));
        const { left } = await erased('json', Buffer.from(json(list)), chunk);
        expect(JSON.parse(left.toString())).toEqual(kept);
      }),
      { numRuns: 40 },
    );
  });

  it('finds a record that is at fault by its text, and counts what others say of them', async () => {
    const text = `id,name,note\n1,"${person.replaceAll('"', '""')}",x,too many\n2,Ann,"met ${person.replaceAll('"', '""')}"\n3,Bo,${person.slice(0, 3)}\n`;
    const { found } = await erased('csv', Buffer.from(text), 50);
    expect(found.rows.map(({ line }) => line)).toEqual([2]);
    expect(found.mentions).toBe(1);
  });

  it('says that a file holds them which can’t be read by rows', async () => {
    const { found } = await erased('csv', Buffer.from(`number;who\n1;${person}\n`), 50);
    expect(found.holds).toBe('whole');
    expect((await erased('csv', Buffer.from('number;who\n1;Ann\n'), 50)).found.holds).toBe('nothing');
  });
});
