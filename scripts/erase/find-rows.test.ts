import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { parseConditions } from './conditions.ts';
import { findRows } from './find-rows.ts';

const person = 'Zoë “Z” O’Hara';
const parsed = parseDatasetSchema(
  JSON.stringify({
    ...{ type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } }, required: ['id', 'name'] },
    'x-sluice': { owner: 'test', licence: 'CC0-1.0', source: 'upload', format: 'csv', tolerance: 0.01 },
  }),
  { name: 'people', file: 'people/schema.json' },
);

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function holds(bytes: Buffer, size = 65_536) {
  if ('findings' in parsed) return expect.fail(JSON.stringify(parsed.findings));
  const conditions = parseConditions(parsed.schema, [`name=${person}`]);
  const { holds: got, report } = await findRows('people/a.csv', () => inChunks(bytes, size), parsed.schema, conditions);
  expect(report.status).toBe('failed');
  return got;
}

const header = 'number;who\n';
const short = (who: string) => `${header}1;${who}\n`;
/** Some 300 kB that gzip doesn't make small. */
const long = (who: string) =>
  header +
  Array.from({ length: 20_000 }, (_, row) => `${row};${((row * 2_654_435_761) % 4_294_967_296).toString(36)}\n`).join(
    '',
  ) +
  `1;${who}\n`;
const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));

describe('a file whose header cleaning refuses', () => {
  const encodings = {
    'utf-8': (text: string) => Buffer.from(text),
    'utf-16le': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    'utf-16be': (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    'windows-1252': (text: string) =>
      Buffer.from(text.replaceAll('“', '\x93').replaceAll('”', '\x94').replaceAll('’', '\x92'), 'latin1'),
  };
  const wraps = {
    plain: (bytes: Buffer) => bytes,
    gzip: (bytes: Buffer) => gzipSync(bytes),
    'gzip of two members': (bytes: Buffer) =>
      Buffer.concat([gzipSync(bytes.subarray(0, 40)), gzipSync(bytes.subarray(40))]),
    'gzip in gzip': (bytes: Buffer) => gzipSync(gzipSync(bytes)),
  };
  const cases = Object.keys(encodings).flatMap((encoding) => Object.keys(wraps).map((wrap) => ({ encoding, wrap })));

  it.each(cases)('is looked through to its end: $wrap, $encoding', async ({ encoding, wrap }) => {
    const make = Object.entries({ ...encodings }).find(([name]) => name === encoding)?.[1] ?? Buffer.from;
    const pack = Object.entries(wraps).find(([name]) => name === wrap)?.[1] ?? Buffer.from;
    for (const write of [short, long]) {
      expect(await holds(pack(make(write(person))))).toBe('whole');
      expect(await holds(pack(make(write('Ann Someone'))))).toBe('nothing');
    }
  });

  it('is looked through wherever chunks are cut', async () => {
    const text = Buffer.from(long(person)).subarray(-5000);
    const bytes = Buffer.concat([Buffer.from(header), text]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 600 }), fc.boolean(), async (size, zipped) => {
        expect(await holds(zipped ? gzipSync(bytes) : bytes, size)).toBe('whole');
      }),
      { numRuns: 25 },
    );
  });
});

describe('a file that can’t be inflated', () => {
  it('is unsearchable, unless the text stands before the fault', async () => {
    expect(await holds(half(gzipSync(long(person))))).toBe('unsearchable');
    expect(await holds(half(gzipSync(short('Ann'))))).toBe('unsearchable');
    expect(await holds(Buffer.concat([gzipSync(short('Ann')), Buffer.from('no gzip')]))).toBe('unsearchable');
    expect(await holds(half(gzipSync(short(person) + long('Ann'))))).toBe('whole');
    const damaged = gzipSync(long(person));
    damaged.fill(0xff, damaged.length / 2, damaged.length / 2 + 2000);
    expect(await holds(damaged)).toBe('unsearchable');
  });

  it('is unsearchable when it is compressed in another way', async () => {
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), gzipSync(long(person))]);
    expect(await holds(zip)).toBe('unsearchable');
    expect(await holds(gzipSync(zip))).toBe('unsearchable');
  });
});
