import type { FieldSortOptions, TableVisual, UnaggregatedField } from '@aws-sdk/client-quicksight';
import type { Cell, ResultModel, VisualModel } from '../../model.ts';
import { isAggregate } from '../expression/value.ts';
import { dimensionLabel } from '../fields/field-label.ts';
import { sortKeys } from '../fields/sort-keys.ts';
import { compileFields, type FieldLooks, fieldModel, type VisualFields } from '../fields/visual-fields.ts';
import { dimensionField, measureField, unaggregatedField } from '../fields/well-field.ts';
import { NotDrawable } from '../not-drawable.ts';
import { QueryScope } from '../plan/query-scope.ts';
import type { RunContext } from '../run-context.ts';
import { visualResult } from './visual-result.ts';
import type { Drawn, VisualSubject } from './visual-subject.ts';

type Table = Extract<VisualModel, { kind: 'table' }>;

/** https://docs.aws.amazon.com/quicksight/latest/APIReference/API_TableConfiguration.html */
export async function drawTable(
  visual: TableVisual,
  context: RunContext,
  subject: VisualSubject,
): Promise<Drawn<Table>> {
  const chart = visual.ChartConfiguration ?? {};
  const options = chart.FieldOptions?.SelectedFieldOptions ?? [];
  const labels = new Map(
    options.flatMap((each) =>
      each.FieldId !== undefined && each.CustomLabel !== undefined ? [[each.FieldId, each.CustomLabel] as const] : [],
    ),
  );
  const looks = { configurations: context.definition.ColumnConfigurations ?? [], labels };
  if (options.some((each) => each.URLStyling !== undefined))
    subject.skip('ChartConfiguration.FieldOptions', 'links and images in cells', 'cells show their values');
  if ((chart.TableInlineVisualizations ?? []).length > 0)
    subject.skip('ChartConfiguration.TableInlineVisualizations', 'data bars', 'cells show their values');
  const drawn = await rowsOf(visual, context, subject, looks);
  const order = columnOrder(drawn.result, chart.FieldOptions?.Order ?? []);
  const hidden = options
    .filter((each) => each.Visibility === 'HIDDEN')
    .map((each) => drawn.result.fields.findIndex((field) => field.id === each.FieldId));
  return {
    kind: 'table',
    result: drawn.result,
    columns: order,
    totals: drawn.totals,
    totalsLabel: chart.TotalOptions?.CustomLabel ?? 'Total',
    hidden: hidden.filter((index) => index !== -1),
  };
}

interface TableRows {
  readonly result: ResultModel;
  readonly totals: readonly Cell[] | undefined;
}

async function rowsOf(
  visual: TableVisual,
  context: RunContext,
  subject: VisualSubject,
  looks: FieldLooks,
): Promise<TableRows> {
  const chart = visual.ChartConfiguration ?? {};
  const { TableAggregatedFieldWells: grouped, TableUnaggregatedFieldWells: plain } = chart.FieldWells ?? {};
  const sorts = chart.SortConfiguration?.RowSort;
  if (plain !== undefined) return plainRows(plain.Values ?? [], sorts, context, subject, looks);
  const dimensions = (grouped?.GroupBy ?? []).map(dimensionField);
  const measures = (grouped?.Values ?? []).map(measureField);
  if (dimensions.length + measures.length === 0) throw new NotDrawable('it has no fields');
  const fields = compileFields(context.source(subject.dataSet), dimensions, measures, looks);
  const asked = sortKeys(sorts, fields).map((key) => ({
    sql: key.measure?.(fields.scope).sql ?? key.dimension?.column ?? 'NULL',
    descending: key.descending,
  }));
  const order = [...asked, ...fields.dimensions.map(({ column }) => ({ sql: column, descending: false }))];
  return visualResult(context, subject, fields, {
    members: [],
    order,
    limit: context.rowLimit,
    totals: totalsOf(visual, fields, subject),
    grouped: true,
  });
}

/** Totals are computed over all rows, not by adding cells up. */
function totalsOf(visual: TableVisual, fields: VisualFields, subject: VisualSubject) {
  const options = visual.ChartConfiguration?.TotalOptions;
  if (options?.TotalsVisibility !== 'VISIBLE') return [];
  const special = (options.TotalAggregationOptions ?? []).map(
    (each) => [each.FieldId, each.TotalAggregationFunction?.SimpleTotalAggregationFunction ?? 'DEFAULT'] as const,
  );
  const totals = fields.measures.map(({ field, measure }) => {
    const asked = special.find(([id]) => id === field.id)?.[1] ?? 'DEFAULT';
    if (asked !== 'DEFAULT' && asked !== 'NONE')
      subject.skip(
        'ChartConfiguration.TotalOptions',
        `total ${asked} of ${field.id}`,
        'a total is the measure over all rows',
      );
    return asked === 'DEFAULT' ? measure : undefined;
  });
  return [...fields.dimensions.map(() => undefined), ...totals];
}

/** Rows as they are. */
async function plainRows(
  columns: readonly UnaggregatedField[],
  sorts: readonly FieldSortOptions[] | undefined,
  context: RunContext,
  subject: VisualSubject,
  looks: FieldLooks,
): Promise<TableRows> {
  if (columns.length === 0) throw new NotDrawable('it has no fields');
  const scope = new QueryScope(context.source(subject.dataSet));
  const measures = columns.map(unaggregatedField).map((field) => {
    const measure = (rows: QueryScope) => rows.field(field.column?.name ?? '');
    const value = measure(scope);
    if (isAggregate(value)) throw new NotDrawable(`"${dimensionLabel(field)}" is an aggregate, in a table of rows`);
    return { field, measure, value };
  });
  const models = measures.map(({ field, value }) => fieldModel(field, value, dimensionLabel(field), looks));
  const order = (sorts ?? []).map(({ FieldSort: byField, ColumnSort: byColumn }) => {
    const name =
      byColumn?.SortBy?.ColumnName ?? measures.find(({ field }) => field.id === byField?.FieldId)?.field.column?.name;
    if (name === undefined)
      throw new NotDrawable(`a sort by field "${byField?.FieldId ?? ''}", which is not in the visual`);
    return { sql: scope.field(name).sql, descending: (byField ?? byColumn)?.Direction === 'DESC' };
  });
  return visualResult(
    context,
    subject,
    { scope, dimensions: [], measures, models },
    { members: [], order, limit: context.rowLimit, totals: [], grouped: false },
  );
}

/** Columns in the order that the definition lists; those it does not list follow. */
function columnOrder(result: ResultModel, asked: readonly string[]): readonly number[] {
  const indexes = result.fields.map((_, index) => index);
  const place = (index: number): number => {
    const at = asked.indexOf(result.fields[index]?.id ?? '');
    return at === -1 ? asked.length : at;
  };
  return indexes.sort((first, second) => place(first) - place(second) || first - second);
}
