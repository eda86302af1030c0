import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type CountedFile, countRows } from './count-rows.ts';
import { readSourceMovies } from './movies.ts';
import { committedSeed, sampleData } from './sample-data.ts';

const root = fileURLToPath(new URL('../../datasets', import.meta.url));
const files = await countRows(root, sampleData(committedSeed, await readSourceMovies()));
const lookups = ['items', 'movies', 'regions'];

test.each(files.map((file) => [file.key, file] as const))(
  '%s: rows in = clean + quarantined, within tolerance',
  (_, file) => {
    const { rowsIn, rowsClean, rowsQuarantined, status, findings } = file.result;
    expect({ status, errors: findings.filter(({ severity }) => severity === 'error') }).toEqual({
      status: 'clean',
      errors: [],
    });
    expect(rowsClean + rowsQuarantined).toBe(rowsIn);
    expect(file.quarantine).toHaveLength(rowsQuarantined);
    if (lookups.includes(file.schema.name)) expect(rowsQuarantined).toBe(0);
    else expect(rowsQuarantined / rowsIn).toSatisfy((share: number) => share > 0 && share <= 0.04);
  },
);

/** Adds up `count` over the files of each dataset. */
function sumByDataset(count: (file: CountedFile) => number): Map<string, number> {
  const sums = new Map<string, number>();
  for (const file of files) sums.set(file.schema.name, (sums.get(file.schema.name) ?? 0) + count(file));
  return sums;
}

function countsTable(): string[] {
  const names = [...new Set(files.map((file) => file.schema.name))];
  const filesOf = sumByDataset(() => 1);
  const rowsIn = sumByDataset((file) => file.result.rowsIn);
  const clean = sumByDataset((file) => file.result.rowsClean);
  const quarantined = sumByDataset((file) => file.result.rowsQuarantined);
  return [
    '| dataset | files | rows in | clean | quarantined |',
    '|---|---:|---:|---:|---:|',
    ...names.map(
      (name) =>
        `| ${[name, filesOf.get(name), rowsIn.get(name), clean.get(name), quarantined.get(name)].join(' | ')} |`,
    ),
  ];
}

function reasonsTable(): string[] {
  const counts = new Map<string, { rows: number; example: string }>();
  for (const { schema, quarantine, key } of files) {
    for (const { reasons, line } of quarantine) {
      for (const { code, column } of reasons) {
        const reason = `${schema.name} | ${code} | ${column ?? '(record)'}`;
        const before = counts.get(reason);
        counts.set(reason, { rows: (before?.rows ?? 0) + 1, example: before?.example ?? `${key}:${line}` });
      }
    }
  }
  const lines = [...counts].sort().map(([reason, { rows, example }]) => `| ${reason} | ${rows} | ${example} |`);
  return ['| dataset | reason | column | rows | first seen at |', '|---|---|---|---:|---|', ...lines];
}

test('datasets/COUNTS.md has these counts', async () => {
  const text = [
    '# What cleaning makes of the datasets',
    '',
    'Written and checked by `scripts/sample-data/count-rows.test.ts`: `npx vitest run scripts/sample-data --update` writes it anew.',
    '',
    ...countsTable(),
    '',
    'A row with two reasons counts in both lines.',
    '',
    ...reasonsTable(),
    '',
  ];
  await expect(text.join('\n')).toMatchFileSnapshot('../../datasets/COUNTS.md');
});
