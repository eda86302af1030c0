import { expect, it } from 'vitest';
import { readSchema } from '../shape/read-schema.ts';
import { definitionSchema } from './definition-schema.ts';

it('gives what is committed; after an update of the SDK run scripts/dashboards/schema-from-sdk/main.ts', () => {
  expect(definitionSchema('DashboardVersionDefinition')).toEqual(readSchema('dashboard-definition'));
}, 20_000);

it('refuses a name that the SDK does not have', () => {
  expect(() => definitionSchema('DashboardVersionDefinitely')).toThrow('DashboardVersionDefinitely');
}, 20_000);
