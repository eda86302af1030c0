import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import process from 'node:process';
import { expect, it, test } from 'vitest';
import { readInput } from '../../../clean/input-file.ts';
import { inferDataset } from '../../../infer/infer-dataset.ts';
import { compareDecision } from './compare-decision.ts';
import { fetchCorpus, readCorpus } from './fetch-corpus.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const corpus = await readCorpus();
const paths = await fetchCorpus(root, corpus);
const reason = 'reason' in paths ? paths.reason : undefined;
if (reason !== undefined && process.env['CI']) it('has its files', () => expect.fail(reason));

test.skipIf(reason !== undefined)(
  'a careful person agrees with the drafts of public files, but for what is listed',
  async () => {
    const lines: string[] = [];
    let [columns, agreed, rows] = [0, 0, 0];
    for (const { name, columns: judged } of corpus) {
      const path = 'reason' in paths ? '' : (paths.get(name) ?? '');
      const file = { file: basename(path), path };
      const { size } = await stat(path);
      const read = await inferDataset([{ name: file.file, open: () => readInput(file, size, {}) }], {
        name,
        metaSchema: '../../lambda/schema/dataset.schema.json',
        say: () => undefined,
      });
      if ('findings' in read) throw new TypeError(`${name}: ${JSON.stringify(read.findings)}`);
      const { inferred } = read;
      const compared = compareDecision(judged, inferred.columns, inferred.key?.columns ?? []);
      columns += compared.columns;
      agreed += compared.agreed;
      rows += inferred.rows;
      lines.push(...compared.disagreements.map((line) => `${name}: ${line}`));
      // Every row of a file is either taken by its draft, or the draft says that it is not.
      const { quarantined } = inferred.verdict;
      if (quarantined > 0) {
        expect(inferred.lookAt).toContain(`${quarantined} of ${inferred.rows} rows go to quarantine by this draft`);
        lines.push(`${name}: ${quarantined} of ${inferred.rows} rows are quarantined, as the draft says`);
      }
    }
    const text = `${corpus.length} files, ${rows} rows; ${agreed} of ${columns} columns have a type that a careful person would give\n\n${lines.join('\n')}\n`;
    const golden = join(import.meta.dirname, 'disagreements.txt');
    const known = await readFile(golden, 'utf8').catch(() => undefined);
    if (known === undefined && process.env['CI'] === undefined) await writeFile(golden, text);
    else expect(text).toBe(known);
  },
);
