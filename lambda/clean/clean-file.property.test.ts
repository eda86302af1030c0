import { Buffer } from 'node:buffer';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuarantinedRecord } from './clean-file.ts';
import { decodeWindows1252 } from './decode/windows-1252.ts';
import { type CleanRun, runClean, schemaOf } from './testing/run-clean.ts';

const own = (keywords: object): object => ({ tolerance: 1, ...keywords });
const flat = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    name: { type: ['string', 'null'], maxLength: 5 },
    price: { type: 'string', format: 'decimal', 'x-sluice': { precision: 9, scale: 2, formats: ['1.234,56'] } },
    at: { type: 'string', format: 'date-time', 'x-sluice': { timeZone: 'Europe/Berlin', formats: ['D.M.YY H:mm'] } },
  },
  required: ['id'],
};
const nested = {
  type: 'object',
  properties: {
    id: { type: 'integer' },
    user: { type: ['object', 'null'], properties: { key: { type: 'string' }, on: { type: 'boolean' } } },
    tags: { type: 'array', maxItems: 3 },
  },
};
const schemas = [
  { ...flat, 'x-sluice': own({ primaryKey: ['id'], unknownColumns: 'quarantine' }) },
  { ...flat, 'x-sluice': own({ dialect: { header: false, delimiter: ';' } }) },
  {
    ...flat,
    'x-sluice': own({ dialect: { header: false, encoding: 'utf-8', comment: '#', quote: "'", delimiter: ',' } }),
  },
  { ...flat, 'x-sluice': own({ dialect: { header: false, skipLines: 1, encoding: 'utf-16le' } }) },
  { type: 'object', 'x-sluice': own({ dialect: { header: false } }), properties: { text: { type: 'string' } } },
  { ...nested, 'x-sluice': own({ format: 'ndjson', unknownColumns: 'drop' }) },
  { ...nested, 'x-sluice': own({ format: 'json', unknownColumns: 'quarantine', primaryKey: ['id'] }) },
].map((json) => schemaOf(json));

/** Bytes that look like data often enough to reach every corner of the reader. */
const pieces = [
  ...['id', 'name', 'price', 'at', ',', ';', '\t', '|', '"', '""', "'", '\n', '\r', '\r\n', '#', ' ', '\u00a0', '\f'],
  ...[
    '1',
    '2',
    '-3',
    '1.5',
    '1.234,56',
    '2026-01-31T10:00:00Z',
    '1.2.26 3:04',
    '2026-02-30',
    'é',
    'e\u0301',
    '😀',
    '\0',
  ],
  ...[
    '[',
    ']',
    '{',
    '}',
    ':',
    '{"id":1}',
    '{"id":2,"user":{"key":"k"}}',
    '"id":',
    'null',
    'true',
    '\\',
    '\\u0000',
    '\\ud800',
  ],
  ...['id,name,price,at\n', 'id;name;price;at\n', '1,a,2.50,\n', '2;"b";3;\n', '\ufeff', '__proto__'],
];
const piece = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...pieces).map((text) => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes)) },
);
const dirt = fc.array(piece, { maxLength: 60 }).map((parts) => Buffer.concat(parts));
const anyBytes = fc.oneof(
  { weight: 6, arbitrary: dirt },
  { weight: 2, arbitrary: dirt.map((bytes) => Buffer.concat([Buffer.from('id,name,price,at\n'), bytes])) },
  { weight: 1, arbitrary: dirt.map((bytes) => gzipSync(bytes)) },
  { weight: 1, arbitrary: dirt.map((bytes) => Buffer.from(bytes.toString('utf8'), 'utf16le')) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
);
const limits = { recordLength: 80, jsonDepth: 4, columns: 8, keyBytes: 400 };

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '');
const quarantined = ({ quarantine }: CleanRun): QuarantinedRecord[] =>
  lines(quarantine).map((line) => JSON.parse(line));
const cleanRows = ({ clean }: CleanRun): string[][] => parse(clean, { record_delimiter: '\n' }).slice(1);

/** Whether the raw text is what the file's bytes say at its offset, in one of the encodings that they can be in. */
function standsAt(bytes: Buffer, offset: number, raw: string): boolean {
  const encodings = [
    (text: string) => Buffer.from(text, 'utf16le'),
    (text: string) => Buffer.from(text, 'utf16le').swap16(),
    (text: string) => Buffer.from(text, 'utf8'),
  ];
  if (encodings.some((encode) => bytes.subarray(offset).indexOf(encode(raw)) === 0)) return true;
  // A record of several lines may hold both UTF-8 and windows-1252: every line is one or the other.
  const parts = raw.split(/(?<=\r\n|\n|\r(?!\n))/);
  let at = offset;
  return parts.every((part) => {
    const utf8 = Buffer.from(part, 'utf8');
    const fits = bytes.subarray(at, at + utf8.length).equals(utf8);
    const single = decodeWindows1252(bytes.subarray(at, at + part.length)) === part;
    at += fits ? utf8.length : part.length;
    return fits || single;
  });
}

