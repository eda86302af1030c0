import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import type { Limits } from './limits.ts';
import { runClean, schemaOf } from './testing/run-clean.ts';

const json = {
  type: 'object',
  properties: {
    id: { type: 'integer', minimum: 1 },
    sold_at: { type: 'string', format: 'date', 'x-sluice': { formats: ['DD.MM.YYYY'], aliases: ['When'] } },
    note: { type: ['string', 'null'], maxLength: 5 },
    parts: { type: 'array', items: { type: 'array', items: { type: 'integer' } } },
  },
  required: ['id', 'sold_at'],
  'x-sluice': { tolerance: 1, primaryKey: ['id'], unknownColumns: 'drop' },
};

interface File {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly limits?: Partial<Limits>;
}

/** Files that differ in what may be remembered of the file before: header, marks, encoding, limits. */
const files: readonly File[] = [
  { name: 'usual', bytes: 'id,sold_at,note,parts\n1,2026-01-02,a,[[1]]\n2,03.01.2026,,\n' },
  {
    name: 'the same header, other rows',
    bytes: 'id,sold_at,note,parts\n1,2026-01-02,too long,\nx,2026-01-02,,[[1]]\n',
  },
  { name: 'other order', bytes: 'sold_at,parts,id,note\n2026-01-02,[[1]],7,a\n' },
  { name: 'other names', bytes: 'ID,When,NOTE\n1,2026-01-02,a\n1,2026-01-03,b\n' },
  { name: 'other delimiter', bytes: 'id;sold_at;note;parts\n1;2026-01-02;a,b;[[1]]\n' },
  { name: 'one column, which holds commas', bytes: '"id,sold_at,note,parts"\n1\n' },
  { name: 'the usual header behind a title', bytes: 'Sales\nid,sold_at,note,parts\n1,2026-01-02,a,\n' },
  { name: 'other quote', bytes: "id,sold_at,note,parts\n1,'2026-01-02','a,b',\n2,'2026-01-03','b',\n" },
  { name: 'unknown columns', bytes: 'id,sold_at,note,parts,more\n1,2026-01-02,a,,9\n' },
  { name: 'unknown columns again', bytes: 'id,sold_at,note,parts,more\n2,2026-01-02,a,,9\n' },
  { name: 'a required column is missing', bytes: 'id,note\n1,a\n' },
  { name: 'no header', bytes: '1,2026-01-02,a,\n2,2026-01-03,b,\n' },
  { name: 'byte order mark', bytes: '\uFEFFid,sold_at,note,parts\n1,2026-01-02,ä,\n' },
  { name: 'windows-1252', bytes: Buffer.from('id,sold_at,note,parts\n1,2026-01-02,\xe4,\n', 'latin1') },
  { name: 'UTF-16', bytes: Buffer.from('\uFEFFid,sold_at,note,parts\n1,2026-01-02,a,\n', 'utf16le') },
  { name: 'few columns allowed', bytes: 'id,sold_at,note,parts\n1,2026-01-02,a,\n', limits: { columns: 3 } },
  { name: 'shallow JSON only', bytes: 'id,sold_at,note,parts\n1,2026-01-02,a,[[1]]\n', limits: { jsonDepth: 1 } },
  { name: 'empty', bytes: '' },
  { name: 'header only', bytes: 'id,sold_at,note,parts' },
  { name: 'a header that is cut', bytes: 'id,sold_at,"note,parts\n1,2026-01-02,a,\n' },
];

/** Nothing is required, and a name that no column has is no fault: so one header line can be read in two ways. */
const loose = {
  type: 'object',
  properties: { id: { type: 'string' }, note: { type: 'string' } },
  'x-sluice': { tolerance: 1, unknownColumns: 'quarantine' },
};

/** Files of one header line, which their rows settle how to read. */
const twoWays: readonly File[] = [
  { name: 'rows with commas', bytes: 'id,a;note\n1,2\n3,4\n' },
  { name: 'rows with semicolons', bytes: 'id,a;note\n1;2\n3;4\n' },
  { name: 'rows in single quotes', bytes: "'id','note'\n'1','a, b'\n'2','c'\n" },
  { name: 'rows in double quotes', bytes: '\'id\',\'note\'\n"1","a, b"\n"2","c"\n' },
];

describe.each([
  { of: 'a dataset', json, files },
  { of: 'a dataset that takes much', json: loose, files: twoWays },
])('files of $of in one process', async ({ json, files }) => {
  const shared = schemaOf(json);
  const cleanShared = ({ bytes, limits = {} }: File) => runClean(bytes, shared, { limits, chunks: [7] });
  const cleanAlone = ({ bytes, limits = {} }: File) => runClean(bytes, schemaOf(json), { limits });
  const alone = await Promise.all(files.map(cleanAlone));

  it('differ, so that the others mean something', () => {
    expect(new Set(alone.map((run) => JSON.stringify(run))).size).toBe(files.length);
  });

  it.each(files)('come out as if each were alone: $name behind any other', async (file) => {
    for (const before of files) {
      await cleanShared(before);
      expect(await cleanShared(file), `behind: ${before.name}`).toEqual(alone[files.indexOf(file)]);
    }
  });

  it('come out as if each were alone when they are cleaned at once', async () => {
    expect(await Promise.all(files.map(cleanShared))).toEqual(alone);
  });
});
