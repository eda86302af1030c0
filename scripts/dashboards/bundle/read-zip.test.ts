import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeZip } from '../testing/write-zip.ts';
import { readZip } from './read-zip.ts';

const bundles = path.join(import.meta.dirname, '../testdata/bundles');
/** Made by Python's zipfile, with a folder, deflated files and a stored one. */
const archive = readFileSync(path.join(bundles, 'orders.qs'));

function textsOf(bytes: Uint8Array): Readonly<Record<string, string>> {
  const read = readZip(bytes);
  if ('problem' in read) throw new TypeError(read.problem);
  return Object.fromEntries(read.entries.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]));
}

/** The archive with one byte changed. */
function changed(bytes: Buffer, at: number, to: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = to;
  return copy;
}

describe('readZip', () => {
  it('gives the files of an archive, without folders', () => {
    const names = ['dashboard/board.json', 'dataset/0d1c.json', 'datasource/lake.json'];
    const expected = names.map((name) => [name, readFileSync(path.join(bundles, 'orders', name), 'utf8')]);
    expect(textsOf(archive)).toEqual(Object.fromEntries(expected));
  });

  it('reads what is written, whatever the texts', () => {
    const names = fc
      .string({ minLength: 1, maxLength: 40 })
      .filter((name) => !name.endsWith('/') && name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme', maxLength: 2_000 })), (files) => {
        expect(textsOf(writeZip(files))).toEqual({ ...files });
      }),
    );
  });

  it('reads an archive with a comment', () => {
    const comment = Buffer.from('made on a Monday');
    const commented = Buffer.concat([archive, comment]);
    commented.writeUInt16LE(comment.length, archive.length - 2);
    expect(Object.keys(textsOf(commented))).toHaveLength(3);
  });

  it('never throws, and gives no text but the right one, when bytes are changed or gone', () => {
    const right = new Set(Object.values(textsOf(archive)));
    const damage = fc.tuple(fc.nat(archive.length - 1), fc.nat(255), fc.nat(archive.length));
    fc.assert(
      fc.property(damage, ([at, to, length]) => {
        const read = readZip(changed(archive, at, to).subarray(0, length < 100 ? length : archive.length));
        const texts = 'entries' in read ? read.entries.map(({ bytes }) => Buffer.from(bytes).toString()) : [];
        for (const text of texts.filter((each) => each !== '')) expect(right).toContain(text);
      }),
      { numRuns: 2_000 },
    );
  });

  const central = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const first = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), central + 46);
  it.each([
    ['no archive', Buffer.from('{"Sheets": []}'), 'no zip archive, or a part of one'],
    ['nothing', Buffer.alloc(0), 'no zip archive, or a part of one'],
    ['half of one', archive.subarray(0, archive.length / 2), 'no zip archive, or a part of one'],
    ['an encrypted file', changed(archive, first + 8, 1), 'an encrypted file, dashboard/board.json'],
    ['another method', changed(archive, first + 10, 12), 'a file packed by method 12, dashboard/board.json'],
    ['a wrong checksum', changed(archive, first + 16, 0), 'a damaged zip archive, at dashboard/board.json'],
  ])('says what is wrong: %s', (_, bytes, problem) => {
    expect(readZip(bytes)).toEqual({ problem });
  });

  it('unpacks no more than the limits', () => {
    const bomb = writeZip({ 'dashboard/a.json': ' '.repeat(1_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(readZip(bomb, { entries: 10, bytes: 999_999 })).toEqual({ problem: 'more than is unpacked of a bundle' });
    expect(readZip(bomb, { entries: 10, bytes: 1_000_000 })).toHaveProperty('entries');
    const claim = changed(bomb, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24, 1);
    expect(readZip(claim)).toEqual({ problem: 'a damaged zip archive, at dashboard/a.json' });
    expect(readZip(archive, { entries: 3, bytes: 1e9 })).toEqual({ problem: '4 files, more than 3' });
  });
});
