import { Buffer, isUtf8 } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QuarantinedRecord } from './clean-file.ts';
import { anyFile } from './testing/fuzz/any-file.ts';
import { anySchema } from './testing/fuzz/any-schema.ts';
import { createDirtLog } from './testing/fuzz/dirt-log.ts';
import { createRandom } from './testing/fuzz/random.ts';
import { type KnownRecord, knownCsv, knownJson, knownSchema } from './testing/known-records.ts';
import { type CleanRun, runClean, schemaOf } from './testing/run-clean.ts';

const quarantined = ({ quarantine }: CleanRun): QuarantinedRecord[] =>
  quarantine.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
const cleanRows = ({ clean }: CleanRun): string[][] => parse(clean, { record_delimiter: '\n' }).slice(1);

const encoders = {
  'utf-8': (text: string) => Buffer.from(text, 'utf8'),
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16(),
  latin1: (text: string) => Buffer.from(text, 'latin1'),
} as const;
const encodings = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'latin1');
const endings = fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 4 });

/** A file of known records: what stands before the first, between two, and behind the last. */
interface Written {
  readonly head: string;
  readonly between: (index: number) => string;
  readonly tail: string;
}

const linesIn = (text: string): number => text.split(/\r\n|\r|\n/).length - 1;

/** Cleans the file, puts each record back at its row, and expects exactly the records that were written, at their places. */
async function expectAllBack(
  records: readonly KnownRecord[],
  { head, between, tail }: Written,
  encoding: keyof typeof encoders,
  own: object,
  zipped: boolean,
): Promise<void> {
  const encode = encoders[encoding];
  const last = records.length - 1;
  const text = head + records.map(({ raw }, index) => raw + (index === last ? tail : between(index))).join('');
  const bytes = encode(records.length === 0 ? head + tail : text);
  const schema = schemaOf(knownSchema({ ...own, dialect: { encoding } }));
  const run = await runClean(zipped ? gzipSync(bytes) : bytes, schema, { chunks: [97, 3] });
  const bad = new Map(quarantined(run).map((record) => [record.row, record]));
  const clean = new Map(cleanRows(run).map((row) => [Number(row.at(-1)), row.slice(0, -1)]));
  expect(run.result.rowsIn).toBe(records.length);
  expect(bad.size + clean.size).toBe(records.length);
  let before = head;
  for (const [index, record] of records.entries()) {
    const found = bad.get(index + 1);
    expect(clean.get(index + 1), record.raw).toEqual(record.clean);
    expect(found?.raw, record.raw).toBe(record.clean === undefined ? record.raw : undefined);
    if (found !== undefined) {
      expect([found.offset, found.line]).toEqual([encode(before).length, linesIn(before) + 1]);
    }
    before += record.raw + between(index);
  }
}

describe('what went into quarantine, put back at its rows among the clean rows', { timeout: 60_000 }, () => {
  it('gives the records of a CSV file: each in its order, at its byte and line, as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(knownCsv, endings, encodings, fc.boolean(), async (records, ends, encoding, zipped) => {
        const between = (index: number): string => ends[index % ends.length] ?? '\n';
        const written = { head: `id,name,price,day${between(0)}`, between, tail: between(records.length - 1) };
        await expectAllBack(records, written, encoding, {}, zipped);
      }),
      { numRuns: 150 },
    );
  });

  it('gives the records of NDJSON', async () => {
    await fc.assert(
      fc.asyncProperty(knownJson, endings, encodings, fc.boolean(), async (records, ends, encoding, zipped) => {
        fc.pre(records.length > 0);
        const between = (index: number): string => ends[index % ends.length] ?? '\n';
        await expectAllBack(
          records,
          { head: '', between, tail: '' },
          encoding,
          { format: 'ndjson', unknownColumns: 'quarantine' },
          zipped,
        );
      }),
      { numRuns: 100 },
    );
  });

  it('gives the records of a JSON array', async () => {
    const between = fc.constantFrom(',', ', ', ',\n  ', '\n,\r\n');
    await fc.assert(
      fc.asyncProperty(knownJson, between, encodings, fc.boolean(), async (records, comma, encoding, zipped) => {
        const written = { head: '[\r\n', between: () => comma, tail: '\n]\n' };
        await expectAllBack(records, written, encoding, { format: 'json', unknownColumns: 'quarantine' }, zipped);
      }),
      { numRuns: 100 },
    );
  });
});

/** The bytes without the quarantined records: what separated them stays. */
function withoutQuarantined(bytes: Buffer, records: readonly QuarantinedRecord[]): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  for (const { offset, raw } of records) {
    parts.push(bytes.subarray(from, offset));
    from = offset + Buffer.byteLength(raw);
    expect(bytes.subarray(offset, from).toString('utf8')).toBe(raw);
  }
  return Buffer.concat([...parts, bytes.subarray(from)]);
}

describe('a dirty file without the records that went into quarantine', { timeout: 60_000 }, () => {
  it.each(['csv', 'ndjson'] as const)('is clean, and gives the same rows: %s', async (format) => {
    let compared = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed);
      const { json } = anySchema(random, format);
      const own = JSON.parse(json);
      // What a file's first records let guess must not change with them; a key that comes again depends on others.
      own['x-sluice'] = { ...own['x-sluice'], tolerance: 1, dialect: { encoding: 'utf-8', delimiter: ';' } };
      const schema = schemaOf(own);
      const file = anyFile(random, schema, 40, createDirtLog());
      const bytes = file.toBytes(file.pieces);
      // Bytes that are no UTF-8 stand decoded in quarantine: how many they were is not known from there.
      if (!isUtf8(bytes)) continue;
      const run = await runClean(bytes, schema, { limits: file.limits });
      if (
        run.result.status === 'failed' ||
        run.result.report.encoding.name !== 'utf-8' ||
        run.result.report.compression !== 'none'
      )
        continue;
      const records = quarantined(run);
      const rest = await runClean(withoutQuarantined(bytes, records), schema, { limits: file.limits });
      if (rest.result.findings.some(({ code }) => code === 'empty-file')) continue;
      expect(quarantined(rest), `seed ${seed}: ${json}`).toEqual([]);
      const values = (one: CleanRun): string[][] => cleanRows(one).map((row) => row.slice(0, -1));
      expect(values(rest), `seed ${seed}: ${json}`).toEqual(values(run));
      compared++;
    }
    expect(compared).toBeGreaterThan(15);
  });
});
