import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { type CleanRun, runClean, schemaOf } from '../../../lambda/clean/testing/run-clean.ts';
import { customersCsv, salesCsv, salesNdjson } from './inputs.ts';
import { saleFaults } from './sale-faults.ts';
import { type Input, inputChunks } from './write-input.ts';

const textOf = (input: Input, bytes: number): string => [...inputChunks(input, bytes)].join('');

async function clean(schema: string, input: Input, bytes: number): Promise<CleanRun> {
  const text = await readFile(new URL(`../${schema}/schema.json`, import.meta.url), 'utf8');
  return runClean(textOf(input, bytes), schemaOf(text), { file: `input.${input.ending}` });
}

const share = (part: number, whole: number): number => part / whole;

describe.each([
  ['salesCsv', salesCsv, 'clean'],
  ['salesNdjson', salesNdjson, 'ndjson'],
  ['customersCsv', customersCsv, 'clean-wide'],
] as const)('%s', (_name, input, schema) => {
  it('writes the same bytes for the same seed, others for another, and the longer the shorter first', () => {
    const short = textOf(input(1), 1 << 16);
    expect(textOf(input(1), 1 << 16)).toBe(short);
    expect(textOf(input(1), 1 << 18).startsWith(short)).toBe(true);
    expect(textOf(input(2), 1 << 16)).not.toBe(short);
    expect(short.endsWith('\n')).toBe(true);
  });

  it('holds one bad row in a hundred, which the schema finds', async () => {
    const { result } = await clean(schema, input(1), 600_000);
    expect(result.status).toBe('clean');
    expect(share(result.rowsQuarantined, result.rowsIn)).toBeGreaterThan(0.005);
    expect(share(result.rowsQuarantined, result.rowsIn)).toBeLessThan(0.016);
  });
});

describe('salesCsv', () => {
  const text = textOf(salesCsv(1), 1_000_000);

  it('has a hundred bytes a row and ten columns under names that the schema has otherwise', async () => {
    const { result } = await clean('clean', salesCsv(1), 1_000_000);
    expect(text.length / result.rowsIn).toBeGreaterThan(95);
    expect(text.length / result.rowsIn).toBeLessThan(110);
    expect(text.slice(0, text.indexOf('\n')).split(',')).toHaveLength(10);
    expect(text).toMatch(/^Order ID,/);
  });

  it.each([
    ['days as ISO', /,\d{4}-\d\d-\d\d,/g, 0.4],
    ['days as MM/DD/YYYY', /,\d\d\/\d\d\/\d{4},/g, 0.1],
    ['days as DD.MM.YYYY', /,\d\d\.\d\d\.\d{4},/g, 0.1],
    ['days with a month by name', /,\d{1,2} [A-Z][a-z]{2} \d{4},/g, 0.05],
    ['rows quoted throughout', /^"S\d+","/gm, 0.04],
    ['quoted fields of several lines', /,"[^"\n]+\n[^"\n]*"/g, 0.003],
    ['doubled quotes', /""/g, 0.01],
    ['thousands separators', /"\$\d{1,3}(,\d{3})+\.\d\d"/g, 0.005],
    ['null tokens', /,(NULL|n\/a|-),/g, 0.2],
    ['blanks around text', /, [A-Z]/g, 0.005],
    ['letters with accents', /[éöÅ]/g, 0.005],
  ])('holds %s', (_what, pattern, least) => {
    const rows = text.match(/^"?S\d/gm)?.length ?? 0;
    expect(share(text.match(pattern)?.length ?? 0, rows)).toBeGreaterThan(least);
  });

  it('breaks the schema in every way that it knows, and in no other', async () => {
    const { quarantine } = await clean('clean', salesCsv(1), 2_000_000);
    const seen = new Set<string>();
    for (const line of quarantine.trim().split('\n')) {
      const { reasons }: { reasons: { code: string; column: string | null }[] } = JSON.parse(line);
      seen.add(
        reasons
          .map(({ code, column }) => (column === null ? code : `${code}@${column}`))
          .sort()
          .join(' '),
      );
    }
    expect([...seen].sort()).toEqual(
      [...new Set(saleFaults.map(({ reasons }) => reasons.toSorted().join(' ')))].sort(),
    );
  });
});
