import { beforeAll, expect, it } from 'vitest';
import { readSchema } from '../shape/read-schema.ts';
import { definitionSchema, loadSdk, type Sdk } from './definition-schema.ts';
import { readLimits } from './read-limits.ts';
import { type SdkSchemaName, schemaRoots } from './schema-roots.ts';

let sdk: Sdk;
beforeAll(() => {
  sdk = loadSdk();
}, 60_000);

it.each(Object.keys(schemaRoots) as SdkSchemaName[])(
  'gives %s as committed; after an update of the SDK run scripts/dashboards/schema-from-sdk/main.ts',
  (name) => {
    expect(definitionSchema(schemaRoots[name], readLimits(), sdk)).toEqual(readSchema(name));
  },
);

it('refuses a name that the SDK does not have', () => {
  expect(() => definitionSchema(['DashboardVersionDefinitely'], readLimits(), sdk)).toThrow(
    'DashboardVersionDefinitely',
  );
});

it('holds every limit of the facts that people run into', () => {
  const { structures } = readLimits();
  expect(structures['DashboardVersionDefinition']).toMatchObject({
    Sheets: { maxItems: 20 },
    CalculatedFields: { maxItems: 2000 },
    FilterGroups: { maxItems: 2000 },
    ParameterDeclarations: { maxItems: 400 },
    DataSetIdentifierDeclarations: { maxItems: 50 },
  });
  expect(structures['GridLayoutConfiguration']).toMatchObject({ Elements: { maxItems: 430 } });
});
