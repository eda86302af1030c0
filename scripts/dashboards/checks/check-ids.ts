import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { duplicateId } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { Located } from '../shape/definition-index.ts';

/** Members that name what they stand in, and within what they are unique. Control ids count together: layouts use either. */
const unique: readonly { members: readonly string[]; what: string }[] = [
  { members: ['SheetId'], what: 'a SheetId' },
  { members: ['VisualId'], what: 'a VisualId' },
  { members: ['SheetTextBoxId'], what: 'a SheetTextBoxId' },
  { members: ['FilterGroupId'], what: 'a FilterGroupId' },
  { members: ['FilterId'], what: 'a FilterId' },
  { members: ['FilterControlId', 'ParameterControlId'], what: 'a control id' },
];

/** Ids are unique in the definition, FieldIds in their visual, and names of parameters and calculated fields among their like. */
export function checkIds(dashboard: Dashboard): DashboardFinding[] {
  return [
    ...unique.flatMap(({ members, what }) =>
      duplicates(dashboard, [...declared(dashboard, members)], what, 'the definition', () => ''),
    ),
    ...duplicates(dashboard, fieldIds(dashboard), 'a FieldId', 'its visual', ({ path }) => path.slice(0, 4).join('/')),
    ...duplicates(dashboard, parameterNames(dashboard), 'a parameter name', 'the definition', () => ''),
    ...duplicates(
      dashboard,
      calculatedNames(dashboard),
      'a name',
      "its data set's calculated fields",
      dataSetOf(dashboard),
    ),
  ];
}

/** Where ids are given, not referred to: a scope's SheetId and a tooltip's are references. */
function* declared(dashboard: Dashboard, members: readonly string[]): Generator<Located<string>> {
  for (const located of dashboard.index.stringsNamed(...members)) {
    const inScope = located.path.includes('ScopeConfiguration') || located.path.includes('Tooltip');
    if (!inScope || located.path.at(-1) !== 'SheetId') yield located;
  }
}

/** FieldIds of the field wells: elsewhere in a visual they are references. */
function fieldIds(dashboard: Dashboard): Located<string>[] {
  return [...dashboard.index.stringsNamed('FieldId')].filter(({ path }) => path.includes('FieldWells'));
}

function parameterNames(dashboard: Dashboard): Located<string>[] {
  return dashboard.index.of('ParameterDeclaration').flatMap(({ value, path }) =>
    Object.entries(value).flatMap(([kind, declaration]: [string, { Name?: string | undefined } | undefined]) => {
      return declaration?.Name === undefined ? [] : [{ value: declaration.Name, path: [...path, kind, 'Name'] }];
    }),
  );
}

function calculatedNames(dashboard: Dashboard): Located<string>[] {
  return dashboard.index
    .of('CalculatedField')
    .flatMap(({ value, path }) => (value.Name === undefined ? [] : [{ value: value.Name, path: [...path, 'Name'] }]));
}

/** The data set of the calculated field that a path leads into: `CalculatedFields[3].Name`. */
function dataSetOf(dashboard: Dashboard): (id: Located<string>) => string {
  const fields = dashboard.index.of('CalculatedField');
  const sets = new Map(fields.map(({ value, path }) => [path.join('/'), value.DataSetIdentifier ?? '']));
  return ({ path }) => sets.get(path.slice(0, -1).join('/')) ?? '';
}

/** @param scopeOf names the part of the definition within which an id has to be unique */
function duplicates(
  dashboard: Dashboard,
  ids: readonly Located<string>[],
  what: string,
  within: string,
  scopeOf: (id: Located<string>) => string,
): DashboardFinding[] {
  const first = new Map<string, JsonPath>();
  return ids.flatMap((id) => {
    const key = JSON.stringify([scopeOf(id), id.value]);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, id.path);
      return [];
    }
    const line = dashboard.placeOf(earlier).line;
    return [duplicateId(dashboard.placeOf(id.path), formatJsonPath(id.path), what, id.value, within, line)];
  });
}
