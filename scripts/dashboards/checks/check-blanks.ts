import type * as quicksight from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { ColumnRole, Dashboard } from '../dashboard.ts';
import { axisLabelUnapplied, geographicRole, kpiOptionsPartial } from '../findings/blank-findings.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { formatJsonPath } from '../json/json-path.ts';

/** What the API takes without a word and QuickSight then shows blank, or not at all. */
export function checkBlanks(dashboard: Dashboard): DashboardFinding[] {
  const { index, placeOf } = dashboard;
  return [
    ...index.of('KPIOptions').flatMap(({ value, path }) => {
      if (Object.keys(value).length === 0 || value.PrimaryValueDisplayType !== undefined) return [];
      return [kpiOptionsPartial(placeOf(path), formatJsonPath(path))];
    }),
    ...index.of('AxisLabelOptions').flatMap(({ value, path }) => {
      if (value.CustomLabel === undefined || value.ApplyTo !== undefined) return [];
      const at = [...path, 'CustomLabel'];
      return [axisLabelUnapplied(placeOf(at), formatJsonPath(at), value.CustomLabel)];
    }),
    ...index
      .of('GeospatialMapAggregatedFieldWells')
      .flatMap(({ value, path }) => checkPlaces(dashboard, value.Geospatial, [...path, 'Geospatial'], 'points')),
    ...index
      .of('FilledMapAggregatedFieldWells')
      .flatMap(({ value, path }) => checkPlaces(dashboard, value.Geospatial, [...path, 'Geospatial'], 'shapes')),
  ];
}

const places: readonly ColumnRole[] = ['COUNTRY', 'STATE', 'COUNTY', 'CITY', 'POSTCODE'];
const coordinates: readonly ColumnRole[] = ['LATITUDE', 'LONGITUDE'];

/** A map finds its places by the geographic roles of its columns; coordinates come in pairs, and have no shape. */
function checkPlaces(
  dashboard: Dashboard,
  fields: readonly quicksight.DimensionField[] | undefined,
  path: JsonPath,
  drawn: 'points' | 'shapes',
): DashboardFinding[] {
  const found = (fields ?? []).flatMap((field, position) => {
    const [kind = '', inner] = Object.entries(field)[0] ?? [];
    const column: quicksight.ColumnIdentifier | undefined = inner?.Column;
    const known = dashboard.dataSets.get(column?.DataSetIdentifier ?? '');
    const declared = known?.columns?.get(column?.ColumnName ?? '');
    const at = [...path, position, kind, 'Column', 'ColumnName'];
    return declared === undefined ? [] : [{ name: declared.name, role: declared.role, at }];
  });
  const roles = found.map(({ role }) => role);
  const fitting = drawn === 'shapes' ? places : [...places, ...coordinates];
  return found.flatMap(({ name, role, at }) => {
    const other = role === 'LATITUDE' ? 'LONGITUDE' : 'LATITUDE';
    const alone = role !== undefined && coordinates.includes(role) && !roles.includes(other);
    if (role !== undefined && fitting.includes(role) && !alone) return [];
    return [geographicRole(dashboard.placeOf(at), formatJsonPath(at), name, role, alone ? [other] : fitting)];
  });
}
