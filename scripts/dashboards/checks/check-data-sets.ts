import path from 'node:path';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard, Tables } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import {
  columnMissing,
  dataSetMissing,
  dataSetsUnknown,
  dataSetUndeclared,
  tableMissing,
} from '../findings/data-set-findings.ts';
import { duplicateId } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';

/** Data sets are declared, have a file, and name a table and columns that exist. */
export function checkDataSets(dashboard: Dashboard, tables: Tables): DashboardFinding[] {
  return [...checkDeclared(dashboard), ...checkFiles(dashboard), ...checkTables(dashboard, tables)];
}

/** Every identifier that the definition uses is declared. */
function checkDeclared(dashboard: Dashboard): DashboardFinding[] {
  if (dashboard.index.hasLost(['DataSetIdentifierDeclarations'], 1)) return [];
  const declared = (dashboard.definition.DataSetIdentifierDeclarations ?? []).flatMap(
    ({ Identifier }) => Identifier ?? [],
  );
  const topics = (dashboard.definition.TopicIdentifierDeclarations ?? []).flatMap(({ Identifier }) => Identifier ?? []);
  const known = new Set([...declared, ...topics]);
  return [...dashboard.index.stringsNamed('DataSetIdentifier')]
    .filter(({ value }) => !known.has(value))
    .map(({ value, path: at }) =>
      dataSetUndeclared(dashboard.placeOf(at), formatJsonPath(at), value, nearestName(value, declared), declared),
    );
}

/** Every declaration has its file. A definition file without data-sets/ beside it gets one warning instead. */
function checkFiles(dashboard: Dashboard): DashboardFinding[] {
  const declarations = dashboard.definition.DataSetIdentifierDeclarations ?? [];
  const { dataSetFiles: files, dataSetFolder: folder } = dashboard;
  if (files === undefined) {
    if (declarations.length === 0) return [];
    return [dataSetsUnknown(dashboard.placeOf(['DataSetIdentifierDeclarations']), folder)];
  }
  return declarations.flatMap(({ Identifier: identifier }, position) => {
    if (identifier === undefined || files.has(identifier)) return [];
    const at = ['DataSetIdentifierDeclarations', position, 'Identifier'];
    const file = path.join(folder, `${identifier}.json`);
    const nearest = nearestName(identifier, files);
    const missing = dataSetMissing(dashboard.placeOf(at), formatJsonPath(at), identifier, file, nearest);
    // Somebody else's definition is not wrong for what was not handed over with it.
    return dashboard.recognised === 'a dashboard' ? [missing] : [{ ...missing, severity: 'warn' as const }];
  });
}

function checkTables(dashboard: Dashboard, tables: Tables): DashboardFinding[] {
  return [...dashboard.dataSets.values()].flatMap((dataSet) => {
    const { columns, placeOf, table } = dataSet;
    if (dataSet.exported !== undefined || table === undefined) return [];
    if (columns === undefined) return [tableMissing(placeOf(['table']), table, nearestName(table, tables.keys()))];
    const names = [...columns.keys()];
    const roles = [...dataSet.roles.keys()]
      .filter((column) => !columns.has(column))
      .map((column) => {
        const at = ['columns', column];
        const where = `the table ${table}`;
        return columnMissing(placeOf(at), formatJsonPath(at), column, where, nearestName(column, names), names);
      });
    const taken = new Set(names);
    const twice = dataSet.calculatedColumns.flatMap(({ name }, position) => {
      const at = ['calculatedColumns', position, 'name'];
      if (taken.has(name)) {
        const within = `the columns of the data set "${dataSet.identifier}"`;
        return [duplicateId(placeOf(at), formatJsonPath(at), 'a name', name, within, undefined)];
      }
      taken.add(name);
      return [];
    });
    return [...roles, ...twice];
  });
}
