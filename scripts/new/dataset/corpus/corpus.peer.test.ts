import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { expect, it, test } from 'vitest';
import { readInput } from '../../../clean/input-file.ts';
import { inferDataset } from '../../../infer/infer-dataset.ts';
import { type Comparison, compareDecision } from './compare-decision.ts';
import { type CorpusSource, readCorpusSources } from './corpus-source.ts';
import { fetchCorpus } from './fetch-corpus.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const fetched = await fetchCorpus(root);
const reason = 'reason' in fetched ? fetched.reason : undefined;
if (reason !== undefined && process.env['CI']) it('has its files', () => expect.fail(reason));

interface Drafted {
  readonly rows: number;
  readonly compared: Comparison | undefined;
  /** One line each: what the draft says otherwise, and rows that it sets aside. */
  readonly lines: readonly string[];
}

async function draft({ name, columns }: CorpusSource, path: string): Promise<Drafted> {
  const file = { file: basename(path), path };
  const { size } = await stat(path);
  const read = await inferDataset([{ name: file.file, open: () => readInput(file, size, {}) }], {
    name,
    metaSchema: '../../lambda/schema/dataset.schema.json',
    say: () => undefined,
  });
  if ('findings' in read) {
    const [finding] = read.findings;
    return { rows: 0, compared: undefined, lines: [`refused: ${finding?.code}`] };
  }
  const { schema, rows, verdict, lookAt } = read.inferred;
  const compared = compareDecision(schema, columns);
  const lines = compared.columns
    .filter(({ agrees }) => !agrees)
    .map(({ header, expected, got }) => `${header}: expected ${expected.join(' or ')}, got ${got ?? 'no column'}`);
  for (const [what, marks] of [
    ['key', compared.keys],
    ['personal', compared.personal],
  ] as const) {
    if (marks.missed.length > 0) lines.push(`${what}: missed ${marks.missed.join(', ')}`);
    if (marks.extra.length > 0) lines.push(`${what}: only drafted ${marks.extra.join(', ')}`);
  }
  const { quarantined } = verdict;
  // Every row of a file is either taken by its draft, or the draft says that it is not.
  if (quarantined > 0) {
    const said = `${quarantined} of ${rows} rows go to quarantine by this draft`;
    expect(lookAt).toContain(said);
    lines.push(said);
  }
  return { rows, compared, lines };
}

test.skipIf(reason !== undefined)(
  'a person who read the files agrees with their drafts, but for what disagreements.txt lists',
  async () => {
    const corpus = await readCorpusSources();
    const lines: string[] = [];
    let [columns, agreed, rows] = [0, 0, 0];
    for (const source of corpus) {
      const drafted = await draft(source, 'reason' in fetched ? '' : (fetched.get(source.name) ?? ''));
      rows += drafted.rows;
      columns += source.columns.length;
      agreed += drafted.compared?.columns.filter(({ agrees }) => agrees).length ?? 0;
      lines.push(...drafted.lines.map((line) => `${source.name}: ${line}`));
    }
    const text = `${corpus.length} files, ${rows} rows; ${agreed} of ${columns} columns have a type that the person gave too\n\n${lines.join('\n')}\n`;
    const golden = join(import.meta.dirname, 'disagreements.txt');
    const known = await readFile(golden, 'utf8').catch(() => undefined);
    if (known === undefined && process.env['CI'] === undefined) await writeFile(golden, text);
    else expect(text).toBe(known);
  },
);
