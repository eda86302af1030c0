import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { goldenFile } from '../../../lambda/schema/testing/golden-file.ts';
import { formatSchema } from '../format-schema.ts';
import { inferDataset } from '../infer-dataset.ts';
import type { InputFile } from '../input-file.ts';
import { inputsOf, unsettled } from '../testing/input-files.ts';
import { proveWidening } from './prove-widening.ts';
import { widenSchema } from './widen-schema.ts';

const testdata = join(import.meta.dirname, 'testdata');

async function inferred(files: readonly InputFile[]) {
  const read = await inferDataset(files, unsettled);
  if ('findings' in read) throw new TypeError(read.findings.map(formatFinding).join('\n'));
  return read.inferred;
}

function parsed(text: string) {
  const read = parseDatasetSchema(text, { name: 'drafted', file: 'schema.json' });
  if ('findings' in read) throw new TypeError(read.findings.map(formatFinding).join('\n'));
  return read.schema;
}

/** The schema of the old files, by hand or drafted, widened for the new ones, and proven. */
async function widen(folder: string) {
  const [old, files] = [await inputsOf(join(folder, 'old')), await inputsOf(join(folder, 'new'))];
  const own = join(folder, 'schema.json');
  const text = existsSync(own) ? await readFile(own, 'utf8') : formatSchema((await inferred(old)).schema);
  const { columns } = await inferred(files);
  const widened = await widenSchema(text, 'drafted', files, columns);
  if ('findings' in widened) return { findings: widened.findings, said: [] };
  const { changes, kept, verdicts, verdict } = widened;
  const proof = await proveWidening({
    before: parsed(text),
    after: parsed(widened.text),
    old,
    others: old,
    files,
    verdicts,
  });
  const rejected = `${verdict.quarantined} of ${verdict.rows} new rows go to quarantine`;
  return { findings: proof.findings, said: [...changes, ...kept, ...proof.remarks, rejected] };
}

describe('a wider schema', () => {
  it.each(readdirSync(join(testdata, 'ok')))('%s', async (situation) => {
    const folder = join(testdata, 'ok', situation);
    const { findings, said } = await widen(folder);
    expect(findings.map(formatFinding)).toEqual([]);
    const text = said.map((line) => `${line}\n`).join('');
    expect(text).toBe(await goldenFile(join(folder, 'said.txt'), text));
  });
});

describe('no wider schema', () => {
  it.each(readdirSync(join(testdata, 'err')))('%s', async (code) => {
    const folder = join(testdata, 'err', code);
    const { findings } = await widen(folder);
    expect(new Set(findings.map((finding) => finding.code))).toEqual(new Set([code]));
    const text = findings.map((finding) => `${formatFinding(finding)}\n`).join('');
    expect(text).toBe(await goldenFile(join(folder, 'expected.txt'), text));
  });
});
