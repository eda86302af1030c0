import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { locateEntity } from './locate-entity.ts';

const definition = JSON.parse(
  readFileSync(new URL('../../../dashboards/sales/definition.json', import.meta.url), 'utf8'),
);
const group = definition.FilterGroups[1];
const filter: { FilterId: string } = Object.values<{ FilterId: string }>(group.Filters[0])[0] ?? { FilterId: '' };
const [kind] = Object.keys(group.Filters[0]);

it.each([
  ['sheet/overview/visual/revenue', ['Sheets', 0, 'Visuals', 0, 'KPIVisual']],
  [`filter-group/${group.FilterGroupId}`, ['FilterGroups', 1]],
  [`filter-group/${group.FilterGroupId}/filter/${filter.FilterId}`, ['FilterGroups', 1, 'Filters', 0, kind]],
  ['data-set/sales_monthly', ['DataSetIdentifierDeclarations', 1]],
  ['definition.sheets.1.member.visuals.1.member.kPIVisual', ['Sheets', 0, 'Visuals', 0, 'KPIVisual']],
  ['/Definition/Sheets/0/Visuals/0', ['Sheets', 0, 'Visuals', 0]],
  ['$.Sheets[0].Visuals[0].KPIVisual.VisualId', ['Sheets', 0, 'Visuals', 0, 'KPIVisual', 'VisualId']],
  // As far as it can be followed.
  ['sheet/overview/visual/gone', ['Sheets', 0]],
  ['Sheets[0].Visuals[999]', ['Sheets', 0, 'Visuals']],
])('finds %s', (path, expected) => expect(locateEntity(path, definition)).toEqual(expected));

it.each(['', 'sheet', 'sheet/none', 'nothing/at/all', '....', '//'])('finds nothing for "%s"', (path) =>
  expect(locateEntity(path, definition)).toBeUndefined(),
);

it('tells a parameter from a calculated field of the same name, and takes names with slashes', () => {
  const both = {
    CalculatedFields: [{ Name: 'a/b', DataSetIdentifier: 'x', Expression: '1' }],
    ParameterDeclarations: [{ StringParameterDeclaration: { Name: 'a/b' } }],
  };
  const at = (path: string) => locateEntity(path, both as never);
  expect(at('calculated-field/a/b')).toEqual(['CalculatedFields', 0]);
  expect(at('parameter/a/b')).toEqual(['ParameterDeclarations', 0, 'StringParameterDeclaration']);
});
