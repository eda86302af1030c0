import type { DashboardPublishOptions } from '@aws-sdk/client-quicksight';
import { describe, expect, it } from 'vitest';
import type { JsonSchema } from '../../dashboards/shape/json-schema.ts';
import { readSchema } from '../../dashboards/shape/read-schema.ts';
import { operationShape } from '../../quick-sight-stand-in/shapes/sdk-shapes.ts';
import type { Shape } from '../../quick-sight-stand-in/shapes/shape.ts';
import { optionDifferences, publishOptions } from './publish-options.ts';

/** Names of members down to the values that text may have. */
function namesOfShape(shape: Shape | undefined): unknown {
  if (shape?.kind === 'text') return [...(shape.allowed ?? [])].sort();
  if (shape?.kind !== 'structure') return shape?.kind;
  return Object.fromEntries([...shape.members].map(([name, member]) => [name, namesOfShape(member.shape())]));
}

function namesOfSchema(schema: JsonSchema, root: JsonSchema): unknown {
  if (schema.$ref !== undefined) return namesOfSchema(root.$defs?.[schema.$ref.replace('#/$defs/', '')] ?? {}, root);
  if (schema.properties === undefined) return [...(schema.enum ?? [])].sort();
  return Object.fromEntries(
    Object.entries(schema.properties).map(([name, inside]) => [name, namesOfSchema(inside, root)]),
  );
}

it('are in dashboard.json what the SDK takes', () => {
  const root = readSchema('dashboard');
  const ofSdk = operationShape('CreateDashboard').input.members.get('DashboardPublishOptions')?.shape();
  const written = root.properties?.['publishOptions'];
  expect(namesOfSchema(written ?? {}, root)).toEqual(namesOfShape(ofSdk));
});

const csv = (AvailabilityStatus: 'ENABLED' | 'DISABLED'): DashboardPublishOptions => ({
  ExportToCSVOption: { AvailabilityStatus },
});

describe('publishOptions', () => {
  it('leaves out what QuickSight does anyway', () => {
    expect(publishOptions(undefined)).toBeUndefined();
    expect(publishOptions(csv('ENABLED'))).toBeUndefined();
    expect(publishOptions(csv('DISABLED'))).toEqual(csv('DISABLED'));
  });
  it('tells options apart by what they say', () => {
    expect(optionDifferences(undefined, csv('ENABLED'))).toEqual([]);
    expect(optionDifferences(csv('DISABLED'), undefined)).toEqual(['~ publish option ExportToCSVOption']);
    const menu: DashboardPublishOptions = { VisualMenuOption: { AvailabilityStatus: 'ENABLED' } };
    expect(optionDifferences(csv('DISABLED'), { ...csv('DISABLED'), ...menu })).toEqual([
      '~ publish option VisualMenuOption',
    ]);
  });
});
