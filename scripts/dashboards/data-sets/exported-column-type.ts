import type { ColumnType } from '../../../lambda/schema/column-type.ts';

/**
 * QuickSight's type of a column as ours. A DECIMAL is a number: its precision is not declared. JSON and SEMISTRUCT are text to
 * visuals. https://docs.aws.amazon.com/quicksight/latest/APIReference/API_InputColumn.html
 */
export function exportedColumnType(name: string | undefined): ColumnType | undefined {
  switch (name) {
    case 'STRING':
    case 'JSON':
    case 'SEMISTRUCT':
      return { kind: 'string' };
    case 'INTEGER':
      return { kind: 'integer' };
    case 'DECIMAL':
      return { kind: 'number' };
    case 'DATETIME':
      return { kind: 'timestamp' };
    case 'BIT':
    case 'BOOLEAN':
      return { kind: 'boolean' };
    default:
      return undefined;
  }
}
