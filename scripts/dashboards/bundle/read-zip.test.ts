import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeZip } from '../testing/write-zip.ts';
import { readZip } from './read-zip.ts';

const bundles = path.join(import.meta.dirname, '../testdata/bundles');
/** Made by Python's zipfile, with a folder, deflated files and a stored one. */
const archive = readFileSync(path.join(bundles, 'orders.qs'));

async function textsOf(bytes: Uint8Array): Promise<Readonly<Record<string, string>>> {
  const read = await readZip(bytes);
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
  it('gives the files of an archive, without folders', async () => {
    const names = ['dashboard/board.json', 'dataset/0d1c.json', 'datasource/lake.json'];
    const expected = names.map((name) => [name, readFileSync(path.join(bundles, 'orders', name), 'utf8')]);
    expect(await textsOf(archive)).toEqual(Object.fromEntries(expected));
  });

  it('reads what is written, whatever the texts', async () => {
    // A name that leaves its folder is refused.
    const names = fc.stringMatching(/^[\p{L}\p{N} _()-]{1,40}$/u).filter((name) => name !== '__proto__');
    await fc.assert(
      fc.asyncProperty(fc.dictionary(names, fc.string({ unit: 'grapheme', maxLength: 2_000 })), async (files) => {
        expect(await textsOf(await writeZip(files))).toEqual({ ...files });
      }),
    );
  });

  it('reads an archive with a comment', async () => {
    const comment = Buffer.from('made on a Monday');
    const commented = Buffer.concat([archive, comment]);
    commented.writeUInt16LE(comment.length, archive.length - 2);
    expect(Object.keys(await textsOf(commented))).toHaveLength(3);
  });

  it('never throws, and gives no text but the right one, when bytes are changed or gone', async () => {
    const right = new Set(Object.values(await textsOf(archive)));
    const damage = fc.tuple(fc.nat(archive.length - 1), fc.nat(255), fc.nat(archive.length));
    await fc.assert(
      fc.asyncProperty(damage, async ([at, to, length]) => {
        const read = await readZip(changed(archive, at, to).subarray(0, length < 100 ? length : archive.length));
        const texts = 'entries' in read ? read.entries.map(({ bytes }) => Buffer.from(bytes).toString()) : [];
        for (const text of texts.filter((each) => each !== '')) expect(right).toContain(text);
      }),
      { numRuns: 500 },
    );
  });

  const central = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  const first = archive.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), central + 46);
  it.each([
    ['no archive', Buffer.from('{"Sheets": []}'), /can't be read/],
    ['nothing', Buffer.alloc(0), /can't be read/],
    ['half of one', archive.subarray(0, archive.length / 2), /can't be read/],
    ['an encrypted file', changed(archive, first + 8, 1), /an encrypted file, dashboard\/board\.json/],
    ['another method', changed(archive, first + 10, 12), /as a zip archive, at dashboard\/board\.json/],
    ['a wrong checksum', changed(archive, first + 16, 0), /as a zip archive, at dashboard\/board\.json/],
  ])('says what is wrong: %s', async (_, bytes, problem) => {
    expect(await readZip(bytes)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('unpacks no more than the limits', async () => {
    const bomb = await writeZip({ 'dashboard/a.json': ' '.repeat(1_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(await readZip(bomb, { entries: 10, bytes: 999_999 })).toEqual({
      problem: 'more than is unpacked of a bundle',
    });
    expect(await readZip(bomb, { entries: 10, bytes: 1_000_000 })).toHaveProperty('entries');
    expect(await readZip(archive, { entries: 3, bytes: 1e9 })).toEqual({ problem: '4 files, more than 3' });
  });

  it('stops where a file unpacks to more than the directory says', async () => {
    const bomb = await writeZip({ 'dashboard/a.json': ' '.repeat(1_000_000) });
    const claim = changed(bomb, bomb.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24, 1);
    expect(await readZip(claim)).toEqual({ problem: expect.stringMatching(/can't be read/) });
  });
});
