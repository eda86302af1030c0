import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../schema/finding.ts';
import { runClean, schemaOf } from './testing/run-clean.ts';

const records = [
  ['id', 'name', 'note'],
  ['1', 'Zoë', '5 – 6 €'],
  ['2', '', 'œuvre'],
  ['3', 'Ñandú', 'x'],
];
const clean = 'id,name,note,_row\n1,Zoë,5 – 6 €,1\n2,,œuvre,2\n3,Ñandú,x,3\n';

const schema = (dialect: object = {}) =>
  schemaOf({
    type: 'object',
    'x-sluice': { dialect },
    properties: { id: { type: 'integer' }, name: { type: 'string' }, note: { type: 'string' } },
  });

const upper = new Map([...'€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'].map((character) => [character, windows1252Byte(character)]));

/** The byte that WHATWG's decoder makes the character of. */
function windows1252Byte(character: string): number {
  const decoder = new TextDecoder('windows-1252');
  return Array.from({ length: 256 }, (_, byte) => byte).findIndex(
    (byte) => decoder.decode(Uint8Array.of(byte)) === character,
  );
}

const single = (text: string): Buffer =>
  Buffer.from([...text].map((character) => upper.get(character) ?? character.charCodeAt(0)));
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le');
const big = (text: string): Buffer => wide(text).swap16();
const mark = '\ufeff';

const encodings: readonly (readonly [string, (text: string) => Buffer, object, string])[] = [
  ['utf-8', (text) => Buffer.from(text), {}, 'content'],
  ['utf-8 with mark', (text) => Buffer.from(mark + text), {}, 'byte-order-mark'],
  ['utf-8, declared', (text) => Buffer.from(text), { encoding: 'utf-8' }, 'declared'],
  ['utf-16le', wide, {}, 'content'],
  ['utf-16le with mark', (text) => wide(mark + text), {}, 'byte-order-mark'],
  ['utf-16le, declared', wide, { encoding: 'utf-16le' }, 'declared'],
  ['utf-16be', big, {}, 'content'],
  ['utf-16be with mark', (text) => big(mark + text), {}, 'byte-order-mark'],
  ['utf-16be, declared', big, { encoding: 'utf-16be' }, 'declared'],
  ['windows-1252, declared', single, { encoding: 'windows-1252' }, 'declared'],
  ['latin1, declared', single, { encoding: 'latin1' }, 'declared'],
  ['windows-1252, line by line', single, {}, 'content'],
];

const endings: readonly (readonly [string, readonly string[], object])[] = [
  ['LF', ['\n'], { lf: 4, crlf: 0, cr: 0 }],
  ['CRLF', ['\r\n'], { lf: 0, crlf: 4, cr: 0 }],
  ['CR', ['\r'], { lf: 0, crlf: 0, cr: 4 }],
  ['all of them', ['\r', '\n', '\r\n'], { lf: 1, crlf: 1, cr: 2 }],
];

describe.each(encodings)('%s', (_, encode, dialect, from) => {
  it.each(endings)('with %s gives the same clean bytes', async (_name, marks, lineEndings) => {
    const text = records.map((record, line) => record.join(';') + marks[line % marks.length]).join('');
    for (const bytes of [encode(text), gzipSync(encode(text))]) {
      const run = await runClean(bytes, schema(dialect), { chunks: [3, 1, 5] });
      expect(run.clean).toBe(clean);
      expect(run.result.report).toMatchObject({ encoding: { from }, lineEndings, rowsQuarantined: 0 });
    }
  });
});

async function told(bytes: Uint8Array, dialect: object = {}): Promise<string[]> {
  return (await runClean(bytes, schema(dialect), { chunks: [1] })).result.findings.map(formatFinding);
}

const rows = 'id,name,note\n1,a,b\n';

