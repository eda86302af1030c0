import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engineTypes } from '../../lambda/schema/column-type.ts';
import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { formatFinding } from '../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { goldenFile } from '../../lambda/schema/testing/golden-file.ts';
import { compareDiscovered } from './compare-discovered.ts';
import type { DiscoveredTable } from './discovered-table.ts';
import { draftSchema } from './draft-schema.ts';

const testdata = join(import.meta.dirname, 'testdata');
const buckets = { raw: 'csv-raw-data', processed: 'csv-processed-data' };

function schemaOf(text: string, name: string): DatasetSchema {
  const read = parseDatasetSchema(text, { name, file: `datasets/${name}/schema.json` });
  if ('findings' in read) throw new TypeError(read.findings.map(formatFinding).join('\n'));
  return read.schema;
}

function readCase(folder: string) {
  const tables = JSON.parse(readFileSync(join(folder, 'discovered.json'), 'utf8')) as DiscoveredTable[];
  const schemas = join(folder, 'schemas');
  const files = existsSync(schemas) ? readdirSync(schemas) : [];
  return {
    tables,
    schemas: files.map((file) => schemaOf(readFileSync(join(schemas, file), 'utf8'), file.replace(/\.json$/, ''))),
  };
}

describe.each(['ok', 'err'])('testdata/%s', (kind) => {
  it.each(readdirSync(join(testdata, kind)))('%s', async (name) => {
    const folder = join(testdata, kind, name);
    const { tables, schemas } = readCase(folder);
    const { findings } = compareDiscovered(tables, schemas, buckets);
    if (kind === 'ok') expect(findings.map(formatFinding)).toEqual([]);
    else {
      expect(new Set(findings.map(({ code }) => code))).toEqual(new Set([name]));
      const text = `${findings.map(formatFinding).join('\n')}\n`;
      expect(text).toBe(await goldenFile(join(folder, 'expected.txt'), text));
    }
  });

  it.each(readdirSync(join(testdata, kind)))('%s: whatever the order of tables', (name) => {
    const { tables, schemas } = readCase(join(testdata, kind, name));
    expect(compareDiscovered(tables.toReversed(), schemas, buckets)).toEqual(
      compareDiscovered(tables, schemas, buckets),
    );
  });
});

describe('a draft', () => {
  const guess = fc.constantFrom(
    ...['bigint', 'int', 'double', 'float', 'decimal(10,2)', 'boolean', 'date', 'timestamp', 'string', 'array<string>'],
  );
  const table = fc.record({
    name: fc.constant('x'),
    location: fc.constant('s3://csv-raw-data/x/'),
    columns: fc.array(fc.record({ name: fc.string({ unit: 'grapheme' }), type: guess }), { minLength: 1 }),
  });

  it('is a schema that clean takes, whatever was guessed', () => {
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), (tables) => {
        const draft = draftSchema('x', tables);
        fc.pre(Object.keys(draft.properties).length > 0);
        const schema = schemaOf(JSON.stringify(draft), 'x');
        expect(schema.columns.map(({ name }) => name)).toEqual(Object.keys(draft.properties));
      }),
    );
  });

  it('agrees with a crawl of what is cleaned by it', () => {
    fc.assert(
      fc.property(fc.array(table, { minLength: 1, maxLength: 3 }), (tables) => {
        const draft = draftSchema('x', tables);
        fc.pre(Object.keys(draft.properties).length > 0);
        const schema = schemaOf(JSON.stringify(draft), 'x');
        const columns = schema.columns.map(({ name, type }) => ({ name, type: engineTypes(type).glue }));
        const crawled = { name: 'x', location: 's3://csv-processed-data/x/', columns };
        expect(compareDiscovered([crawled], [schema], buckets).findings).toEqual([]);
      }),
    );
  });
});