const unzipped = (bytes: Buffer): Buffer =>
  bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8 ? gunzipSync(bytes) : bytes;

describe('cleanFile, given any bytes', () => {
  it('accounts for every record: its row stands once, clean or in quarantine, and its raw text stands where it says', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, fc.constantFrom(...schemas), async (bytes, schema) => {
        const run = await runClean(bytes, schema, { limits });
        const { rowsIn, rowsClean, rowsQuarantined } = run.result;
        expect(rowsIn).toBe(rowsClean + rowsQuarantined);
        const rows = cleanRows(run);
        expect(rows).toHaveLength(rowsClean);
        for (const row of rows) expect(row).toHaveLength(schema.columns.length + 1);
        const records = quarantined(run);
        const bad = [...new Set(records.map(({ row }) => row))];
        expect(bad).toHaveLength(rowsQuarantined);
        const all = [...rows.map((row) => Number(row.at(-1))), ...bad].sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: rowsIn }, (_, index) => index + 1));
        for (const { raw, offset, reasons } of records) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(standsAt(unzipped(bytes), offset, raw)).toBe(true);
        }
      }),
      { numRuns: 600 },
    );
  });

  it('gives the same for the same bytes, in chunks of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyBytes,
        fc.constantFrom(...schemas),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (bytes, schema, chunks) => {
          expect(await runClean(bytes, schema, { limits, chunks })).toEqual(await runClean(bytes, schema, { limits }));
        },
      ),
      { numRuns: 300 },
    );
  });
});

const goodText = fc.stringMatching(/^[a-z]{1,5}$/);
const good = fc.tuple(fc.integer(), goodText).map(([id, name]) => ({ raw: `${id},${name},1.50,`, bad: false }));
const goodQuoted = fc.integer().map((id) => ({ raw: `"${id}","a\n""b","1.50",`, bad: false }));
const bad = fc
  .constantFrom('x,a,1,', '1', '1,a,1,,,', '1,a b"c,1,', '1,"a"b,1,', ',a,1,', '1,toolong,1,', '1,a,1.5555,')
  .map((raw) => [{ raw, bad: true }]);
/** A quote without end takes what follows with it, up to the first line that fits the schema. */
const endless = good.map((next) => [{ raw: '1,"no end,1,', bad: true }, next]);
const someRecords = fc.oneof({ weight: 3, arbitrary: fc.oneof(good, goodQuoted).map((one) => [one]) }, bad, endless);

describe('cleanFile, given records', () => {
  it('gives back each bad one as it was written, with its first physical line', async () => {
    const schema = schemaOf({ ...flat, 'x-sluice': own({}) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(someRecords, { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        async (records, ending) => {
          const all = records.flat();
          const text = ['id,name,price,at', ...all.map(({ raw }) => raw)].join(ending);
          const run = await runClean(text, schema);
          const found = new Map(quarantined(run).map((record) => [record.row, record]));
          const lineOf = (row: number): number =>
            1 +
            ['id,name,price,at', ...all.slice(0, row - 1).map(({ raw }) => raw)].flatMap((raw) => raw.split('\n'))
              .length;
          for (const [index, { raw, bad: isBad }] of all.entries()) {
            const record = found.get(index + 1);
            expect(record?.raw, raw).toBe(isBad ? raw : undefined);
            if (record !== undefined) expect(record.line).toBe(lineOf(index + 1));
          }
          expect(run.result.rowsIn).toBe(all.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never shows a sensitive value outside quarantine', async () => {
    const hidden = { type: 'string', minLength: 9 };
    const schema = schemaOf({
      type: 'object',
      'x-sluice': own({ primaryKey: ['key'] }),
      properties: {
        key: { ...hidden, 'x-sluice': { sensitive: 'tokenise' } },
        mail: { ...hidden, format: 'email', 'x-sluice': { sensitive: 'mask' } },
        gone: { type: 'integer', 'x-sluice': { sensitive: 'drop' } },
        note: { type: 'string', maxLength: 12 },
      },
      required: ['key', 'mail'],
    });
    const secret = fc.stringMatching(/^[a-z]{6}$/).map((text) => `secret-${text}`);
    const row = fc
      .tuple(secret, secret, secret, goodText, fc.integer({ min: 0, max: 3 }))
      .map(([key, mail, gone, text, which]) => [key, mail, gone, [key, mail, gone, text][which]].join(','));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 8 }), async (rows) => {
        const doubled = [...rows, ...rows].join('\n');
        const { clean, rejects, result } = await runClean(`key,mail,gone,note\n${doubled}\n`, schema);
        expect(clean + rejects + JSON.stringify(result)).not.toContain('secret-');
      }),
      { numRuns: 50 },
    );
  });
});