describe('an encoding that the bytes contradict', () => {
  it.each([
    ['utf-8', wide(rows), 'expected utf-8, as the schema declares, got zeros as utf-16le has them'],
    ['windows-1252', big(rows), 'expected windows-1252, as the schema declares, got zeros as utf-16be has them'],
    ['utf-16le', big(rows), 'expected utf-16le, as the schema declares, got zeros as utf-16be has them'],
    [
      'utf-16le',
      Buffer.from(rows),
      'expected utf-16le, as the schema declares, got no zero, which its line endings have',
    ],
    ['utf-16be', wide(mark + rows), 'expected utf-16be, as the schema declares, got a byte order mark of utf-16le'],
  ])('is told: %s', async (encoding, bytes, message) => {
    expect(await told(bytes, { encoding })).toEqual([
      `orders/input.csv:1: ${message}; save the file as ${encoding}, or remove "encoding" from the dialect [encoding-mismatch]`,
    ]);
  });
});

describe('bytes that are no text', () => {
  const wider = (text: string, order: boolean): Buffer =>
    Buffer.concat(
      [...text].map((one) => Buffer.from(order ? [0, 0, 0, one.charCodeAt(0)] : [one.charCodeAt(0), 0, 0, 0])),
    );

  it.each([
    ['UTF-32', Buffer.concat([Buffer.of(0xff, 0xfe, 0, 0), wider(rows, false)]), 'save it as UTF-8'],
    ['UTF-32', Buffer.concat([Buffer.of(0, 0, 0xfe, 0xff), wider(rows, true)]), 'save it as UTF-8'],
    ['gzip inside gzip', gzipSync(gzipSync(rows)), 'compress it once'],
  ])('are named: %s', async (kind, bytes, fix) => {
    expect(await told(bytes)).toEqual([`orders/input.csv: expected text, got ${kind}; ${fix} [binary-file]`]);
  });
});

describe('a file that ends within a character', () => {
  const cut =
    "orders/input.csv: expected a whole last character, got the file's end; the file was cut on its way: send it again [file-cut]";
  const half = (text: string, bytes: number): Buffer => Buffer.from(text).subarray(0, -bytes);

  it.each([
    ['after other characters of several bytes', half('id,name,note\n1,é,b\n2,a,é', 1), {}],
    ['after one in the same line', half('id,name,note\n1,é,5 €', 1), {}],
    ['of three bytes', half('id,name,note\n1,é,b\n2,a,€', 2), {}],
    ['of four bytes', half('id,name,note\n1,é,b\n2,a,😀', 1), {}],
    ['of declared UTF-8', half('id,name,note\n2,a,é', 1), { encoding: 'utf-8' }],
    ['of marked UTF-8', half(`${mark}id,name,note\n2,a,é`, 1), {}],
  ])('was cut: %s', async (_, bytes, dialect) => {
    const run = await runClean(bytes, schema(dialect), { chunks: [1] });
    expect(run.result.status).toBe('failed');
    expect(run.result.findings.map(formatFinding)).toContain(cut);
    expect(run.result.rowsIn).toBe(run.result.rowsClean + run.result.rowsQuarantined);
    expect(await runClean(bytes, schema(dialect))).toEqual(run);
  });

  it('may be windows-1252, if nothing else shows that it is UTF-8', async () => {
    const run = await runClean(Buffer.from('id,name,note\n1,a,caf\xe9', 'latin1'), schema());
    expect(run.clean).toBe('id,name,note,_row\n1,a,café,1\n');
    expect(run.result.findings.map(({ code }) => code)).toEqual(['encoding-assumed']);
  });

  it('of UTF-16 was cut', async () => {
    expect(await told(wide(rows).subarray(0, -1), { encoding: 'utf-16le' })).toEqual([
      "orders/input.csv: expected two bytes for each character of UTF-16, got the file's end; the file was cut on its way: send it again [file-cut]",
    ]);
  });

  it('of UTF-16 in half a pair of units is quarantined', async () => {
    const run = await runClean(wide(`${mark}id,name,note\n1,a,😀`).subarray(0, -2), schema());
    expect(run.result.reasons).toMatchObject([{ code: 'lone-surrogate', rows: 1 }]);
  });
});
