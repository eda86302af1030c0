import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listDatasets } from './list-datasets.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'list-datasets-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, content = 'a\n1\n'): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

test('data files are listed in order, documents are not', async () => {
  for (const path of [
    'b/schema.json',
    'b/2.csv',
    'b/1.csv',
    'b/day=1/x.NDJSON.gz',
    'b/README.md',
    'b/LICENSE',
    'b/.DS_Store',
  ])
    put(path);
  put('a/schema.json');
  const { folders, findings } = await listDatasets(root);
  expect(findings).toEqual([]);
  expect(folders.map(({ dataset, files }) => [dataset, files.map((file) => file.key)])).toEqual([
    ['a', []],
    ['b', ['b/1.csv', 'b/2.csv', 'b/day=1/x.NDJSON.gz']],
  ]);
  expect(folders[1]?.files[0]).toMatchObject({ name: 'datasets/b/1.csv', bytes: 4 });
});

test.each([
  ['dataset-name', 'Bad Name/schema.json', 'datasets/Bad Name'],
  ['dataset-without-schema', 'no_schema/1.csv', 'datasets/no_schema'],
  ['dataset-name', '.x/1.csv', 'datasets/.x'],
  ['dataset-name', '..evil/schema.json', 'datasets/..evil'],
  ['unexpected-file', 'a/sheet.xlsx', 'datasets/a/sheet.xlsx'],
  ['unexpected-file', '2026-11.csv', 'datasets/2026-11.csv'],
  ['unexpected-file', '.2026-11.csv.gz', 'datasets/.2026-11.csv.gz'],
  ['unexpected-file', 'a/.2026-11.csv', 'datasets/a/.2026-11.csv'],
  ['unexpected-file', 'inner/.git/HEAD', 'datasets/inner'],
  ['unexpected-file', 'inner/.git', 'datasets/inner'],
  ['unexpected-file', 'a/b/inner/.git', 'datasets/a/b/inner'],
  ['path-not-portable', 'a/caf\u00e9.csv', 'datasets/a/caf\u00e9.csv'],
])('%s names its place', async (code, path, file) => {
  put('a/schema.json');
  put(path);
  const { findings, folders } = await listDatasets(root);
  expect(findings).toMatchObject([{ code, severity: 'error', place: { file } }]);
  expect(folders.flatMap(({ files }) => files.map(({ name }) => name))).not.toContain(
    code === 'dataset-without-schema' ? '' : file,
  );
});

test('a loose file is told where it belongs, and keeps no dataset out', async () => {
  for (const path of ['2026-11.csv', '.x/1.csv', 'a/schema.json', 'a/1.csv']) put(path);
  symlinkSync(join(root, 'a'), join(root, 'b'));
  const { findings, folders } = await listDatasets(root);
  expect(findings.map(({ place, fix }) => [place.file, fix])).toEqual([
    ['datasets/2026-11.csv', expect.stringContaining('datasets/<dataset>/2026-11.csv')],
    ['datasets/b', expect.stringContaining('datasets/<dataset>/')],
    ['datasets/.x', expect.stringContaining('rename the folder')],
  ]);
  expect(folders.flatMap(({ files }) => files.map(({ key }) => key))).toEqual(['a/1.csv']);
});

test('text for people, settings and leftovers of editors are no findings', async () => {
  for (const path of ['README.md', 'COUNTS.md', 'LICENSE', '.gitkeep', '.gitattributes', '.idea/README.md']) put(path);
  for (const path of ['a/schema.json', 'a/._1.csv', 'a/.~lock.1.csv#']) put(path);
  expect((await listDatasets(root)).findings).toEqual([]);
});

test('a file is data by its ending, whatever word it is named after', async () => {
  for (const path of ['a/schema.json', 'a/license.csv', 'a/notice.txt']) put(path);
  expect((await listDatasets(root)).folders[0]?.files.map(({ key }) => key)).toEqual(['a/license.csv']);
});

test('files of a repository inside of a dataset are not taken', async () => {
  for (const path of ['a/schema.json', 'a/1.csv', 'a/b/2.csv', 'a/b/.git']) put(path);
  expect((await listDatasets(root)).folders[0]?.files.map(({ key }) => key)).toEqual(['a/1.csv']);
});

test('paths that differ by case alone collide', async () => {
  for (const path of ['a/schema.json', 'a/X.csv', 'a/x.csv']) put(path);
  const { findings, folders } = await listDatasets(root);
  expect(findings).toMatchObject([{ code: 'path-case-collision', place: { file: 'datasets/a/x.csv' } }]);
  expect(folders[0]?.files.map(({ key }) => key)).toEqual(['a/X.csv']);
});

test('a link that leads nowhere is a finding, not a crash', async () => {
  put('a/schema.json');
  symlinkSync(join(root, 'nowhere'), join(root, 'a', 'x.csv'));
  const { findings } = await listDatasets(root);
  expect(findings).toMatchObject([{ code: 'unreadable-file', place: { file: 'datasets/a/x.csv' } }]);
});
