import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { columnMissing } from '../findings/data-set-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { ExportContext } from './export-context.ts';
import type { Relation } from './relation.ts';

/** Geographic groups, folders and column-level permissions name columns that the data set gives. */
export function checkColumnGroups(
  dataSet: quicksight.DataSet,
  relation: Relation,
  context: ExportContext,
): DashboardFinding[] {
  const names = [...relation.keys()];
  const where = `the data set "${context.identifier}"`;
  return namedColumns(dataSet)
    .filter(({ name }) => !relation.has(name))
    .map(({ name, path }) =>
      columnMissing(context.placeOf(path), formatJsonPath(path), name, where, nearestName(name, names), names),
    );
}

function namedColumns(dataSet: quicksight.DataSet): { name: string; path: JsonPath }[] {
  const listed = (names: readonly string[] | undefined, path: JsonPath) =>
    (names ?? []).map((name, position) => ({ name, path: [...path, position] }));
  return [
    ...(dataSet.ColumnGroups ?? []).flatMap(({ GeoSpatialColumnGroup: group }, position) =>
      listed(group?.Columns, ['ColumnGroups', position, 'GeoSpatialColumnGroup', 'Columns']),
    ),
    ...Object.entries(dataSet.FieldFolders ?? {}).flatMap(([folder, { columns }]) =>
      listed(columns, ['FieldFolders', folder, 'columns']),
    ),
    ...(dataSet.ColumnLevelPermissionRules ?? []).flatMap(({ ColumnNames: columns }, position) =>
      listed(columns, ['ColumnLevelPermissionRules', position, 'ColumnNames']),
    ),
  ];
}
