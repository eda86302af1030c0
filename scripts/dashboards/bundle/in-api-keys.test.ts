import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parsePlacedJson } from '../json/parse-placed-json.ts';
import { readSchema } from '../shape/read-schema.ts';
import { inApiKeys } from './in-api-keys.ts';

const root = path.join(import.meta.dirname, '../../..');
const schema = readSchema('dashboard-definition');
const definition = { ...schema, $ref: '#/$defs/DashboardVersionDefinition' };
const files = [
  ...readdirSync(path.join(root, 'dashboards'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `dashboards/${name}/definition.json`),
  'scripts/dashboards/testdata/ok/every-reference/definition.json',
  'scripts/dashboards/testdata/ok/expressions/definition.json',
];

/** `KPIVisual` to `kpiVisual`, `URLTemplate` to `urlTemplate`, `FieldId` to `fieldId`: every key, however deep. */
function smallKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(smallKeys);
  if (typeof value !== 'object' || value === null) return value;
  const small = (key: string) => key.replace(/^[A-Z]+(?=[A-Z][a-z]|$)|^[A-Z]/, (start) => start.toLowerCase());
  return Object.fromEntries(Object.entries(value).map(([key, below]) => [small(key), smallKeys(below)]));
}

async function placed(value: unknown) {
  const read = await parsePlacedJson(JSON.stringify(value, null, 1), 'board.json');
  if ('findings' in read) throw new TypeError('expected JSON');
  return read.document;
}

describe('inApiKeys', () => {
  it.each(['dashboard-definition', 'quicksight-data-set'] as const)(
    'has no two members of one structure to choose from in %s',
    (name) => {
      for (const { properties = {} } of Object.values(readSchema(name).$defs ?? {})) {
        const names = Object.keys(properties).map((each) => each.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }
    },
  );

  it.each(files)('gives the keys back to %s', async (file) => {
    const value: unknown = JSON.parse(readFileSync(path.join(root, file), 'utf8'));
    expect(smallKeys(value)).not.toEqual(value);
    expect(inApiKeys(await placed(smallKeys(value)), definition).value).toEqual(value);
    expect(inApiKeys(await placed(value), definition).value).toEqual(value);
  });

  it('keeps the places of the file', async () => {
    const document = await placed({
      sheets: [{ sheetId: 'a', visuals: [{ kpiVisual: { visualID: 'b', wrong: 1 } }] }],
    });
    const renamed = inApiKeys(document, definition);
    const visual = ['Sheets', 0, 'Visuals', 0, 'KPIVisual'];
    expect(renamed.placeOf([...visual, 'VisualId'])).toEqual(
      document.placeOf(['sheets', 0, 'visuals', 0, 'kpiVisual', 'visualID']),
    );
    expect(renamed.placeOf([...visual, 'VisualId']).line).toBe(8);
    expect(renamed.placeOfKey([...visual, 'wrong']).line).toBe(9);
    expect(renamed.placeInText([...visual, 'VisualId'], 0).line).toBe(8);
    expect(renamed.placeOf([...visual, 'ChartConfiguration', 'FieldWells'])).toEqual(
      document.placeOf(['sheets', 0, 'visuals', 0, 'kpiVisual', 'chartConfiguration']),
    );
  });

  it('leaves keys that it does not know, and those of maps', async () => {
    const maps = { ...readSchema('quicksight-data-set'), $ref: '#/$defs/CreateDataSetRequest' };
    const value = {
      physicalTableMap: { dataSetId: { customSql: { sqlQuery: 'select 1', dialect: 'x' } } },
      other: { name: 1 },
    };
    expect(inApiKeys(await placed(value), maps).value).toEqual({
      PhysicalTableMap: { dataSetId: { CustomSql: { SqlQuery: 'select 1', dialect: 'x' } } },
      other: { name: 1 },
    });
  });
});
