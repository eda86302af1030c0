import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type TemporaryRepository, temporaryRepository } from '../changes/testing/temporary-repository.ts';
import { createProgress } from '../cli/progress.ts';
import { validateBase } from '../validate/validate-base.ts';
import { makeReport } from './make-report.ts';

const conflict = (ours: string, theirs: string) => `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> other\n`;
const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12345\n`;
const file = 'datasets/orders/2026-02.csv';
const header = 'id,region,email,amount\n';
const rows = Array.from({ length: 20 }, (_, at) => `${at + 10},north,a@example.org,1\n`).join('');

let repository: TemporaryRepository;
afterEach(() => repository.dispose());

/** What validate and the report find of the same change. */
async function judge(files: Readonly<Record<string, string>>) {
  repository = await temporaryRepository({ '.gitignore': '.lake\n' });
  await cp(join(import.meta.dirname, 'testdata', 'good', 'base'), repository.root, { recursive: true });
  await repository.commit();
  for (const [path, text] of Object.entries(files)) await repository.put(path, text);
  const silent = { write: () => undefined };
  const now = () => new Date('2026-11-20T12:00:00Z');
  const progress = createProgress({ cwd: repository.root, env: {}, stdout: silent, stderr: silent, now });
  const { findings } = await validateBase(repository, 'main', progress, {});
  const { model } = await makeReport(repository, { base: 'main', infrastructure: undefined, now, progress });
  const groups = [
    ...model.datasets.map((one) => one.findings),
    model.tableFindings,
    ...model.dashboards.map((one) => one.findings),
    model.elsewhere,
  ];
  return { model, validated: findings, reported: groups.flatMap(({ samples }) => samples) };
}

test.each([
  [
    'both sides of a merge, refused by cleaning too',
    `${header}${conflict('1,north,,1', '1,south,,1')}`,
    'conflict-marker',
  ],
  [
    'both sides of a merge within the tolerance',
    `${header}${rows}${conflict('1,north,,1', '2,south,,1')}`,
    'conflict-marker',
  ],
  ['a pointer', pointer, 'lfs-pointer'],
])('a data file that holds %s: as validate, and nothing else', async (_, text, code) => {
  const { model, validated, reported } = await judge({ [file]: text });
  expect(validated).toMatchObject([{ code, place: { file } }]);
  // That the table holds no rows of it is the build's word.
  expect(reported.filter((one) => one.code !== 'input-stale')).toEqual(validated);
  expect(model.verdict).toEqual({ level: 'failed', text: expect.stringMatching(/^1 file refused/) });
  expect(model.datasets).toMatchObject([{ failedFiles: 1, head: { rowsIn: 4, rowsClean: 3 }, base: { rowsIn: 4 } }]);
});

test.each([
  ['datasets/orders/schema.json', 'conflict-marker', conflict('{ "title": "a" }', '{ "title": "b" }')],
  ['glue/tables/orders_by_region/transform.sql', 'conflict-marker', conflict('SELECT 1', 'SELECT 2')],
  ['glue/tables/orders_by_region/table.json', 'lfs-pointer', pointer],
  ['dashboards/orders/definition.json', 'conflict-marker', conflict('{ "a": 1 }', '{ "a": 2 }')],
])('%s: %s, as validate, and nothing of what reads it', async (path, code, text) => {
  const { model, validated, reported } = await judge({ [path]: text });
  expect(validated).toMatchObject([{ code, place: { file: path } }]);
  expect(reported).toEqual(validated);
  expect(model.verdict.level).toBe('failed');
});

test('what is wrong besides is still told', async () => {
  const other = 'datasets/orders/2026-03.csv';
  const { reported } = await judge({ [file]: pointer, [other]: `${header}1,north,,many\n` });
  const codes = reported.map(({ code, place }) => [code, place.file]);
  expect(codes).toContainEqual(['lfs-pointer', file]);
  expect(codes).toContainEqual(['number-format', other]);
});
