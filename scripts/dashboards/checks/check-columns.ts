import type { ColumnIdentifier } from '@aws-sdk/client-quicksight';
import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import { nearestName } from '../../../lambda/schema/nearest-name.ts';
import type { Dashboard } from '../dashboard.ts';
import type { DashboardFinding } from '../findings/dashboard-finding.ts';
import { columnMissing, columnType } from '../findings/data-set-findings.ts';
import { formatJsonPath } from '../json/json-path.ts';
import type { Structures } from '../shape/definition-index.ts';
import { dataSetWords } from './data-set-words.ts';
import { type FieldKind, type Fields, fieldsByDataSet } from './fields.ts';

/** Every column exists in its data set or is calculated there, and its type fits the field or filter that holds it. */
export function checkColumns(dashboard: Dashboard): DashboardFinding[] {
  const fields = fieldsByDataSet(dashboard);
  return [...checkExist(dashboard, fields), ...checkTypes(dashboard, fields)];
}

function checkExist(dashboard: Dashboard, fields: ReadonlyMap<string, Fields>): DashboardFinding[] {
  // One slip is often made in a thousand places: the nearest name of each is looked for once.
  const nearest = new Map<string, string | undefined>();
  const nearestOf = (identifier: string, column: string, names: readonly string[]): string | undefined => {
    const key = JSON.stringify([identifier, column]);
    if (!nearest.has(key)) nearest.set(key, nearestName(column, names));
    return nearest.get(key);
  };
  return dashboard.index.of('ColumnIdentifier').flatMap(({ value, path }) => {
    const { ColumnName: column, DataSetIdentifier: identifier } = value;
    const known = identifier === undefined ? undefined : fields.get(identifier);
    if (column === undefined || identifier === undefined || known === undefined || known.has(column)) return [];
    const at = [...path, 'ColumnName'];
    const names = [...known.keys()];
    return [
      columnMissing(
        dashboard.placeOf(at),
        formatJsonPath(at),
        column,
        dataSetWords(dashboard, identifier),
        nearestOf(identifier, column, names),
        names,
      ),
    ];
  });
}

/** What each structure takes, in words for a message and as kinds. Booleans count as whole numbers, as in QuickSight. */
const wants = {
  CategoricalDimensionField: ['text', ['text', 'boolean']],
  CategoricalMeasureField: ['text', ['text', 'boolean']],
  NumericalDimensionField: ['number', ['number', 'boolean']],
  NumericalMeasureField: ['number', ['number', 'boolean']],
  DateDimensionField: ['date', ['date']],
  DateMeasureField: ['date', ['date']],
  CategoryFilter: ['text', ['text', 'boolean']],
  NumericEqualityFilter: ['number', ['number', 'boolean']],
  NumericRangeFilter: ['number', ['number', 'boolean']],
  RelativeDatesFilter: ['date', ['date']],
  TimeEqualityFilter: ['date', ['date']],
  TimeRangeFilter: ['date', ['date']],
} as const satisfies Partial<Record<keyof Structures, readonly [string, readonly FieldKind[]]>>;

type Typed = keyof typeof wants;

const fitting = {
  Dimension: { text: 'CategoricalDimensionField', number: 'NumericalDimensionField', date: 'DateDimensionField' },
  Measure: { text: 'CategoricalMeasureField', number: 'NumericalMeasureField', date: 'DateMeasureField' },
  Filter: {
    text: 'CategoryFilter',
    number: 'NumericRangeFilter or NumericEqualityFilter',
    date: 'TimeRangeFilter, TimeEqualityFilter or RelativeDatesFilter',
  },
} as const;

function checkTypes(dashboard: Dashboard, fields: ReadonlyMap<string, Fields>): DashboardFinding[] {
  return (Object.keys(wants) as Typed[]).flatMap((structure) =>
    dashboard.index.of(structure).flatMap(({ value, path }) => {
      // A filter over an aggregation (count of a text column) compares the aggregation's type, not the column's.
      if ('AggregationFunction' in value && structure.endsWith('Filter')) return [];
      return checkType(dashboard, fields, structure, value.Column, path);
    }),
  );
}

function checkType(
  dashboard: Dashboard,
  fields: ReadonlyMap<string, Fields>,
  structure: Typed,
  column: ColumnIdentifier | undefined,
  path: JsonPath,
): DashboardFinding[] {
  if (column?.ColumnName === undefined || column.DataSetIdentifier === undefined) return [];
  const kind = fields.get(column.DataSetIdentifier)?.get(column.ColumnName);
  const [word, taken] = wants[structure];
  if (kind === undefined || taken.some((each) => each === kind)) return [];
  const at = [...path, 'Column', 'ColumnName'];
  const group = structure.endsWith('Filter') ? 'Filter' : structure.endsWith('MeasureField') ? 'Measure' : 'Dimension';
  const other = fitting[group][kind === 'boolean' ? 'number' : kind];
  return [columnType(dashboard.placeOf(at), formatJsonPath(at), column.ColumnName, kind, structure, word, other)];
}
