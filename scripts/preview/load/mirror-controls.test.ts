import type { DashboardVersionDefinition } from '@aws-sdk/client-quicksight';
import { expect, test } from 'vitest';
import type { ControlValue } from '../model.ts';
import { mirrorControls } from './mirror-controls.ts';

function dropdown(FilterControlId: string, SourceFilterId: string) {
  return { Dropdown: { FilterControlId, SourceFilterId, Title: 'Region' } };
}

function slider(ParameterControlId: string, SourceParameterName: string) {
  return {
    Slider: { ParameterControlId, SourceParameterName, Title: 'Least', MinimumValue: 0, MaximumValue: 9, StepSize: 1 },
  };
}

const definition: DashboardVersionDefinition = {
  DataSetIdentifierDeclarations: [],
  Sheets: [
    {
      SheetId: 'one',
      FilterControls: [dropdown('region-1', 'region')],
      ParameterControls: [slider('least-1', 'region')],
    },
    { SheetId: 'two', FilterControls: [dropdown('region-2', 'region'), dropdown('other-2', 'other')] },
  ],
};

const list = (...values: string[]): ControlValue => ({ kind: 'list', values });
const values = { 'region-1': list('EU'), 'region-2': list(), 'other-2': list('x'), 'least-1': list('3') };

test('the controls of one filter follow the one in view; a parameter of the same name is another thing', () => {
  expect(mirrorControls(definition, 'one', values)).toEqual({ ...values, 'region-2': list('EU') });
  expect(mirrorControls(definition, 'two', values)).toEqual({ ...values, 'region-1': list() });
});

test('a sheet or control that is not there changes nothing', () => {
  expect(mirrorControls(definition, 'none', { ...values, gone: list('y') })).toEqual(values);
});
