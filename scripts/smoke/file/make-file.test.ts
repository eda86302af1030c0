import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { LaptopLake } from '../laptop-lake.ts';
import { columnsToBreak, goodRows, makeFile } from './make-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sluice-make-file-'));
afterAll(() => rmSync(folder, { recursive: true }));

function schemaOf(name: string, properties: object, more: object = {}): DatasetSchema {
  const text = JSON.stringify({
    ...{ title: name, description: name, type: 'object', properties, required: Object.keys(properties) },
    'x-sluice': { owner: 'us', licence: 'CC0-1.0', source: 'upload', tolerance: 0.1, ...more },
  });
  const parsed = parseDatasetSchema(text, { name, file: `datasets/${name}/schema.json` });
  if ('findings' in parsed) throw new TypeError(JSON.stringify(parsed.findings));
  return parsed.schema;
}

const schemas = [
  schemaOf('numbers', {
    n: { type: 'integer', minimum: 5, maximum: 7 },
    x: { type: 'number', exclusiveMinimum: 0 },
    price: { type: 'string', format: 'decimal', 'x-sluice': { precision: 6, scale: 2, minimum: '10.50' } },
  }),
  schemaOf('texts', {
    code: { type: 'string', pattern: '^[A-Z]{2}-\\d{3}$' },
    of: { type: 'string', enum: ['a', 'b'] },
  }),
  schemaOf('keys', { id: { type: 'integer' }, day: { type: 'string', format: 'date' } }, { primaryKey: ['id'] }),
  schemaOf('days', { day: { type: 'string', format: 'date' }, n: { type: 'integer' } }, { primaryKey: ['day'] }),
  schemaOf(
    'semicolons',
    { a: { type: 'string', minLength: 3 }, at: { type: 'string', format: 'date-time' } },
    {
      dialect: { delimiter: ';' },
    },
  ),
  schemaOf(
    'nested',
    {
      user: { type: 'object', properties: { id: { type: 'string' }, age: { type: 'integer' } } },
      ok: { type: 'boolean' },
    },
    { format: 'ndjson', primaryKey: ['user_id'] },
  ),
];

describe('makeFile', () => {
  const lake = new LaptopLake({ folder, room: '', shown: '', datasets: [], schemas, tables: [] });

  it.each(schemas.map((schema) => [schema.name, schema] as const))(
    '%s: good rows are clean, the bad one is not',
    async (_, schema) => {
      const good = await lake.clean(makeFile(schema, 'good', { filling: 'all', bad: undefined }));
      expect(good).toMatchObject({ status: 'clean', rowsClean: goodRows(schema), rowsQuarantined: 0 });
      const [bad] = columnsToBreak(schema);
      const broken = await lake.clean(makeFile(schema, 'bad', { filling: 'all', bad }));
      expect(broken).toMatchObject({ status: 'clean', rowsClean: goodRows(schema), rowsQuarantined: 1 });
    },
  );
});
