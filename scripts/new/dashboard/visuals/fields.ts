import type { DateDimensionField, DimensionField, MeasureField } from '@aws-sdk/client-quicksight';
import { flagColumn } from '../plan/calculated-of.ts';
import type { Category } from '../plan/choose-categories.ts';
import { periodFormat } from '../plan/time-axis.ts';
import type { Period } from '../profile/profile.ts';
import type { Measure } from '../roles/measure.ts';
import { numericFormat } from '../roles/number-format.ts';

/** Column names a data set's identifier together with a column, as QuickSight does everywhere. */
export const columnOf = (dataSet: string, column: string) => ({ DataSetIdentifier: dataSet, ColumnName: column });

/** A measure as a field: numbers are aggregated, text and dates counted. */
export function measureField(fieldId: string, dataSet: string, measure: Measure): MeasureField {
  const { column, of, aggregation, format } = measure;
  const base = { FieldId: fieldId, Column: columnOf(dataSet, column) };
  const counts = aggregation === 'DISTINCT_COUNT' ? 'DISTINCT_COUNT' : 'COUNT';
  if (of === 'text') {
    return {
      CategoricalMeasureField: {
        ...base,
        AggregationFunction: counts,
        FormatConfiguration: { NumericFormatConfiguration: numericFormat(format) },
      },
    };
  }
  if (of === 'date') {
    return {
      DateMeasureField: {
        ...base,
        AggregationFunction: counts,
        FormatConfiguration: { NumericFormatConfiguration: numericFormat(format) },
      },
    };
  }
  return {
    NumericalMeasureField: {
      ...base,
      AggregationFunction: { SimpleNumericalAggregation: aggregation },
      FormatConfiguration: { FormatConfiguration: numericFormat(format) },
    },
  };
}

const granularities = {
  minute: 'MINUTE',
  hour: 'HOUR',
  day: 'DAY',
  week: 'WEEK',
  month: 'MONTH',
  year: 'YEAR',
} as const;

/** A time, cut into periods. */
export function dateField(
  fieldId: string,
  dataSet: string,
  { column, period }: { readonly column: string; readonly period: Period },
): { DateDimensionField: DateDimensionField } {
  return {
    DateDimensionField: {
      FieldId: fieldId,
      Column: columnOf(dataSet, column),
      DateGranularity: granularities[period],
      FormatConfiguration: { DateTimeFormat: periodFormat(period) },
    },
  };
}

/** A number along an axis, or as a group. */
export function numberField(
  fieldId: string,
  dataSet: string,
  column: string,
  format: Measure['format'] = { kind: 'year' },
): DimensionField {
  return {
    NumericalDimensionField: {
      FieldId: fieldId,
      Column: columnOf(dataSet, column),
      FormatConfiguration: { FormatConfiguration: numericFormat(format) },
    },
  };
}

/** A category as a group; a boolean by the column that says Yes and No. */
export function categoryField(fieldId: string, dataSet: string, category: Category): DimensionField {
  if (category.kind === 'number') return numberField(fieldId, dataSet, category.column);
  return { CategoricalDimensionField: { FieldId: fieldId, Column: columnOf(dataSet, nameOf(category)) } };
}

const nameOf = (category: Category) => (category.kind === 'flag' ? flagColumn(category) : category.column);
