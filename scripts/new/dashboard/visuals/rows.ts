import type { FormatConfiguration, UnaggregatedField, Visual } from '@aws-sdk/client-quicksight';
import type { RowColumn, VisualPlan } from '../plan/plan.ts';
import { numericFormat } from '../roles/number-format.ts';
import { columnOf } from './fields.ts';
import { titles } from './looks.ts';

/** The rows as they are. */
export function rows(plan: Extract<VisualPlan, { kind: 'rows' }>, id: string, dataSet: string): Visual {
  const fieldId = (column: string) => `${id}.${column.replaceAll('_', '-')}`;
  const { columns, sort } = plan;
  return {
    TableVisual: {
      VisualId: id,
      ...titles(plan),
      ChartConfiguration: {
        FieldWells: {
          TableUnaggregatedFieldWells: {
            Values: columns.map(
              ({ column, format }): UnaggregatedField => ({
                FieldId: fieldId(column),
                Column: columnOf(dataSet, column),
                FormatConfiguration: cellFormat(format),
              }),
            ),
          },
        },
        SortConfiguration: {
          RowSort:
            sort === undefined
              ? []
              : [{ FieldSort: { FieldId: fieldId(sort.column), Direction: sort.descending ? 'DESC' : 'ASC' } }],
          PaginationConfiguration: { PageSize: 200, PageNumber: 1 },
        },
        TableOptions: {
          HeaderStyle: { TextWrap: 'WRAP', Height: 36 },
          CellStyle: { Height: 28 },
          RowAlternateColorOptions: { Status: 'DISABLED' },
        },
        FieldOptions: {
          SelectedFieldOptions: columns.map(({ column, title }) => ({
            FieldId: fieldId(column),
            CustomLabel: title,
            Visibility: 'VISIBLE',
          })),
          Order: columns.map(({ column }) => fieldId(column)),
        },
      },
      Actions: [],
    },
  };
}

const missing = { NullValueFormatConfiguration: { NullString: '–' } } as const;

function cellFormat(format: RowColumn['format']): FormatConfiguration {
  if (format.kind === 'text') return { StringFormatConfiguration: missing };
  if (format.kind === 'date') return { DateTimeFormatConfiguration: { DateTimeFormat: format.pattern, ...missing } };
  return { NumberFormatConfiguration: { FormatConfiguration: numericFormat(format) } };
}
