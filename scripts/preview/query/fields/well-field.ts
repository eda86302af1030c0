import type {
  ColumnIdentifier,
  DateTimeFormatConfiguration,
  DimensionField,
  FormatConfiguration,
  MeasureField,
  NumberFormatConfiguration,
  StringFormatConfiguration,
  TimeGranularity,
  UnaggregatedField,
} from '@aws-sdk/client-quicksight';
import { NotDrawable } from '../not-drawable.ts';

/** How a measure of a plain column is aggregated: a name of QuickSight's calculated-field functions, or a percentile 0 to 100. */
export type Aggregation = { readonly name: string } | { readonly percentile: number };

/** One field of a visual's wells, whatever its kind. */
export interface WellField {
  /** The definition's FieldId. */
  readonly id: string;
  /** The data set and column or calculated field; undefined for an expression of the visual's own. */
  readonly column: { readonly dataSet: string; readonly name: string } | undefined;
  readonly expression: string | undefined;
  /** Of a date dimension. */
  readonly granularity: TimeGranularity | undefined;
  /** undefined: the default of the column's type. */
  readonly aggregation: Aggregation | undefined;
  readonly format: FormatConfiguration | undefined;
}

function columnOf(column: ColumnIdentifier | undefined): { readonly dataSet: string; readonly name: string } {
  const { DataSetIdentifier: dataSet, ColumnName: name } = column ?? {};
  if (dataSet === undefined || name === undefined) throw new NotDrawable('a field without a column');
  return { dataSet, name };
}

const texts = (format: StringFormatConfiguration | undefined): FormatConfiguration | undefined =>
  format && { StringFormatConfiguration: format };
const numbers = (format: NumberFormatConfiguration | undefined): FormatConfiguration | undefined =>
  format && { NumberFormatConfiguration: format };
const dates = (format: DateTimeFormatConfiguration | undefined): FormatConfiguration | undefined =>
  format && { DateTimeFormatConfiguration: format };

const plain = { expression: undefined, granularity: undefined, aggregation: undefined } as const;

/** @throws NotDrawable for a kind of field that is not known */
export function dimensionField(field: DimensionField): WellField {
  const { CategoricalDimensionField: text, NumericalDimensionField: number, DateDimensionField: date } = field;
  if (date !== undefined) {
    const granularity = date.DateGranularity ?? 'DAY';
    return {
      ...plain,
      id: date.FieldId ?? '',
      column: columnOf(date.Column),
      granularity,
      format: dates(date.FormatConfiguration),
    };
  }
  if (text !== undefined) {
    return { ...plain, id: text.FieldId ?? '', column: columnOf(text.Column), format: texts(text.FormatConfiguration) };
  }
  if (number === undefined) throw new NotDrawable('a dimension of an unknown kind');
  return {
    ...plain,
    id: number.FieldId ?? '',
    column: columnOf(number.Column),
    format: numbers(number.FormatConfiguration),
  };
}

/** @throws NotDrawable for a kind of field that is not known */
export function measureField(field: MeasureField): WellField {
  const {
    NumericalMeasureField: number,
    CategoricalMeasureField: text,
    DateMeasureField: date,
    CalculatedMeasureField: own,
  } = field;
  if (number !== undefined) {
    return {
      ...plain,
      id: number.FieldId ?? '',
      column: columnOf(number.Column),
      aggregation: aggregationOf({ NumericalAggregationFunction: number.AggregationFunction }),
      format: numbers(number.FormatConfiguration),
    };
  }
  if (text !== undefined) {
    return {
      ...plain,
      id: text.FieldId ?? '',
      column: columnOf(text.Column),
      aggregation: aggregationOf({ CategoricalAggregationFunction: text.AggregationFunction }) ?? { name: 'count' },
      format: texts(text.FormatConfiguration),
    };
  }
  if (date !== undefined) {
    return {
      ...plain,
      id: date.FieldId ?? '',
      column: columnOf(date.Column),
      aggregation: aggregationOf({ DateAggregationFunction: date.AggregationFunction }) ?? { name: 'count' },
      format: dates(date.FormatConfiguration),
    };
  }
  if (own === undefined) throw new NotDrawable('a measure of an unknown kind');
  return { ...plain, id: own.FieldId ?? '', column: undefined, expression: own.Expression ?? '', format: undefined };
}

/** A column of a table that shows rows as they are. */
export function unaggregatedField(field: UnaggregatedField): WellField {
  return { ...plain, id: field.FieldId ?? '', column: columnOf(field.Column), format: field.FormatConfiguration };
}

/**
 * What a chart without a value shows: how many rows each member has.
 * https://docs.aws.amazon.com/quicksight/latest/user/adding-visuals.html
 */
export const countOfRecords: WellField = {
  ...plain,
  id: 'count-of-records',
  column: undefined,
  expression: 'count(1)',
  format: undefined,
};

const functions: Readonly<Record<string, string>> = {
  SUM: 'sum',
  AVERAGE: 'avg',
  MIN: 'min',
  MAX: 'max',
  COUNT: 'count',
  DISTINCT_COUNT: 'distinct_count',
  VAR: 'var',
  VARP: 'varp',
  STDEV: 'stdev',
  STDEVP: 'stdevp',
  MEDIAN: 'median',
};

/** An AggregationFunction of a field, a filter or a sort. @throws NotDrawable for one that can't be computed */
export function aggregationOf(
  aggregation:
    | {
        readonly NumericalAggregationFunction?:
          | {
              SimpleNumericalAggregation?: string | undefined;
              PercentileAggregation?: { PercentileValue?: number | undefined } | undefined;
            }
          | undefined;
        readonly CategoricalAggregationFunction?: string | undefined;
        readonly DateAggregationFunction?: string | undefined;
        readonly AttributeAggregationFunction?: unknown;
      }
    | undefined,
): Aggregation | undefined {
  if (aggregation?.AttributeAggregationFunction !== undefined)
    throw new NotDrawable('an attribute aggregation (UNIQUE_VALUE)');
  const { SimpleNumericalAggregation: simple, PercentileAggregation: percentile } =
    aggregation?.NumericalAggregationFunction ?? {};
  if (percentile?.PercentileValue !== undefined) return { percentile: percentile.PercentileValue };
  const asked = simple ?? aggregation?.CategoricalAggregationFunction ?? aggregation?.DateAggregationFunction;
  if (asked === undefined) return undefined;
  const name = functions[asked];
  if (name === undefined) throw new NotDrawable(`the aggregation ${asked}`);
  return { name };
}
