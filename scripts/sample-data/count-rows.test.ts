import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type CountedFile, countRows } from './count-rows.ts';
import { markdownTable } from './markdown-table.ts';
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
  const filesOf = sumByDataset(() => 1);
  const rowsIn = sumByDataset((file) => file.result.rowsIn);
  const clean = sumByDataset((file) => file.result.rowsClean);
  const quarantined = sumByDataset((file) => file.result.rowsQuarantined);
  const rows = [...filesOf].map(([name, count]) => [
    name,
    ...[count, rowsIn.get(name) ?? 0, clean.get(name) ?? 0, quarantined.get(name) ?? 0],
  ]);
  return markdownTable([['dataset', 'files', 'rows in', 'clean', 'quarantined'], ...rows]);
}

interface Reject {
  readonly names: readonly [dataset: string, code: string, column: string];
  rows: number;
  readonly firstSeen: string;
}

function reasonsTable(): string[] {
  const rejects = new Map<string, Reject>();
  for (const { schema, quarantine, key } of files) {
    for (const { reasons, line } of quarantine) {
      for (const { code, column } of reasons) {
        const names = [schema.name, code, column ?? '(record)'] as const;
        const reject = rejects.get(names.join()) ?? { names, rows: 0, firstSeen: `${key}:${line}` };
        reject.rows++;
        rejects.set(names.join(), reject);
      }
    }
  }
  const sorted = [...rejects].sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = sorted.map(([, { names, rows: count, firstSeen }]) => [...names, count, firstSeen]);
  return markdownTable([['dataset', 'reason', 'column', 'rows', 'first seen at'], ...rows]);
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
