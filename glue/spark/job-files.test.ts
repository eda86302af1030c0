import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { datasetSchema } from '../duckdb/testing/lake-fixture.ts';
import { datasetsJson, writeJobFiles } from './job-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-job-'));
afterAll(() => rmSync(folder, { recursive: true }));
const repository = join(import.meta.dirname, '..', '..');

test('datasets are written with what tables depend on: no dropped column, and of _runs no clock', () => {
  const [people] = [datasetSchema('people', { id: 'bigint', name: 'string' }, { primaryKey: ['id'], hash: 'h' })];
  const columns = people.columns.map((column) =>
    column.name === 'name' ? { ...column, sensitive: 'drop' as const } : column,
  );
  const runs = datasetSchema(
    '_runs',
    { file: 'string', cleaned_at: 'timestamp', seconds: 'double' },
    { source: 'lake', hash: 'r' },
  );
  expect(JSON.parse(datasetsJson([{ ...people, columns }, runs]))).toEqual([
    {
      name: 'people',
      source: 'repository',
      hash: 'h',
      columns: [{ name: 'id', type: 'bigint' }],
      primaryKey: ['id'],
      onDuplicate: { rule: 'first' },
    },
    {
      name: '_runs',
      source: 'lake',
      hash: 'r',
      columns: [{ name: 'file', type: 'string' }],
      primaryKey: [],
      onDuplicate: { rule: 'first' },
    },
  ]);
});

test('the same repository gives the same bytes, and no case, test or cache among them', () => {
  const write = (name: string) => {
    const { packages } = writeJobFiles(repository, [datasetSchema('movies', { id: 'bigint' })], join(folder, name));
    const files = readdirSync(packages, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
    return paths.map((path) => [path.slice(packages.length), readFileSync(path, 'utf8')]);
  };
  const [first, second] = [write('first'), write('second')];
  expect(first).toEqual(second);
  const odd = first
    .map(([path]) => path ?? '')
    .filter((path) => !/\.(py|json|sql|dqdl)$/.test(path) || /cases|pycache|test/.test(path));
  expect(odd).toEqual([]);
});
