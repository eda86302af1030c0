import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { formatSchema } from './format-schema.ts';
import { inferDataset } from './infer-dataset.ts';
import type { InputFile } from './input-file.ts';
import { remarksOf } from './remarks-of.ts';

const testdata = join(import.meta.dirname, 'testdata');

function filesOf(folder: string): InputFile[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('expected'))
    .sort()
    .map((name) => ({ name, open: () => chunksOf(readFileSync(join(folder, name))) }));
}

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** The draft as a person reviews it: what it is sure of, what to look at, and the schema. */
async function draft(folder: string): Promise<string> {
  const read = await inferDataset(filesOf(folder), {
    name: 'drafted',
    metaSchema: '../../lambda/schema/dataset.schema.json',
    say: () => undefined,
  });
  if ('findings' in read) return `${read.findings.map(formatFinding).join('\n')}\n`;
  const { inferred } = read;
  const lines = inferred.columns.map(({ name, type, because, personal }) =>
    [
      `${name}: ${type}, ${because}`,
      ...(personal === undefined ? [] : [`${personal.what}, ${personal.sensitive}`]),
    ].join('; '),
  );
  const facts = `rows ${inferred.rows}, key ${inferred.key?.columns.join(' ') ?? 'none'}, time ${inferred.partition ?? 'none'}`;
  return [
    facts,
    ...lines,
    ...remarksOf(inferred).map((remark) => `look ${remark}`),
    formatSchema(inferred.schema),
  ].join('\n');
}

/** A golden that is not there is written; in CI it is an error. */
async function expectGolden(file: string, got: string): Promise<void> {
  let golden: string | undefined;
  try {
    golden = readFileSync(file, 'utf8');
  } catch {
    if (process.env['CI'] === undefined) await writeFile(file, got);
  }
  expect(got).toBe(golden ?? (process.env['CI'] === undefined ? got : `${file} to be there`));
}

describe.each(['ok', 'err'])('%s', (kind) => {
  const cases = readdirSync(join(testdata, kind)).sort();
  test.each(cases)('%s', async (situation) => {
    const folder = join(testdata, kind, situation);
    await expectGolden(join(folder, 'expected.txt'), await draft(folder));
  });
});
