import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { hierarchyColumn, hierarchyMissing, hierarchyUseless } from '../findings/name-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import { readSchema } from '../shape/read-schema.ts';
import { visualKey } from './visual-fields.ts';

/** Fields that drill down name a hierarchy of their visual, and one that has their column. */
export function checkHierarchies(dashboard: Dashboard): DashboardFinding[] {
  const { index, placeOf } = dashboard;
  const known = new Map<string, Map<string, ReadonlySet<string> | undefined>>();
  const add = (path: JsonPath, id: string | undefined, columns: ReadonlySet<string> | undefined): void => {
    const key = visualKey(path) ?? '';
    const hierarchies = known.get(key) ?? new Map<string, ReadonlySet<string> | undefined>();
    known.set(key, hierarchies.set(id ?? '', columns));
  };
  for (const { value, path } of index.of('DateTimeHierarchy')) add(path, value.HierarchyId, undefined);
  for (const { value, path } of [...index.of('ExplicitHierarchy'), ...index.of('PredefinedHierarchy')]) {
    add(path, value.HierarchyId, new Set((value.Columns ?? []).flatMap(({ ColumnName: name }) => name ?? [])));
  }
  const fields = (['CategoricalDimensionField', 'DateDimensionField', 'NumericalDimensionField'] as const).flatMap(
    (type) => index.of(type),
  );
  return fields.flatMap(({ value: { HierarchyId: id, Column: column }, path }) => {
    const key = visualKey(path);
    if (id === undefined || key === undefined) return [];
    const hierarchies = known.get(key);
    const at = [...path, 'HierarchyId'];
    const kind = String(path[4]);
    if (!hasHierarchies(kind)) return [hierarchyUseless(placeOf(at), formatJsonPath(at), id, kind)];
    if (hierarchies?.has(id) !== true) {
      const nearest = nearestName(id, hierarchies?.keys() ?? []);
      return [hierarchyMissing(placeOf(at), formatJsonPath(at), id, nearest)];
    }
    const columns = hierarchies.get(id);
    const name = column?.ColumnName;
    if (columns === undefined || name === undefined || columns.has(name)) return [];
    return [hierarchyColumn(placeOf(at), formatJsonPath(at), name, [...columns])];
  });
}

/** @param kind a structure of a visual: `TableVisual` */
function hasHierarchies(kind: string): boolean {
  const members = readSchema('dashboard-definition').$defs?.[kind]?.properties;
  return members === undefined || Object.hasOwn(members, 'ColumnHierarchies');
}
