import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { DatasetSchema } from '../schema/dataset-schema.ts';
import { parseDatasetSchema } from '../schema/parse-dataset-schema.ts';
import { runClean } from './testing/run-clean.ts';
import { tiers } from './tier.ts';

type Row = Readonly<Record<string, string>>;

const suite = dirname(createRequire(import.meta.url).resolve('csv-spectrum'));
const names = readdirSync(join(suite, 'csvs')).map((file) => file.replace(/\.csv$/, ''));
const csvOf = (name: string): Buffer => readFileSync(join(suite, 'csvs', `${name}.csv`));

function rowsOf(name: string): Row[] {
  const rows: Row | Row[] = JSON.parse(readFileSync(join(suite, 'json', `${name}.json`), 'utf8'));
  return [rows].flat();
}

/** Every column is text; names become snake_case, as for any file outside the lake. */
function schemaFor(rows: readonly Row[], dialect: object): DatasetSchema {
  const properties = Object.fromEntries(Object.keys(rows[0] ?? {}).map((name) => [name, { type: 'string' }]));
  const text = JSON.stringify({ type: 'object', 'x-sluice': { tolerance: 1, dialect }, properties });
  const read = parseDatasetSchema(text, { name: 'spectrum', file: 'schema.json', names: 'adapt' });
  return 'schema' in read ? read.schema : expect.fail(JSON.stringify(read.findings));
}

/** Reads a file of the suite. @returns its rows as the suite writes them: null, which clean has for empty text, is empty there */
async function read(name: string, dialect: object, fastest: (typeof tiers)[number]) {
  const schema = schemaFor(rowsOf(name), dialect);
  const { result, clean } = await runClean(csvOf(name), schema, { fastest });
  const [, ...lines]: string[][] = parse(clean, { record_delimiter: '\n' });
  const rows = lines.map((fields) =>
    Object.fromEntries(schema.columns.map(({ path }, index) => [path.join('.'), fields[index] ?? ''])),
  );
  return { result, rows };
}

describe.each(tiers)('csv-spectrum, read by %s', (tier) => {
  it('is whole', () => {
    expect(names).toHaveLength(12);
  });

  it.each(names.filter((name) => name !== 'location_coordinates'))('%s comes out as its JSON says', async (name) => {
    const { result, rows } = await read(name, {}, tier);
    expect(rows).toEqual(rowsOf(name));
    expect(result).toMatchObject({ status: 'clean', findings: [], rowsQuarantined: 0 });
  });

  describe('location_coordinates', () => {
    // Quotes stand in text that is not quoted, which RFC 4180 does not allow; and the JSON has another telephone number than the CSV.
    const asWritten = rowsOf('location_coordinates').map((row) => ({ ...row, 'Contact Phone Number': '2095257564' }));

    it('comes out as its JSON says where the schema declares that nothing is quoted', async () => {
      const { result, rows } = await read('location_coordinates', { quote: '' }, tier);
      expect(rows).toEqual(asWritten);
      expect(result.rowsQuarantined).toBe(0);
    });

    it('is quarantined otherwise, as it was written', async () => {
      const { result } = await read('location_coordinates', {}, tier);
      expect(result).toMatchObject({ rowsIn: 1, rowsClean: 0, reasons: [{ code: 'quote-in-field', rows: 1 }] });
    });
  });
});
