import type { Place } from '../../lambda/schema/finding.ts';
import type { JsonPath } from '../../lambda/schema/json-document.ts';
import { isObject } from '../../lambda/schema/subschemas.ts';
import { expressionHolders } from '../dashboards/checks/check-expressions.ts';
import type { Dashboard, DataSet } from '../dashboards/dashboard.ts';
import { formatJsonPath } from '../dashboards/json/json-path.ts';
import type { DashboardUse, NamedUse } from './dashboard-use.ts';
import { dataSetUses, namesIn } from './data-set-uses.ts';

/** Every use of every column of the tables behind a dashboard; of several in one visual, filter or field the first. */
export function dashboardUses(dashboard: Dashboard): DashboardUse[] {
  return [...dashboard.dataSets.values()].flatMap((dataSet): DashboardUse[] => {
    const { table, columns } = dataSet;
    if (table === undefined) return [];
    const formulas = formulasOf(dashboard, dataSet);
    const uses = [
      ...formulas.map(({ use }) => use),
      ...columnUses(dashboard, dataSet),
      ...expressionUses(dashboard, dataSet),
      ...dataSetUses(dataSet),
    ];
    const reads = new Map(formulas.map(({ use, reads: names }) => [use.name, names]));
    const renamable = dataSet.exported === undefined ? [] : dataSetUses(dataSet).map(({ field }) => field);
    return [...new Set([...(columns?.keys() ?? []), ...renamable])].flatMap((column) => {
      const fields = fieldsFrom(column, reads);
      const first = new Map<string, DashboardUse>();
      for (const { field, ...use } of uses) {
        const isRead =
          use.what === 'calculated field' ? fields.has(use.name) && use.name !== column : fields.has(field);
        const key = `${use.what}\0${use.name}`;
        if (isRead && !first.has(key)) first.set(key, { dashboard: dashboard.id, table, column, ...use });
      }
      return [...first.values()];
    });
  });
}

/** A column and every calculated field that is made of it. */
function fieldsFrom(column: string, reads: ReadonlyMap<string, readonly string[]>): Set<string> {
  const fields = new Set([column]);
  for (let before = 0; before !== fields.size; ) {
    before = fields.size;
    for (const [name, names] of reads) if (names.some((one) => fields.has(one))) fields.add(name);
  }
  return fields;
}

function formulasOf(dashboard: Dashboard, dataSet: DataSet): { use: NamedUse; reads: readonly string[] }[] {
  const readsOf = (text: string): string[] => namesIn(text, dataSet);
  const use = (name: string, place: Place, path: JsonPath): NamedUse => ({
    ...{ what: 'calculated field', name, field: name, place },
    path: formatJsonPath(path),
  });
  const prepared = dataSet.calculatedColumns.map(({ name, expression, expressionPath: path }) => ({
    use: use(name, dataSet.placeOf(path), path),
    reads: readsOf(expression),
  }));
  const analysed = dashboard.index.of('CalculatedField').flatMap(({ value, path }) => {
    const { Name: name, Expression: text, DataSetIdentifier: identifier } = value;
    if (name === undefined || text === undefined || identifier !== dataSet.identifier) return [];
    return [{ use: use(name, dashboard.placeOf(path), path), reads: readsOf(text) }];
  });
  return [...prepared, ...analysed];
}

function columnUses(dashboard: Dashboard, { identifier }: DataSet): NamedUse[] {
  return dashboard.index.of('ColumnIdentifier').flatMap(({ value, path }): NamedUse[] => {
    const { ColumnName: field, DataSetIdentifier: of } = value;
    if (field === undefined || of !== identifier) return [];
    const owner = ownerOf(dashboard, path);
    return [{ ...owner, field, place: dashboard.placeOf(path), path: formatJsonPath(path) }];
  });
}

/** Formulas outside calculated fields: conditional formats, table calculations. Their data set is not told: names decide. */
function expressionUses(dashboard: Dashboard, dataSet: DataSet): NamedUse[] {
  return [...dashboard.index.all()].flatMap(({ type, value, path }): NamedUse[] => {
    const text = value['Expression'];
    if (!(type in expressionHolders) || typeof text !== 'string') return [];
    const at = [...path, 'Expression'];
    const owner = ownerOf(dashboard, path);
    const place = dashboard.placeOf(at);
    return namesIn(text, dataSet).map((field) => ({ ...owner, field, place, path: formatJsonPath(at) }));
  });
}

/** What a path of a definition leads into, and its name for people. */
function ownerOf({ definition }: Dashboard, path: JsonPath): Pick<DashboardUse, 'what' | 'name'> {
  const text = (at: JsonPath): string | undefined => {
    const value = at.reduce<unknown>(
      (inside, key) => (isObject(inside) || Array.isArray(inside) ? Reflect.get(inside, key) : undefined),
      definition,
    );
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [room, index = 0, inner, , type = ''] = path;
  if (inner === 'Visuals') {
    const visual = path.slice(0, 5);
    const title =
      text([...visual, 'Title', 'FormatText', 'PlainText']) ?? text([...visual, 'Title', 'FormatText', 'RichText']);
    return {
      what: 'visual',
      name: title?.replace(/<[^>]*>/g, '').trim() || text([...visual, 'VisualId']) || String(type),
    };
  }
  if (room === 'FilterGroups') {
    const filter = path.slice(0, 5);
    return {
      what: 'filter',
      name: text([...filter, 'FilterId']) ?? text(['FilterGroups', index, 'FilterGroupId']) ?? 'filter',
    };
  }
  if (room === 'ParameterDeclarations')
    return { what: 'parameter', name: text([...path.slice(0, 3), 'Name']) ?? String(index) };
  if (room === 'ColumnConfigurations')
    return { what: 'column settings', name: text([...path, 'ColumnName']) ?? String(index) };
  return { what: 'definition', name: String(room ?? 'definition') };
}
