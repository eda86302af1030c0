import type { ColumnConfiguration } from '@aws-sdk/client-quicksight';
import type { FieldModel } from '../../model.ts';
import { datePart, truncated } from '../expression/date-part.ts';
import type { Dimension } from '../expression/scope.ts';
import { isAggregate, type Value } from '../expression/value.ts';
import { NotDrawable } from '../not-drawable.ts';
import { QueryScope, type QuerySource } from '../plan/query-scope.ts';
import type { Measure } from '../plan/visual-query.ts';
import { dimensionLabel, measureLabel } from './field-label.ts';
import { fieldMeasure } from './measure.ts';
import { valueFormat } from './value-format.ts';
import type { WellField } from './well-field.ts';

/** A measure of a visual's wells. */
export interface VisualMeasure {
  readonly field: WellField;
  readonly measure: Measure;
  /** The measure among the visual's groups. */
  readonly value: Value;
}

/** A visual's wells, compiled: dimensions first, then measures. */
export interface VisualFields {
  readonly scope: QueryScope;
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly VisualMeasure[];
  /** Dimensions and measures as the page reads them, in that order. */
  readonly models: readonly FieldModel[];
}

/** What labels and formats fields besides their own configuration. */
export interface FieldLooks {
  readonly configurations: readonly ColumnConfiguration[];
  /** Custom labels by FieldId. */
  readonly labels: ReadonlyMap<string, string>;
}

/**
 * Compiles a visual's wells over one data set.
 * @throws NotDrawable when a field can't be computed, or a dimension is an aggregate
 */
export function compileFields(
  source: QuerySource,
  dimensions: readonly WellField[],
  measures: readonly WellField[],
  looks: FieldLooks,
): VisualFields {
  const rows = new QueryScope(source);
  const grouped = dimensions.map((field, index) => dimension(field, index, rows));
  const scope = rows.grouping(grouped);
  const compiled = measures.map((field): VisualMeasure => {
    const measure = fieldMeasure(field);
    return { field, measure, value: measure(scope) };
  });
  const models = [
    ...dimensions.map((field, index) => fieldModel(field, grouped[index]?.row, dimensionLabel(field), looks)),
    ...compiled.map(({ field, value }) => {
      const column = field.column === undefined ? undefined : scope.field(field.column.name);
      return fieldModel(field, value, measureLabel(field, column), looks);
    }),
  ];
  return { scope, dimensions: grouped, measures: compiled, models };
}

function dimension(field: WellField, index: number, rows: QueryScope): Dimension {
  const name = field.column?.name ?? '';
  const value = rows.field(name);
  if (isAggregate(value)) throw new NotDrawable(`"${name}" is an aggregate, in a well that groups rows`);
  const part = value.type === 'date' && field.granularity !== undefined ? datePart(field.granularity) : undefined;
  const row = part === undefined ? value : { ...value, sql: truncated(value.sql, part, rows.weekStart) };
  return { fieldId: field.id, name, row, column: `_d${index}`, part };
}

/** A field as the page reads it. */
export function fieldModel(field: WellField, value: Value | undefined, label: string, looks: FieldLooks): FieldModel {
  const type = value?.type === undefined || value.type === 'null' ? 'string' : value.type;
  const { column } = field;
  const configured = looks.configurations.find(
    (each) => each.Column?.DataSetIdentifier === column?.dataSet && each.Column?.ColumnName === column?.name,
  );
  const granularity = field.granularity === 'MILLISECOND' ? 'SECOND' : field.granularity;
  return {
    id: field.id,
    label: looks.labels.get(field.id) ?? label,
    type,
    granularity: type === 'date' ? granularity : undefined,
    format: valueFormat(type, [field.format, configured?.FormatConfiguration]),
  };
}
